import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { monthTables } from "#domain/figure-count.ts";
import { type MonthFigures, TIP_FIGURES } from "#domain/tip-figure.ts";
import { tipFiguresCsv, tipFiguresJson } from "#lib/tip-figure-files.ts";
import { HIDDEN, overdueTips, tipFigures } from "#lib/tip-figures-view.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";

const { snapshot } = readContent("content");
if (!snapshot) throw new Error("the content is not sound");

/** Six tips of noise at 市工信局 in 汉滨, three of energy elsewhere. */
function month(name: string): MonthFigures {
  const noise = { desk: "miit", category: "noise", area: "610902" };
  const energy = { desk: "ecology", category: "energy", area: "unknown" };
  const overdue = { ...noise, figures: ["overdue" as const] };
  const { totals, tables } = monthTables([
    ...Array.from({ length: 7 }, () => overdue),
    ...Array.from({ length: 11 }, () => ({ ...overdue, desk: "ndrc" })),
    ...Array.from({ length: 6 }, () => ({ figures: ["received" as const], ...noise })),
    ...Array.from({ length: 6 }, () => ({ figures: ["received" as const], ...noise })),
    ...Array.from({ length: 3 }, () => ({ figures: ["received" as const], ...energy })),
    ...Array.from({ length: 6 }, () => ({
      figures: ["found" as const, "substantiated" as const, "onTime" as const],
      days: 9,
      ...noise,
    })),
  ]);
  const of = { jurisdiction: "ankang", month: name, countedOn: "2026-12-01", isSample: true };
  return { ...of, totals, ...tables };
}
const months = ["2026-08", "2026-09", "2026-10", "2026-11"].map(month);
const withFigures: Snapshot = { ...snapshot, figures: months };

test("a place without figures does not appear", () => {
  expect(tipFigures({ ...snapshot, figures: [] })).toEqual([]);
  expect(tipFigures(withFigures).map(({ id }) => id)).toEqual(["ankang"]);
});

test("the last three months stand side by side, the newest first; nothing hidden shows", () => {
  const [place] = tipFigures(withFigures);
  expect(place?.months).toEqual(["2026-11", "2026-10", "2026-09"]);
  const cells = (name: string) => place?.rows.find((row) => row.name === name)?.cells[0];
  expect([cells("收到"), cells("不予受理"), cells("中位天数")]).toEqual(["15", "0", "9"]);
});

test("the newest month is told apart with names for people", () => {
  const [place] = tipFigures(withFigures);
  const [desks, categories, areas] = place?.tables ?? [];
  const first = (rows: typeof desks) => rows?.rows.map(({ name, cells }) => [name, cells[0]]);
  expect(first(desks)).toEqual([
    ["安康市生态环境局", HIDDEN],
    ["安康市工业和信息化局", HIDDEN],
    ["安康市发展和改革委员会", "0"],
  ]);
  expect(categories?.rows.map(({ name }) => name)).toContain("能耗超限额");
  expect(areas?.rows.map(({ name }) => name)).toEqual(["汉滨区", "没有写明"]);
});

test("what is overdue is told in steps of five, on the page of the place as well", () => {
  const [place] = tipFigures(withFigures);
  expect(place?.rows.find(({ name }) => name === "月底仍超期")?.cells[0]).toBe("15至19");
  const [ankang] = snapshot.jurisdictions;
  if (ankang === undefined) throw new Error("no place");
  expect(overdueTips(withFigures, ankang)).toEqual({
    month: "2026-11",
    isSample: true,
    text: "15至19",
    desks: [
      { name: "安康市工业和信息化局", text: "5至9" },
      { name: "安康市发展和改革委员会", text: "10至14" },
    ],
  });
  expect(overdueTips({ ...snapshot, figures: [] }, ankang)).toBeNull();
});

test("the CSV has a line a number, empty where it is not published", () => {
  const text = tipFiguresCsv(withFigures).replace(/^\uFEFF/, "");
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(4 * 8 * (TIP_FIGURES.length + 1));
  const value = (table: string, of: string, name: string) =>
    rows.find(
      (row) => row.月份 === "2026-11" && row.分项 === table && row.名称 === of && row.指标 === name,
    )?.数值;
  expect(value("合计", "", "收到")).toBe("15");
  expect(value("部门", "安康市生态环境局", "收到")).toBe("");
  const overdue = rows.find(({ 月份, 指标 }) => 月份 === "2026-11" && 指标 === "月底仍超期");
  expect(overdue).toMatchObject({ 数值: "15", 至多: "19", 数据性质: "演示数据" });
});

test("the JSON says how each number is counted", () => {
  const read = JSON.parse(tipFiguresJson(withFigures)) as {
    figures: { id: string; formula: string }[];
    months: unknown[];
    hiddenUpTo: number;
  };
  expect(read.hiddenUpTo).toBe(4);
  expect(read.months).toEqual(months);
  expect(read.figures.length).toBeGreaterThan(0);
  expect(read.figures.filter(({ formula }) => formula.length <= 5)).toEqual([]);
});
