import { expect, test } from "vitest";
import { daysOfChange, differencesOn } from "#domain/routing-difference.ts";
import { readContent } from "#registry/read-content.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { gapLines, routingDays } from "../../scripts/routing-document.ts";

const DAY = "2027-01-01";
const content = readContent("content").snapshot as Snapshot;
const ankang = content.jurisdictions.find(({ id }) => id === "ankang") as JurisdictionFolder;

function changed(change: Partial<JurisdictionFolder>): JurisdictionFolder {
  return { ...ankang, ...change };
}
const merged = changed({
  departments: ankang.departments.map((entry) =>
    entry.id === "ecology" ? { ...entry, activeTo: DAY, successor: "government" } : entry,
  ),
});
const ended = changed({
  responsibilities: ankang.responsibilities.map((rule) =>
    rule.id === "ak-environment" ? { ...rule, activeTo: DAY } : rule,
  ),
});

test("nothing is announced where nothing changes", () => {
  expect(daysOfChange(ankang, "2026-11-21")).toEqual([]);
  expect(differencesOn(content.tipCategories, ankang, DAY)).toEqual([]);
});

test("a merger changes what goes to the department, from its day, for that category alone", () => {
  expect(daysOfChange(merged, "2026-11-21")).toEqual([DAY]);
  expect(daysOfChange(merged, DAY)).toEqual([]);
  const found = differencesOn(content.tipCategories, merged, DAY);
  expect(found.map(({ category }) => category.id)).toContain("emission");
  expect(found.map(({ category }) => category.id)).not.toContain("energy");
  for (const { before, after, areas } of found) {
    expect(before.desks.map(({ department }) => department)).toContain("ecology");
    expect(after.desks.map(({ department }) => department)).not.toContain("ecology");
    expect(areas).toEqual([]);
  }
});

test("where a rule ends and none follows, the gap shows on the day it opens, not before", () => {
  const snapshot = { ...content, jurisdictions: [ended] };
  expect(routingDays(snapshot, "2026-11-21")).toEqual(["2026-11-21", DAY]);
  expect(gapLines(snapshot, "2026-11-21").join()).not.toContain("emission");
  expect(gapLines(snapshot, DAY)).toContain("ankang emission all");
});
