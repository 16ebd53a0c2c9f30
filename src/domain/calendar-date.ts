import { z } from "zod";

/** A day of the Shanghai calendar, written `YYYY-MM-DD`; it has no time and no zone. */
export type CalendarDate = string;

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day that exists: `2024-02-30` is not one. */
export function isCalendarDate(text: string): boolean {
  if (!PATTERN.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

export const calendarDate = z
  .string("日期要写成 2024-07-15 这样的文字")
  .refine(isCalendarDate, {
    error: ({ input }) =>
      `${input === "" ? "没有填写日期" : "不是真实存在的日期"}；请写成 年-月-日，例如 2024-07-15`,
  })
  .describe("Calendar date in Asia/Shanghai, YYYY-MM-DD");

/** Days from `from` to `to`; negative when `to` lies before `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The calendar date `days` after `date`. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/**
 * The same day of the month `months` later, or the last day of that month where it is shorter:
 * six months from 2024-08-31 end on 2025-02-28. "6个月" in the programmes are calendar months.
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}

/** The Shanghai calendar date of an instant, whatever zone the machine is in. */
export function shanghaiDate(instant: Date): CalendarDate {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The instant at which a Shanghai day begins, ISO 8601 in UTC. */
export function shanghaiMidnight(date: CalendarDate): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 8 * 3_600_000).toISOString();
}

/** As a sentence says it: 2024年7月15日. */
export function dayText(day: CalendarDate): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** A span of days: `activeFrom` is in it, `activeTo` is the first day that is not. */
export interface ActivePeriod {
  activeFrom: CalendarDate;
  activeTo?: CalendarDate | undefined;
}

/** Whether `on` falls in the half-open span. */
export function isActive(period: ActivePeriod, on: CalendarDate): boolean {
  return period.activeFrom <= on && (period.activeTo === undefined || on < period.activeTo);
}

/** Whether two half-open spans share a day. */
export function periodsOverlap(a: ActivePeriod, b: ActivePeriod): boolean {
  return (
    (b.activeTo === undefined || a.activeFrom < b.activeTo) &&
    (a.activeTo === undefined || b.activeFrom < a.activeTo)
  );
}

export const activePeriodFields = {
  activeFrom: calendarDate.describe("First day it holds"),
  activeTo: calendarDate.optional().describe("First day it no longer holds"),
};
