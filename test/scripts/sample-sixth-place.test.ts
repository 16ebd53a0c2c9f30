import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addMonths } from "#domain/calendar-date.ts";
import { readContent } from "#registry/read-content.ts";
import { ENTRY_ROOMS, generateSample } from "../../scripts/sample/generate.ts";

const content = mkdtempSync(join(tmpdir(), "sixth-place-"));
const out = mkdtempSync(join(tmpdir(), "sixth-place-out-"));
afterAll(() => {
  for (const folder of [content, out]) rmSync(folder, { recursive: true, force: true });
});

for (const name of readdirSync("content").filter((name) => !isEntryRoom(name)))
  cpSync(join("content", name), join(content, name), { recursive: true });
cpSync("test/fixtures/sixth-place", content, { recursive: true });
generateSample({
  enterprises: 240,
  seed: 3,
  today: "2026-11-21",
  content,
  out,
  entriesOnly: false,
});
const { snapshot, problems } = readContent(out);
const place = snapshot?.jurisdictions.find((entry) => entry.id === "mailang");
const lists = snapshot?.lists.filter((list) => list.jurisdiction === "mailang") ?? [];
const firms = snapshot?.enterprises.filter((firm) => firm.jurisdiction === "mailang") ?? [];

describe("a sixth place that is only a folder of data", () => {
  test("is sound and gets its share of firms", () => {
    expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
    expect(firms).toHaveLength(40);
  });

  test("has a list of every kind it publishes, in its own words", () => {
    expect(place?.publishedLists.length).toBeGreaterThan(0);
    const filled = new Set(lists.map((list) => list.kind));
    for (const published of place?.publishedLists ?? []) {
      expect(filled).toContain(published.kind);
      const titles = lists.filter((l) => l.kind === published.kind).map((l) => l.batch.title);
      for (const title of titles) expect(title).toContain(published.name);
    }
  });

  test("counts its own four months, and no days where it gives no number", () => {
    const rows = lists
      .filter((list) => list.kind === "rectification")
      .flatMap((list) => list.versions);
    const energy = rows.filter((row) => row.aspects.includes("energy"));
    const quality = rows.filter((row) => row.aspects.includes("quality"));
    expect(energy.length).toBeGreaterThan(0);
    expect(quality.length).toBeGreaterThan(0);
    for (const row of energy) expect(row.dueOn).toBe(addMonths(row.startedOn ?? "", 4));
    for (const row of quality) expect(row.dueOn).toBeUndefined();
  });

  test("is inspected at its own three levels", () => {
    const own = new Set(firms.map((firm) => firm.id));
    const opinions = snapshot?.acceptances.filter((opinion) => own.has(opinion.enterprise)) ?? [];
    expect(new Set(opinions.map((opinion) => opinion.level))).toEqual(
      new Set(["county", "city", "province"]),
    );
  });

  test("asks for pledges but for no provincial notice", () => {
    const pledges = snapshot?.pledges.filter((pledge) => pledge.jurisdiction === "mailang") ?? [];
    expect(pledges.length).toBeGreaterThan(0);
    for (const pledge of pledges) expect(pledge.provincialNotice).toBeUndefined();
  });

  test("places no firm in a county that has been merged", () => {
    expect(firms.filter((firm) => firm.area === "990222")).toEqual([]);
    expect(firms.some((firm) => firm.area === "990221")).toBe(true);
  });

  test("asks for objections only where it speaks of 公示", () => {
    const notices =
      snapshot?.announcements.filter((entry) => entry.jurisdiction === "mailang") ?? [];
    const withPeriod = notices.filter((notice) => notice.publicNotice !== undefined);
    expect(withPeriod.length).toBeGreaterThan(0);
    for (const notice of withPeriod) expect(notice.title).toContain("公示：");
  });
});

function isEntryRoom(name: string): boolean {
  return (ENTRY_ROOMS as readonly string[]).includes(name);
}
