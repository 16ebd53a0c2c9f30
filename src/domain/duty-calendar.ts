import { z } from "zod";
import { addDays, type CalendarDate, calendarDate } from "./calendar-date.ts";
import { citations } from "./citation.ts";
import type { PolicyDocument } from "./document.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

/** When a duty falls due. What a text leaves open stays open. */
const dutyTime = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("by"),
    on: calendarDate.describe("Last day, e.g. of 「12月底前」"),
  }),
  z.strictObject({
    type: z.literal("before"),
    on: calendarDate.describe("The day that is printed; its document says whether it is included"),
  }),
  z.strictObject({ type: z.literal("span"), from: calendarDate, to: calendarDate }),
  z.strictObject({
    type: z.literal("after-issue"),
    days: z.int().positive().optional(),
    months: z.int().positive().optional(),
    on: calendarDate.describe("Worked out from the printed date of issue"),
  }),
  z.strictObject({ type: z.literal("each-quarter") }),
  z.strictObject({ type: z.literal("all-year"), year: z.int() }),
  z.strictObject({ type: z.literal("any-time") }),
  z.strictObject({ type: z.literal("unsaid") }),
]);

/** One line of the programme's year: who owes what to whom, by when. */
export const dutyCalendarEntry = z.strictObject({
  id,
  time: dutyTime,
  printedTime: lineOrUnsaid.describe("The time as printed; null when not said"),
  who: line,
  toWhom: lineOrUnsaid,
  what: line,
  note: line.optional().describe("A contradiction or doubt in the text"),
  cites: citations,
});
export type DutyCalendarEntry = z.infer<typeof dutyCalendarEntry>;

/** `content/jurisdictions/<id>/calendar.yaml`. */
export const dutyCalendar = z.array(dutyCalendarEntry);

/** How a document is read that says 「X月X日前」. */
export type DayBefore = NonNullable<NonNullable<PolicyDocument["counting"]>["dayBefore"]>;

/** How the document that a duty stands in is read; undefined where the duty is not told so. */
export function dayBeforeOf(
  { time, cites }: Pick<DutyCalendarEntry, "time" | "cites">,
  documents: ReadonlyMap<string, PolicyDocument>,
): DayBefore | undefined {
  if (time.type !== "before") return undefined;
  return documents.get(cites[0]?.document ?? "")?.counting?.dayBefore;
}

/** The last day of a duty, or null when it has none; `before` is read as its document is. */
export function dutyDueOn(
  { time }: Pick<DutyCalendarEntry, "time">,
  reading: Pick<DayBefore, "isIncluded"> | undefined,
): CalendarDate | null {
  switch (time.type) {
    case "by":
    case "after-issue":
      return time.on;
    case "before":
      return reading?.isIncluded === false ? addDays(time.on, -1) : time.on;
    case "span":
      return time.to;
    default:
      return null;
  }
}
