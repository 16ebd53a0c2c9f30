import { readFileSync } from "node:fs";
import chineseDays from "chinese-days";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { addDays } from "#domain/calendar-date.ts";
import { isWorkingDay, workingYear } from "#domain/working-days.ts";

const YEARS = [2019, 2020, 2023, 2024, 2025, 2026];

describe.each(YEARS)("the working days of %i", (year) => {
  const calendar = workingYear.parse(
    parse(readFileSync(`content/calendar/${year}.yaml`, "utf8")) as unknown,
  );

  test("every day is worked or free as the holiday arrangement says", () => {
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
      expect(isWorkingDay([calendar], day), day).toBe(chineseDays.isWorkday(day));
  });

  test("the source names the notice of the State Council office", () => {
    expect(calendar.source).toContain(`国务院办公厅关于${year}年部分节假日安排的通知`);
  });
});

test("31 January 2025, when 安康 reports to the province, falls into the Spring Festival", () => {
  const calendar = workingYear.parse(
    parse(readFileSync("content/calendar/2025.yaml", "utf8")) as unknown,
  );
  expect(isWorkingDay([calendar], "2025-01-31")).toBe(false);
});
