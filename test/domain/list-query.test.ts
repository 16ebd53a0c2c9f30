import { describe, expect, test } from "vitest";
import { listQueryString, pageOf, parseListQuery, selectRows } from "#domain/list-query.ts";
import type { ListRow } from "#domain/list-row.ts";

const BLANK: ListRow = {
  entry: "x1",
  batch: "2024-1",
  year: 2024,
  publishedOn: "2024-01-01",
  publisher: "市工信局",
  documentNumber: null,
  change: "listed",
  changedOn: "2024-01-01",
  changeReason: null,
  changeDocument: null,
  notice: null,
  enterprise: null,
  name: null,
  printedName: null,
  creditCode: null,
  area: null,
  areaName: null,
  industry: null,
  industryName: null,
  equipment: [],
  capacities: [],
  printedCapacity: null,
  aspects: [],
  ground: null,
  startedOn: null,
  dueOn: null,
  extendedTo: null,
  metOn: null,
  standing: null,
  daysLeft: null,
  remark: null,
  sheet: null,
  row: null,
  printed: [],
  sources: [],
  isSample: true,
};

const MILL: ListRow = {
  ...BLANK,
  entry: "mill",
  name: "汉滨试验水泥有限公司",
  printedName: "汉滨旧名水泥厂",
  creditCode: "91350100M000100Y43",
  area: "610902",
  areaName: "汉滨区",
  industry: "cement",
  industryName: "水泥",
  equipment: [{ id: "q1", label: "球磨机 Φ2.2×7m 1台", state: "sealed" }],
  aspects: ["energy", "technology"],
  dueOn: "2025-03-01",
  standing: "overdue",
};
const FURNACE: ListRow = {
  ...BLANK,
  entry: "furnace",
  name: "白河试验钢铁有限公司",
  area: "610929",
  areaName: "白河县",
  industry: "steel",
  industryName: "钢铁",
  aspects: ["quality"],
  dueOn: "2025-01-01",
  extendedTo: "2025-04-01",
  standing: "extended",
};
const MATTER: ListRow = { ...BLANK, entry: "matter", name: "执法检查情况" };
const ROWS = [MILL, FURNACE, MATTER];

function select(address: string): string[] {
  return selectRows(ROWS, parseListQuery(new URLSearchParams(address))).map((row) => row.entry);
}

describe("what a view of a list shows", () => {
  test.each([
    ["", ["mill", "furnace", "matter"]],
    ["q=汉滨 水泥", ["mill"]],
    ["q=φ2.2*7m球磨机", ["mill"]],
    ["q=91350100m", ["mill"]],
    ["q=旧名", ["mill"]],
    ["q=汉滨 钢铁", []],
    ["area=610929", ["furnace"]],
    ["industry=cement&aspect=technology", ["mill"]],
    ["aspect=quality", ["furnace"]],
    ["standing=overdue", ["mill"]],
    ["standing=no-such-standing", []],
    ["sort=area", ["mill", "furnace", "matter"]],
    ["sort=-area", ["matter", "furnace", "mill"]],
    ["sort=due", ["mill", "furnace", "matter"]],
    ["sort=-published", ["matter", "furnace", "mill"]],
    ["sort=name", ["furnace", "mill", "matter"]],
    ["sort=no-such-column", ["mill", "furnace", "matter"]],
  ])("?%s shows %j", (address, entries) => {
    expect(select(address)).toEqual(entries);
  });

  test("a word does not run from one field into the next", () => {
    expect(select("q=限公司汉滨旧")).toEqual([]);
  });

  test.each(["-", "~", "a:b", '"', "\ud800", "%", "字".repeat(10_000)])(
    "odd text %j never stops the page",
    (text) => {
      expect(() =>
        selectRows(ROWS, { ...parseListQuery(new URLSearchParams()), q: text }),
      ).not.toThrow();
    },
  );
});

describe("the address of a view", () => {
  test("says nothing for the plain list", () => {
    expect(listQueryString(parseListQuery(new URLSearchParams()))).toBe("");
  });

  test("brings the same view back", () => {
    const query = parseListQuery(
      new URLSearchParams(
        "q=水泥&area=610902&industry=cement&aspect=energy&standing=overdue&sort=-due&page=3",
      ),
    );
    expect(parseListQuery(new URLSearchParams(listQueryString(query)))).toEqual(query);
  });

  test.each(["0", "-1", "1.5", "abc", "1e400"])("page %s is read as the first page", (page) => {
    expect(parseListQuery(new URLSearchParams({ page })).page).toBe(1);
  });
});

test("a list of 250 rows has three pages, and a page beyond the last is the last", () => {
  const rows = Array.from({ length: 250 }, (_, i) => i);
  expect(pageOf(rows, 2)).toMatchObject({ page: 2, pages: 3 });
  expect(pageOf(rows, 99).rows).toEqual(rows.slice(200));
  expect(pageOf([], 1)).toEqual({ page: 1, pages: 1, rows: [] });
});
