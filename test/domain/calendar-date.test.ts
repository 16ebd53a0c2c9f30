import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  daysBetween,
  isActive,
  isCalendarDate,
  periodsOverlap,
  shanghaiDate,
} from "#domain/calendar-date.ts";

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["2024-1-1", false],
  ["", false],
])("%s is a date: %s", (text, expected) => expect(isCalendarDate(text)).toBe(expected));

test.each([
  ["2024-08-31", 6, "2025-02-28"],
  ["2024-08-31", 9, "2025-05-31"],
  ["2023-08-31", 6, "2024-02-29"],
  ["2024-12-15", 1, "2025-01-15"],
])("%s and %i months end on %s", (start, months, end) =>
  expect(addMonths(start, months)).toBe(end),
);

test("a day in Shanghai begins while it is still yesterday in London", () => {
  expect(shanghaiDate(new Date("2026-11-20T16:00:00Z"))).toBe("2026-11-21");
  expect(shanghaiDate(new Date("2026-11-20T15:59:59Z"))).toBe("2026-11-20");
});

test("days are counted across the end of a year", () => {
  expect(daysBetween("2024-12-30", "2025-01-02")).toBe(3);
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
});

test("a span holds on its first day and no longer on its last", () => {
  const span = { activeFrom: "2024-02-01", activeTo: "2024-03-01" };
  expect(isActive(span, "2024-02-01")).toBe(true);
  expect(isActive(span, "2024-03-01")).toBe(false);
});

test("a span that begins the day another ends does not overlap it", () => {
  const first = { activeFrom: "2019-01-01", activeTo: "2024-02-01" };
  expect(periodsOverlap(first, { activeFrom: "2024-02-01" })).toBe(false);
  expect(periodsOverlap(first, { activeFrom: "2024-01-31" })).toBe(true);
});
