import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { CAPACITY_BASES, CAPACITY_UNITS, type Capacity } from "./capacity.ts";
import { keepingReason } from "./closure.ts";
import { id, line } from "./text.ts";

const bases = CAPACITY_BASES.map((basis) => basis.id) as [
  "design",
  ...("concerned" | "eliminated")[],
];

/**
 * A row of `content/equipment/<jurisdiction>.csv`: one machine or production line, or several alike
 * that share one life. When they part ways each becomes a child of its own.
 */
export const equipment = z
  .strictObject({
    id,
    enterprise: id,
    parent: id.optional().describe("The row this one was split from"),
    name: line,
    model: line.optional().describe("型号规格 as printed, e.g. Φ2.2×7m"),
    quantity: z.int().positive("数量要大于0"),
    measureWord: line.describe("台、座、条、套"),
    isMain: z.boolean().describe("主体设备"),
    capacityValue: z.number("产能数值要写数字").positive("产能数值要大于0").optional(),
    capacityUnit: z.enum(CAPACITY_UNITS, `产能单位只能是 ${CAPACITY_UNITS.join("、")}`).optional(),
    capacityProduct: line.optional(),
    capacityBasis: z.enum(bases).optional(),
    keepingReason: keepingReason.optional().describe("Why it is not dismantled"),
    dismantleBy: calendarDate.optional().describe("限时拆除, where a date was set"),
  })
  .refine(
    (row) =>
      [row.capacityValue, row.capacityUnit, row.capacityProduct, row.capacityBasis].every(
        (part) => (part === undefined) === (row.capacityValue === undefined),
      ),
    { path: ["capacityValue"], message: "产能的数值、单位、产品、口径四项要么都填，要么都不填" },
  );
export type Equipment = z.infer<typeof equipment>;

/** The words that name a machine: `水泥磨 Φ2.2×7m 1台`. */
export function equipmentLabel(row: Equipment): string {
  const count = `${row.quantity}${row.measureWord}`;
  return [row.name, row.model, count].filter((part) => part !== undefined).join(" ");
}

/** Its capacity; null where none was published. */
export function equipmentCapacity(row: Equipment): Capacity | null {
  const { capacityValue: value, capacityUnit: unit, capacityProduct: product } = row;
  if (value === undefined || unit === undefined || product === undefined) return null;
  return { value, unit, product, basis: row.capacityBasis ?? "design" };
}
