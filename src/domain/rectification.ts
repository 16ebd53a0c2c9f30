import { z } from "zod";
import { aspect } from "./aspect.ts";
import { addMonths, type CalendarDate } from "./calendar-date.ts";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

/** 限期整改: how long, what follows, who approves closing. One per aspect. */
export const rectificationTerm = z.strictObject({
  aspect,
  trigger: line.describe("When it applies"),
  order: lineOrUnsaid.describe("What is ordered: 停产整改 is not 限期整改"),
  months: z.int().positive().nullable().describe("Calendar months; null when no number is printed"),
  printedTerm: lineOrUnsaid.describe("The term as printed, e.g. 一般不超过3年"),
  extensionMonths: z.int().positive().nullable().describe("Longest extension that may be asked"),
  extensionNote: line.optional(),
  outcome: lineOrUnsaid.describe("What follows a failure"),
  sanctions: z.array(line).default([]).describe("吊销营业执照, 吊销生产许可证 …"),
  approval: lineOrUnsaid.describe("Government that approves or is asked; null when none is named"),
  law: id
    .optional()
    .describe("Document that gives the power (the number comes from the programme)"),
  cites: citations,
});
export type RectificationTerm = z.infer<typeof rectificationTerm>;

/** Last day of a rectification begun on `startedOn`; null when the programme gives no number. */
export function rectificationDue(term: RectificationTerm, startedOn: CalendarDate) {
  return term.months === null ? null : addMonths(startedOn, term.months);
}

/** Last day an extension can reach, counted from the start so that month ends do not drift. */
export function latestExtension(term: RectificationTerm, startedOn: CalendarDate) {
  if (term.months === null || term.extensionMonths === null) return null;
  return addMonths(startedOn, term.months + term.extensionMonths);
}
