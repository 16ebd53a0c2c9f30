import { z } from "zod";
import { addDays, type CalendarDate, calendarDate } from "./calendar-date.ts";
import { line } from "./text.ts";

/** `content/calendar/<year>.yaml`: a year's public holidays and working weekends (调休). */
export const workingYear = z.strictObject({
  year: z.int(),
  source: line.describe("The State Council notice"),
  holidays: z.array(calendarDate).describe("Days off that are not plain weekends"),
  workingWeekends: z.array(calendarDate).describe("Saturdays and Sundays that are worked"),
});
export type WorkingYear = z.infer<typeof workingYear>;

/** A worked-out date; provisional when a day it counted lies in a year nobody has announced. */
export interface WorkedOutDate {
  on: CalendarDate;
  isProvisional: boolean;
}

/** Whether `on` is worked; null when its year is not in the calendar. */
export function isWorkingDay(years: readonly WorkingYear[], on: CalendarDate): boolean | null {
  const { covered, worked, free } = daysOf(years);
  if (!covered.has(on.slice(0, 4))) return null;
  if (worked.has(on)) return true;
  return !free.has(on) && !isWeekend(on);
}

/** Counting days asks for the same calendar again and again. */
const KNOWN = new WeakMap<readonly WorkingYear[], ReturnType<typeof setsOf>>();

function daysOf(years: readonly WorkingYear[]) {
  const known = KNOWN.get(years) ?? setsOf(years);
  KNOWN.set(years, known);
  return known;
}

function setsOf(years: readonly WorkingYear[]) {
  return {
    covered: new Set(years.map(({ year }) => String(year))),
    worked: new Set(years.flatMap(({ workingWeekends }) => workingWeekends)),
    free: new Set(years.flatMap(({ holidays }) => holidays)),
  };
}

/**
 * The day `count` working days after `start` (the start day is not counted). Days of a year without
 * a calendar count as worked unless they are weekends, and make the result provisional.
 */
export function addWorkingDays(
  years: readonly WorkingYear[],
  start: CalendarDate,
  count: number,
): WorkedOutDate {
  let on = start;
  let isProvisional = false;
  for (let left = count; left > 0; ) {
    on = addDays(on, 1);
    const known = isWorkingDay(years, on);
    if (known === null) isProvisional = true;
    if (known ?? !isWeekend(on)) left -= 1;
  }
  return { on, isProvisional };
}

/** How many days are worked from `from` to the day before `to`; provisional as above. */
export function countWorkingDays(
  years: readonly WorkingYear[],
  from: CalendarDate,
  to: CalendarDate,
): { days: number; isProvisional: boolean } {
  let days = 0;
  let isProvisional = false;
  for (let on = from; on < to; on = addDays(on, 1)) {
    const known = isWorkingDay(years, on);
    if (known === null) isProvisional = true;
    if (known ?? !isWeekend(on)) days += 1;
  }
  return { days, isProvisional };
}

function isWeekend(on: CalendarDate): boolean {
  return [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
}
