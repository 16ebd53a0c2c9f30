import { expect, test } from "vitest";
import {
  endedOn,
  keptUntil,
  RETENTION_CLASSES,
  type RetentionRule,
  retention,
  termText,
} from "#domain/retention.ts";
import { readContent } from "#registry/read-content.ts";

const rule = (more: Partial<RetentionRule> = {}): RetentionRule => ({
  class: "tip-content",
  length: 3,
  unit: "years",
  start: "ended",
  isDefault: true,
  basis: "文件未规定",
  cites: [],
  afterwards: "销毁",
  ...more,
});

test("a term counts calendar months and years to the same day, or the last of a shorter month", () => {
  expect(keptUntil(rule(), "2024-03-15")).toBe("2027-03-15");
  expect(keptUntil(rule(), "2024-02-29")).toBe("2027-02-28");
  expect(keptUntil(rule({ length: 6, unit: "months" }), "2024-08-31")).toBe("2025-02-28");
  expect(keptUntil(rule({ length: null }), "2024-03-15")).toBeNull();
});

test("a term is said in words, and without a length it is for good", () => {
  expect(termText(rule())).toBe("3年");
  expect(termText(rule({ length: 6, unit: "months" }))).toBe("6个月");
  expect(termText(rule({ length: null }))).toBe("长期");
});

test("a tip has ended since the first event of its end, by the day in Shanghai", () => {
  const at = (status: string, instant: string) => ({ status, at: instant });
  const closed = at("closed", "2026-03-01T17:00:00.000Z");
  expect(endedOn([at("received", "2026-02-01T00:00:00.000Z"), closed])).toBe("2026-03-02");
  const content = at("closed", "2026-05-01T00:00:00.000Z");
  expect(endedOn([at("received", "2026-02-01T00:00:00.000Z"), closed, content])).toBe("2026-03-02");
});

test("a tip under way has not ended, nor has one that was opened again", () => {
  const at = (status: string) => ({ status, at: "2026-03-01T00:00:00.000Z" });
  expect(endedOn([at("received"), at("admitted")])).toBeNull();
  expect(endedOn([at("closed"), at("reopened")])).toBeNull();
  expect(endedOn([at("closed"), at("reopened"), at("closed")])).toBe("2026-03-01");
  expect(endedOn([])).toBeNull();
});

test("every class needs one rule, and a term that is no default its source", () => {
  const all = RETENTION_CLASSES.map(({ id }) => rule({ class: id }));
  expect(retention.safeParse(all).success).toBe(true);
  expect(retention.safeParse(all.slice(1)).success).toBe(false);
  expect(retention.safeParse([...all, rule()]).success).toBe(false);
  expect(retention.safeParse(all.map((entry) => ({ ...entry, isDefault: false }))).success).toBe(
    false,
  );
});

test("no term of the repository is passed off as law", () => {
  const rules = readContent("content").snapshot?.retention ?? [];
  expect(rules.map((entry) => entry.class)).toEqual(RETENTION_CLASSES.map(({ id }) => id));
  for (const entry of rules) expect(entry.isDefault || entry.cites.length > 0).toBe(true);
});
