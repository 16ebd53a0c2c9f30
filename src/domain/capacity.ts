import { z } from "zod";
import { CAPACITY_BASES } from "./capacity-basis.ts";

/** Units that official lists really use. Amounts in different units are never added. */
export const CAPACITY_UNITS = [
  "万吨",
  "万吨/年",
  "吨/日",
  "吨/年",
  "万重量箱",
  "万标张",
  "亿米",
  "万千瓦",
  "万千伏安时",
  "立方米",
  "吨",
  "蒸吨/小时",
  "吨/小时",
  "万块/年",
  "万平方米",
  "万标砖",
  "万重量箱/年",
  "万标张/年",
  "万平方米/年",
  "万千伏安时/年",
  "亿米/年",
] as const;
export type CapacityUnit = (typeof CAPACITY_UNITS)[number];

export { CAPACITY_BASES };

type CapacityBasis = (typeof CAPACITY_BASES)[number]["id"];

export const capacity = z.strictObject({
  value: z.number("产能数值要写数字").positive("产能数值要大于0"),
  unit: z.enum(CAPACITY_UNITS, `产能单位只能是 ${CAPACITY_UNITS.join("、")}`),
  product: z.string().min(1, "请写明产品，例如 水泥熟料"),
  basis: z.enum(CAPACITY_BASES.map((basis) => basis.id) as [CapacityBasis, ...CapacityBasis[]]),
});
export type Capacity = z.infer<typeof capacity>;

/** A sum of capacities of one unit, product and basis. */
export interface CapacitySum extends Capacity {
  count: number;
}

/** Adds only what may be added: same unit, same product, same basis. Ordered by size of group. */
export function sumCapacities(capacities: readonly Capacity[]): CapacitySum[] {
  const sums = new Map<string, CapacitySum>();
  for (const entry of capacities) {
    const key = `${entry.unit}\n${entry.product}\n${entry.basis}`;
    const sum = sums.get(key);
    if (sum) {
      sum.value = Number((sum.value + entry.value).toFixed(6));
      sum.count += 1;
    } else sums.set(key, { ...entry, count: 1 });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
