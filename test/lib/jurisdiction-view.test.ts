import { describe, expect, test } from "vitest";
import type { PolicyDocument } from "#domain/document.ts";
import { jurisdictionSummaries } from "#lib/jurisdiction-summary.ts";
import { jurisdictionSheet } from "#lib/jurisdiction-view.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("The content of the repository has errors.");

function sheetOf(id: string, today = "2026-11-21") {
  const place = snapshot?.jurisdictions.find((entry) => entry.id === id);
  if (snapshot === undefined || place === undefined) throw new Error(`No place ${id}`);
  return jurisdictionSheet(snapshot, place, today);
}

function warningsOn(id: string, dueOn: string): string {
  const rows = sheetOf(id).calendar.filter((row) => row.dueOn === dueOn);
  if (rows.length === 0) throw new Error(`${id} has no duty due on ${dueOn}`);
  return rows.flatMap((row) => row.warnings).join();
}

describe("duties due before the programme was issued are not called overdue", () => {
  test.each([
    { id: "ankang", dueOn: "2024-07-10" },
    { id: "shaoguan", dueOn: "2023-07-31" },
  ])("$id, $dueOn", ({ id, dueOn }) => {
    expect(warningsOn(id, dueOn)).toContain("印发时这一项已经到期");
  });
});

describe("a last day that is not worked is noted and not moved", () => {
  test.each([
    { id: "shaoguan", dueOn: "2023-09-30" },
    { id: "shaoguan", dueOn: "2023-12-31" },
    { id: "suizhou", dueOn: "2024-11-30" },
    { id: "suizhou", dueOn: "2024-12-01" },
    { id: "ankang", dueOn: "2025-01-31" },
    { id: "diqing", dueOn: "2020-01-31" },
  ])("$id, $dueOn", ({ id, dueOn }) => {
    expect(warningsOn(id, dueOn)).toContain("不是工作日");
  });
});

describe("whether 「12月1日前」 includes the day is a setting of its document, with its ground", () => {
  const duty = (place: string, on: string) =>
    sheetOf(place).calendar.find(({ time }) => time.type === "before" && time.on === on);

  test("every day of that kind says how it is read and why", () => {
    const rows = snapshot.jurisdictions.flatMap(({ id }) => sheetOf(id).calendar);
    const before = rows.filter(({ time }) => time.type === "before");
    expect(before.length).toBeGreaterThan(8);
    for (const { reading, printedTime } of before) {
      expect(printedTime).toMatch(/\d日前/);
      expect(reading).toMatchObject({ isIncluded: true, isDefault: true });
      expect(reading?.cites.length).toBeGreaterThan(0);
    }
  });

  test("read as not included, the last day is the one before, a Saturday here", () => {
    expect(duty("suizhou", "2024-12-01")?.dueOn).toBe("2024-12-01");
    const strict = {
      ...snapshot,
      jurisdictions: snapshot.jurisdictions.map((place) => ({
        ...place,
        ownDocuments: place.ownDocuments.map(strictly),
      })),
    };
    const [suizhou] = strict.jurisdictions.filter(({ id }) => id === "suizhou");
    if (suizhou === undefined) throw new Error("no place");
    const row = jurisdictionSheet(strict, suizhou, "2026-11-21").calendar.find(
      ({ time }) => time.type === "before",
    );
    expect(row?.dueOn).toBe("2024-11-30");
    expect(row?.warnings.join()).toContain("星期六");
  });

  function strictly(document: PolicyDocument): PolicyDocument {
    const dayBefore = document.counting?.dayBefore;
    if (dayBefore === undefined) return document;
    return { ...document, counting: { dayBefore: { ...dayBefore, isIncluded: false } } };
  }
});

test("a plain working day carries no warning", () => {
  expect(warningsOn("ankang", "2024-07-19")).toBe("");
});

test("a programme without a date has nothing that could be due before its issue", () => {
  expect(sheetOf("chongqing").programme.issuedOn).toBeNull();
  expect(sheetOf("chongqing").calendar.flatMap((row) => row.warnings)).toEqual([]);
});

test("responsibilities are said to go on once the plan year is over", () => {
  expect(sheetOf("ankang", "2024-12-31").isPlanYearOver).toBe(false);
  expect(sheetOf("ankang", "2025-01-01").isPlanYearOver).toBe(true);
});

test("every document a fact of a place cites is listed on its page", () => {
  for (const place of snapshot.jurisdictions) {
    const listed = new Set(sheetOf(place.id).documentRows.map((row) => row.document.id));
    const { facts, responsibilities, duties, terms, calendar, channels, forms } = place;
    const cited = JSON.stringify([
      facts,
      responsibilities,
      duties,
      terms,
      calendar,
      channels,
      forms,
    ]).matchAll(/"(?:document|law)":"([^"]+)"/g);
    expect([...cited].map(([, id]) => id).filter((id) => !listed.has(String(id)))).toEqual([]);
  }
});

test("places differ in what their texts have, and nothing is filled in", () => {
  const has = new Map(jurisdictionSummaries(snapshot).map((place) => [place.id, place.has]));
  const with_ = (feature: "labels" | "tips" | "pledge" | "notice" | "forms" | "calendar") =>
    [...has].filter(([, features]) => features[feature] !== null).map(([id]) => id);
  expect(with_("labels")).toEqual(["chongqing", "shaoguan"]);
  expect(with_("tips")).toEqual(["ankang", "chongqing", "diqing", "shaoguan"]);
  expect(with_("pledge")).toEqual(["ankang", "shaoguan"]);
  expect(with_("notice")).toEqual(["ankang", "shaoguan"]);
  expect(with_("forms")).toEqual(["ankang", "suizhou"]);
  expect(with_("calendar")).toEqual(["ankang", "diqing", "shaoguan", "suizhou"]);
});

describe("a clerk reads the calendar in the order in which things fall due", () => {
  test.each(["ankang", "chongqing", "diqing", "shaoguan", "suizhou"])("%s", (id) => {
    const days = sheetOf(id).calendar.map((row) => row.dueOn);
    const dated = days.filter((day) => day !== null);
    expect(days.slice(0, dated.length)).toEqual(dated.toSorted());
  });
});
