import { expect, test } from "vitest";
import { findTable } from "#importing/find-tables.ts";
import { headingIndex } from "#importing/headings.ts";
import type { Merge, WorkbookSheet } from "#importing/workbook/workbook.ts";
import { CONTENT } from "./reading.ts";

const INDEX = headingIndex(CONTENT.importing.headers);
const HEADER = ["序号", "市（区）", "行业", "企业名称", "设备型号及数量", "涉及产能", "淘汰类别"];
const ROW = ["1", "汉滨区", "水泥", "甲厂", "立窑1座", "10万吨/年", "能耗"];

test("titles, heads, notes, sums and repeated headers are no data", () => {
  const found = find([
    ["安康市2024年落后产能退出情况统计表"],
    ["填报单位（盖章）：某局", "", "", "填报时间：2024 年 7 月 19 日"],
    HEADER,
    ROW,
    ["小 计", "", "", "", "", "10万吨/年"],
    HEADER,
    ["2", ...ROW.slice(1)],
    ["", "合计：", "", "", "", "20万吨/年"],
    ["3"],
    ["注：“淘汰类别”是指不达标的类别"],
    ["填报人：张三", "联系电话：3219921"],
  ]);
  expect(found?.rows.map((row) => row.number)).toEqual([4, 7]);
  expect(found?.columns).toEqual({
    area: "B",
    industry: "C",
    name: "D",
    equipment: "E",
    capacity: "F",
    aspects: "G",
  });
  expect(found?.hasRestrictedNotes).toBe(true);
  expect(found?.problems.map(({ row, severity }) => [row, severity])).toEqual([
    [5, "hint"],
    [8, "hint"],
    [10, "hint"],
  ]);
});

test("headers are known by their words, however they are spaced and bracketed", () => {
  const found = find([
    ["企 业 名 称", "县(市、区)", "设计产能（万吨/年）", "所属行业"],
    ["甲厂", "汉滨", "10", "水泥"],
  ]);
  expect(Object.keys(found?.columns ?? {})).toEqual(["name", "area", "capacity", "industry"]);
  expect(found?.rows[0]?.cells.get("capacity")?.unit).toBe("万吨/年");
});

test("a row of units under the header names the units of its columns", () => {
  const found = find([
    ["企业名称", "涉及产能"],
    ["", "（万吨/年）"],
    ["甲厂", "10"],
  ]);
  expect(found?.rows.map((row) => row.number)).toEqual([3]);
  expect(found?.rows[0]?.cells.get("capacity")?.unit).toBe("万吨/年");
});

test("a header of two rows is read by its lower row", () => {
  const found = find(
    [
      ["企业", "", "退出情况", ""],
      ["企业名称", "行业", "设备", "产能"],
      ["甲厂", "水泥", "立窑1座", "10万吨"],
    ],
    [
      { top: 1, left: 0, bottom: 1, right: 1 },
      { top: 1, left: 2, bottom: 1, right: 3 },
    ],
  );
  expect(found?.headerRow).toBe(2);
  expect(Object.keys(found?.columns ?? {})).toEqual(["name", "industry", "equipment", "capacity"]);
  expect(found?.rows.map((row) => row.number)).toEqual([3]);
});

test("a merged area counts for every row it covers, with the address of its first cell", () => {
  const found = find(
    [
      ["企业名称", "设备"],
      ["甲厂", "立窑1座"],
      ["", "磨机1台"],
    ],
    [{ top: 2, left: 0, bottom: 3, right: 0 }],
  );
  expect(found?.rows.map((row) => row.cells.get("name")?.address)).toEqual(["A2", "A2"]);
});

test("同上 means the cell above, and is said; an empty cell is not filled", () => {
  const found = find([
    ["企业名称", "设备"],
    ["甲厂", "立窑1座"],
    ["同上", "磨机1台"],
    ["", "磨机2台"],
  ]);
  expect(found?.rows.map((row) => row.cells.get("name")?.cell.text)).toEqual([
    "甲厂",
    "甲厂",
    undefined,
  ]);
  expect(found?.problems).toMatchObject([{ row: 3, column: "A", severity: "hint" }]);
});

test("phones, staff and debts are kept apart, and never written out", () => {
  const found = find([
    ["企业名称", "联系电话", "在岗职工人数", "债务（万元）"],
    ["甲厂", "13812345678", "35", "1200"],
  ]);
  const [record] = found?.restricted ?? [];
  expect(record?.fields).toEqual(["phone", "staff", "assets"]);
  expect(record?.reveal().map(({ text }) => text)).toEqual(["13812345678", "35", "1200"]);
  const everything = JSON.stringify({ ...found, rows: found?.rows.map((r) => [...r.cells]) });
  for (const secret of ["13812345678", "1200"]) expect(everything).not.toContain(secret);
  expect(Object.values(structuredClone(record) ?? {})).toEqual([found?.sheet, 2]);
});

test("a column nobody knows is passed over with a hint", () => {
  const found = find([
    ["企业名称", "行业", "幸运数字"],
    ["甲厂", "水泥", "8"],
  ]);
  expect(found?.problems).toMatchObject([{ severity: "hint", column: "C", message: /幸运数字/ }]);
});

test("a sheet without a header has no table", () => {
  expect(find([["这里什么也没有"], ["甲厂"]])).toBeUndefined();
});

function find(rows: readonly (readonly string[])[], merges: Merge[] = []) {
  const sheet: WorkbookSheet = {
    name: "Sheet1",
    isHidden: false,
    hiddenColumns: [],
    merges,
    rows: rows.map((texts, index) => ({
      number: index + 1,
      isHidden: false,
      cells: texts.map((text) => (text === "" ? undefined : { text })),
    })),
  };
  return findTable(sheet, INDEX, CONTENT.importing.words);
}
