import { expect, test } from "vitest";
import { addWorkingDays, isWorkingDay } from "#domain/working-days.ts";
import { readContent } from "#registry/read-content.ts";

const years = readContent("content").snapshot?.workingYears ?? [];

test("a Saturday that is worked counts, a holiday does not", () => {
  expect(isWorkingDay(years, "2024-10-12")).toBe(true);
  expect(isWorkingDay(years, "2024-10-01")).toBe(false);
  expect(isWorkingDay(years, "2024-10-13")).toBe(false);
});

test("fifteen working days across the National Day of 2026", () => {
  expect(addWorkingDays(years, "2026-09-21", 15)).toEqual({
    on: "2026-10-19",
    isProvisional: false,
  });
});

test("a year nobody has announced is unknown, and what counts through it is provisional", () => {
  expect(isWorkingDay(years, "2027-01-01")).toBeNull();
  expect(addWorkingDays(years, "2026-12-30", 3).isProvisional).toBe(true);
});
