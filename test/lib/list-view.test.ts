import { afterAll, describe, expect, test } from "vitest";
import { rowCapacities } from "#lib/format.ts";
import { parseListPath } from "#lib/list-paths.ts";
import { listOverviews, listSheet } from "#lib/list-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import { copyContent } from "#support/content-copy.ts";

const copy = copyContent();
afterAll(() => copy.discard());
const TERM_LIST = { jurisdiction: "lanhe", kind: "rectification", year: 2024 };

function read() {
  const { snapshot, problems } = readContent(copy.root);
  if (!snapshot) throw new Error(JSON.stringify(problems));
  return indexOf(snapshot);
}

describe("a list page", () => {
  test("says who must publish it and under which document", () => {
    const sheet = listSheet(read(), TERM_LIST, "2024-12-01");
    expect(sheet?.duty).toMatchObject({ publisher: "市工信局", frequency: null });
    expect(sheet?.duty.cites[0]?.document).toBe("lanhe-2024");
    expect(sheet?.label).toBe("黄牌");
  });

  test("is not made for a kind the place does not publish, nor for a year without rows", () => {
    expect(listSheet(read(), { ...TERM_LIST, kind: "closed" }, "2024-12-01")).toBeNull();
    expect(listSheet(read(), { ...TERM_LIST, year: 1999 }, "2024-12-01")).toBeNull();
  });

  test("keeps the cell as printed with its column", () => {
    const sheet = listSheet(read(), { ...TERM_LIST, kind: "exit" }, "2024-12-01");
    expect(sheet?.rows[0]?.printed).toContainEqual({
      field: "equipment",
      name: "设备",
      version: 2,
      cell: "E4",
      text: "5t中频炉2台",
    });
  });

  test("shows the capacity as the list prints it where the register holds none", () => {
    const wanted = { ...TERM_LIST, kind: "exit" };
    expect(listSheet(read(), wanted, "2024-12-01")?.rows[0]?.printedCapacity).toBeNull();
    copy.replace("equipment/lanhe.csv", "true,10,万吨/年,粗钢,design", "true,,,,");
    const row = listSheet(read(), wanted, "2024-12-01")?.rows[0];
    copy.replace("equipment/lanhe.csv", "true,,,,,,", "true,10,万吨/年,粗钢,design,,");
    expect(row && rowCapacities(row)).toEqual(["10万吨/年"]);
  });

  test("counts lists and rows of a place", () => {
    const index = read();
    const place = index.jurisdictions.get("lanhe");
    const overviews = place ? listOverviews(index, place, "2024-12-02") : [];
    expect(overviews.map(({ kind, rowCount, years }) => [kind, rowCount, years])).toEqual([
      ["exit", 1, [2024]],
      ["rectification", 1, [2024]],
    ]);
  });

  test("a withdrawn row leaves a reason and no name, in any field", () => {
    const file = "lists/lanhe/rectification/2024-01.csv";
    copy.replace(
      file,
      "2025-05-31",
      "2025-05-31\nlanhe-y1,2,withdrawn,2024-12-01,认定有误,lanhe-e2,,energy,能耗超限额,,,",
    );
    const sheet = listSheet(read(), TERM_LIST, "2024-12-02");
    expect(sheet?.rows).toEqual([]);
    expect(sheet?.tombstones).toHaveLength(1);
    const place = read().jurisdictions.get("lanhe");
    const overviews = place ? listOverviews(read(), place, "2024-12-02") : [];
    expect(overviews.find(({ kind }) => kind === "rectification")?.rowCount).toBe(0);
    expect(sheet?.tombstones[0]).toMatchObject({ change: "withdrawn", changeReason: "认定有误" });
    expect(JSON.stringify(sheet?.tombstones)).not.toMatch(/lanhe-e2|岚河试验水泥|能耗/);
  });

  test("a list past its last day of display names nobody any more", () => {
    copy.replace(
      "lists/lanhe/exit/2024-01.yaml",
      "sample: true",
      'displayUntil: "2025-12-31"\nsample: true',
    );
    const index = read();
    const onDay = listSheet(index, { ...TERM_LIST, kind: "exit" }, "2025-12-31");
    const after = listSheet(index, { ...TERM_LIST, kind: "exit" }, "2026-01-01");
    expect(onDay?.rows).toHaveLength(1);
    expect(after?.rows).toEqual([]);
    expect(JSON.stringify(after?.tombstones)).not.toMatch(/岚河试验钢铁|lanhe-e1/);
  });
});

test.each([
  ["ankang/exit/", { jurisdiction: "ankang", kind: "exit", year: null, page: 1 }],
  ["ankang/exit/2024/page/3/", { jurisdiction: "ankang", kind: "exit", year: 2024, page: 3 }],
  ["ankang/", null],
  ["../../etc/passwd", null],
])("the path %s is read as %j", (path, parsed) => {
  expect(parseListPath(path)).toEqual(parsed);
});
