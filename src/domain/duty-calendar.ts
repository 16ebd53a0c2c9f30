import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid } from "./text.ts";

/** When a duty falls due. What a text leaves open stays open. */
const dutyTime = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("by"), on: calendarDate.describe("Last day, inclusive") }),
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

/** The last day of a duty, or null when it has none. */
export function dutyDueOn(entry: DutyCalendarEntry): string | null {
  if (entry.time.type === "by" || entry.time.type === "after-issue") return entry.time.on;
  return entry.time.type === "span" ? entry.time.to : null;
}
