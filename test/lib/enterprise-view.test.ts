import { describe, expect, test } from "vitest";
import { enterpriseSheet } from "#lib/enterprise-view.ts";
import { standingOfEquipment } from "#lib/equipment-lines.ts";
import { countByState } from "#lib/equipment-summary.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import { copyContent } from "#support/content-copy.ts";

const { snapshot } = readContent("test/fixtures/small-content");
if (!snapshot) throw new Error("the fixture does not read");
const index = indexOf(snapshot);

function sheetOf(id: string, today = "2026-07-10") {
  const firm = index.enterprises.get(id);
  if (!firm) throw new Error(`no ${id} in the fixture`);
  return enterpriseSheet(index, firm, today);
}

describe("what the page of an enterprise says", () => {
  test("a corrected name stays visible with what it was before, and why", () => {
    const [membership] = sheetOf("lanhe-e1").memberships;
    expect(membership?.versions.at(-1)).toMatchObject({
      change: "corrected",
      reason: "企业名称更正",
      document: "勘误1号",
      differences: [{ field: "企业名称", before: "岚河旧名钢铁厂", after: "岚河试验钢铁有限公司" }],
    });
  });

  test("machines that part ways stand behind the line they came from and count themselves", () => {
    const { equipment } = sheetOf("lanhe-e1");
    expect(equipment.map((line) => [line.id, line.splitFrom, line.splitInto])).toEqual([
      ["lanhe-q1", null, ["lanhe-q3"]],
      ["lanhe-q3", "lanhe-q1", []],
    ]);
    expect(countByState(equipment).map(({ id, count }) => [id, count])).toEqual([["unlisted", 1]]);
  });

  test("a machine not yet stopped owes no dismantling, whatever day was set", () => {
    expect(sheetOf("lanhe-e2").equipment[0]).toMatchObject({
      state: "listed",
      dismantleBy: "2026-06-30",
      daysLeft: null,
    });
  });

  test("a rectification past its extension is overdue by days", () => {
    expect(sheetOf("lanhe-e2", "2025-06-02").memberships[0]?.row).toMatchObject({
      standing: "overdue",
      daysLeft: -2,
    });
  });

  test("a machine whose only row was withdrawn is no longer called listed", () => {
    const copy = copyContent();
    copy.replace(
      "lists/lanhe/rectification/2024-01.csv",
      "2025-05-31",
      "2025-05-31\nlanhe-y1,2,withdrawn,2024-12-01,认定有误,lanhe-e2,,energy,能耗超限额,,,",
    );
    const changed = readContent(copy.root).snapshot;
    copy.discard();
    if (!changed) throw new Error("the changed fixture does not read");
    expect(standingOfEquipment(index, "lanhe-q2").state).toBe("listed");
    expect(standingOfEquipment(indexOf(changed), "lanhe-q2").state).toBe("unlisted");
  });

  test("the time line holds every published thing, the latest first, with who says so", () => {
    const { timeline } = sheetOf("lanhe-e1");
    const days = timeline.map((entry) => entry.on);
    expect(days).toEqual([...days].sort().reverse());
    expect(timeline.map((entry) => entry.kind)).toEqual(
      expect.arrayContaining(["list", "equipment", "acceptance"]),
    );
    expect(timeline.filter((entry) => entry.kind === "list")).toHaveLength(2);
    const named = timeline.filter((entry) => entry.kind !== "pledge");
    expect(named.every((entry) => entry.publisher !== null)).toBe(true);
  });

  test("a credit code and a former id lead to the enterprise", () => {
    expect(index.aliases.get("91350100M000100Y43")).toBe("lanhe-e1");
    expect(index.aliases.get("lanhe-e0")).toBe("lanhe-e1");
  });
});
