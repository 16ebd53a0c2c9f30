import { type CalendarDate, isCalendarDate } from "#domain/calendar-date.ts";
import { compact, plain } from "./plain-text.ts";
import { noted, type Reading, read, unread } from "./reading.ts";
import type { SheetCell } from "./workbook/workbook.ts";

const WHOLE_DAY = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: 0{1,2}:00(?::00)?)?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
/** Month, quarter, part of a month: real information, but no day. */
const PART =
  /^\d{4}(年(\d{1,2}月)?|[-/.]\d{1,2})?(底|末|初|上旬|中旬|下旬|上半年|下半年|第?[一二三四1-4]季度)?(前)?$/;
const CHINESE_DAY =
  /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?$/;
const DIGITS = "零一二三四五六七八九";
/** Serial numbers of 1982 to 2064: other numbers in a column of dates are something else. */
const [FIRST_SERIAL, LAST_SERIAL] = [30_000, 60_000];
const GIVE_DAY = "写成完整的日期，例如 2024-08-31；不知道是哪一天的留空";

/**
 * Reads a day: 2024-08-31, 2024/8/31, 2024.8.31, 2024年8月31日, 20240831, 二〇二四年八月三十一日, or a
 * cell in a date format. What names no whole day is never completed: it stays text, with a note.
 */
export function readDate(cell: SheetCell): Reading<CalendarDate> {
  const text = plain(cell.text).replace(/\s*([年月日/.-])\s*/g, "$1");
  const written = writtenDay(text);
  if (written !== undefined)
    return isCalendarDate(written)
      ? read(written)
      : unread("error", `“${cell.text}”不是真实存在的日期`, GIVE_DAY);
  if (PART.test(compact(text)) && !/^\d{4}$/.test(text))
    return unread("warning", `“${cell.text}”没有写到哪一天，只保留原文`, GIVE_DAY);
  if (cell.date !== undefined) return read(cell.date);
  if (cell.number !== undefined && Number.isInteger(cell.number)) return fromSerial(cell.number);
  return unread("error", `“${cell.text}”读不成日期`, GIVE_DAY);
}

function writtenDay(text: string): string | undefined {
  for (const pattern of WHOLE_DAY) {
    const [, year, month, day] = pattern.exec(text) ?? [];
    if (year && month && day) return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }
  const [, year, month, day] = CHINESE_DAY.exec(text) ?? [];
  if (!year || !month || !day) return undefined;
  const two = (number: string) => String(chineseNumber(number)).padStart(2, "0");
  return `${[...year].map((sign) => digitOf(sign)).join("")}-${two(month)}-${two(day)}`;
}

/** 八 → 8, 十二 → 12, 三十一 → 31. */
export function chineseNumber(text: string): number {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
  const ten = text.includes("十") ? (tens === "" ? 1 : digitOf(tens ?? "")) : 0;
  return ten * 10 + (ones === "" ? 0 : digitOf(ones ?? ""));
}

function digitOf(sign: string): number {
  return "〇○".includes(sign) ? 0 : DIGITS.indexOf(sign === "两" ? "二" : sign);
}

function fromSerial(serial: number): Reading<CalendarDate> {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL)
    return unread("error", `“${serial}”读不成日期`, GIVE_DAY);
  const day = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
  return noted(day, "warning", `数字 ${serial} 按日期序号读成 ${day}`, "把这一格设成日期格式");
}
