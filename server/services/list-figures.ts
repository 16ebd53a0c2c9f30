import { z } from "zod";
import { publishedFigures } from "#domain/tip-figure.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";

export const figuresQuestion = z.strictObject({
  jurisdiction: z.string().optional(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/, "月份要写成 2026-03 这样的文字")
    .optional(),
});

/** Figures that were published, of all places and months or of one. */
export function listFigures(
  house: House,
  input: unknown,
): Outcome<ReturnType<typeof publishedFigures>> {
  const parsed = figuresQuestion.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { jurisdiction, month } = parsed.data;
  const { figures, jurisdictions } = house.snapshot();
  if (jurisdiction !== undefined && !jurisdictions.some(({ id }) => id === jurisdiction)) {
    return refuse("invalid", [{ field: "jurisdiction", message: "本站没有这个地区。" }]);
  }
  const months = figures.filter(
    (entry) =>
      (jurisdiction === undefined || entry.jurisdiction === jurisdiction) &&
      (month === undefined || entry.month === month),
  );
  return { value: publishedFigures(months) };
}
