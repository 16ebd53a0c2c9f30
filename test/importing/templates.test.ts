import { type CellValue, readXlsx, writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { templateFile } from "#importing/files/template-file.ts";
import { findTemplate } from "#importing/find-template.ts";
import { type ImportRequest, importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { draftOf, refusalsOf, TODAY } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const FACTS = ["acceptances", "sealings", "pledges"];

describe("every list and every sheet of facts has an empty spreadsheet", () => {
  const kinds = CONTENT.jurisdictions.flatMap((place) =>
    [...place.publishedLists.map(({ kind }) => kind), ...FACTS].map((kind) => [place.id, kind]),
  );
  test.each(kinds)("%s %s", async (jurisdiction = "", kind = "") => {
    const { sheets } = await emptySheet(jurisdiction, kind);
    expect(sheets.map(({ name }) => name).at(-1)).toBe("选项");
    expect(sheets[0]?.rows.flat().filter(Boolean).length).toBeGreaterThan(3);
  });
});

test("columns with known values let people choose, and say how dates are written", async () => {
  const [sheet] = (await emptySheet("ankang", "acceptances")).sheets;
  const kinds = (sheet?.dataValidations ?? []).map(
    ({ type, inputTitle }) => `${type} ${inputTitle}`,
  );
  expect(kinds).toEqual(
    expect.arrayContaining([
      "list 市（区）",
      "list 验收级别",
      "list 是否通过验收",
      "custom 验收日期",
    ]),
  );
  const comments = [...(sheet?.cells?.values() ?? [])].filter(({ comment }) => comment);
  expect(comments.length).toBeGreaterThan(1);
});

test("安康's form has the seven columns of the programme, in its words", async () => {
  const { sheets } = await emptySheet("ankang", "exit");
  expect(sheets[0]?.rows).toContainEqual([
    "序号",
    "市（区）",
    "行业",
    "企业名称",
    "设备型号及数量",
    "涉及产能",
    "淘汰类别",
  ]);
});

test("an empty form is refused: there is nothing in it", async () => {
  const refused = await refusalsOf(CONTENT, await emptyFile("ankang", "exit"), {
    statedAs: "closure",
  });
  expect(refused[0]?.message).toBe("没有找到数据行");
});

test("安康's form reads back what was filled in", async () => {
  const bytes = await filled("ankang", "exit", (rows) => {
    const header = rows.findIndex((row) => row[0] === "序号");
    rows[header + 1] = [
      1,
      "汉滨区",
      "水泥",
      "汉滨崭新水泥厂",
      "Φ9×99m回转窑1台",
      "30万吨/年",
      "能耗、环保",
    ];
  });
  const draft = await draftOf(CONTENT, bytes, { statedAs: "closure" });
  expect(draft).toMatchObject({ form: "ak-statistics", counts: { add: 1, errors: 0, held: 0 } });
  expect(draft.rows[0]?.values).toMatchObject({
    area: { text: "汉滨区", cell: "B5", value: "610902" },
    aspects: { text: "能耗、环保", cell: "G5", value: ["energy", "environment"] },
  });
});

const SUIZHOU = CONTENT.enterprises.filter((firm) => firm.jurisdiction === "suizhou");
const FIRM = SUIZHOU.find((firm) =>
  CONTENT.equipment.some((machine) => machine.enterprise === firm.id && machine.model),
);
const MACHINE = CONTENT.equipment.find((entry) => entry.enterprise === FIRM?.id && entry.model);
const LABEL = `${MACHINE?.model}${MACHINE?.name}${MACHINE?.quantity}${MACHINE?.measureWord}`;

test("随州附表2 gives an opinion for each level that wrote one, and keeps people out of it", async () => {
  const bytes = await filled("suizhou", "acceptances", (rows) => {
    fill(rows, "企业名称", FIRM?.name ?? "");
    fill(rows, "统一社会信用代码", FIRM?.creditCode ?? "");
    fill(rows, "联系电话", "13712345678");
    fill(rows, "涉及职工人数（人）", "87");
    under(rows, "淘汰生产线（设备）型号及数量", [LABEL, "2024-10-20", "2024-11-20", "回炉"]);
    fill(
      rows,
      "县（市、区）验收意见",
      "主体设备已全部拆除，不具备恢复生产条件，同意通过验收。随州市经济和信息化局（盖章）2024年11月28日",
    );
    fill(rows, "市（州）验收意见", "主体设备未拆除，具备恢复生产条件，不予通过。2024年11月29日");
  });
  const result = await importSpreadsheet(bytes, request("acceptances"), CONTENT);
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const [county, city] = result.draft.rows;
  expect(county?.enterprise).toEqual({ is: "known", id: FIRM?.id, by: "code" });
  expect(county?.machines).toEqual([{ is: "known", id: MACHINE?.id }]);
  expect(county?.values).toMatchObject({
    level: { value: "county" },
    isPassed: { value: true },
    isDismantled: { value: true },
    canRestart: { value: false },
    acceptedOn: { value: "2024-11-28" },
    department: { value: "miit" },
    source: { value: "《淘汰落后产能验收意见表》" },
  });
  expect(county?.action).toBe("add");
  expect(city).toMatchObject({ action: "held", values: { isPassed: { value: false } } });
  expect(city?.values).toMatchObject({
    isDismantled: { value: false },
    canRestart: { value: true },
  });
  expect(result.draft.problems).toContainEqual(
    expect.objectContaining({ row: city?.row, message: "没有写验收（认定）单位" }),
  );
  expect(result.restricted[0]?.fields).toEqual(["phone", "staff"]);
  expect(JSON.stringify(result)).not.toMatch(/13712345678|"87"/);
  expect(result.draft.source.isRestricted).toBe(true);
});

test("随州附表1 gives the machines of one enterprise, with capacities in the unit of the form", async () => {
  const bytes = await filled("suizhou", "enterprises", (rows) => {
    fill(rows, "企业名称", FIRM?.name ?? "");
    fill(rows, "企业地址", "新地址1号");
    fill(rows, "法定代表人", "张三丰");
    fill(rows, "债务（万元）", "4321");
    under(rows, "设备名称（型号规格）", [
      `${MACHINE?.model}${MACHINE?.name}`,
      "30",
      `${MACHINE?.quantity}`,
      "2024年11月",
    ]);
  });
  const result = await importSpreadsheet(bytes, request("enterprises"), CONTENT);
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const [row] = result.draft.rows;
  expect(row?.machines).toEqual([{ is: "known", id: MACHINE?.id }]);
  expect(row?.values.capacity?.value).toMatchObject([{ value: 30, unit: "万吨" }]);
  expect(row?.values.dismantledOn).toMatchObject({ text: "2024年11月", value: null });
  expect(row?.differences).toContainEqual(
    expect.objectContaining({ field: "address", after: "新地址1号" }),
  );
  expect(result.restricted[0]?.reveal().map(({ text }) => text)).toEqual(["张三丰", "4321"]);
  expect(JSON.stringify(result)).not.toMatch(/张三丰|4321/);
});

function request(kind: string): ImportRequest {
  return {
    fileName: "附表.xlsx",
    jurisdiction: "suizhou",
    kind,
    statedAs: null,
    replaces: "none",
    answers: {},
    today: TODAY,
  };
}

async function emptyFile(jurisdiction: string, kind: string): Promise<Uint8Array> {
  const place = CONTENT.jurisdictions.find(({ id }) => id === jurisdiction);
  const chosen = place && findTemplate(CONTENT, place, kind, false);
  if (!place || !chosen) throw new Error(`no template for ${jurisdiction} ${kind}`);
  return templateFile(chosen.template, chosen.title, place, CONTENT.industries);
}

async function emptySheet(jurisdiction: string, kind: string) {
  return readXlsx(await emptyFile(jurisdiction, kind), { readStyles: true });
}

/** The empty sheet with what a clerk writes into it. */
async function filled(
  jurisdiction: string,
  kind: string,
  write: (rows: CellValue[][]) => void,
): Promise<Uint8Array> {
  const [sheet] = (await emptySheet(jurisdiction, kind)).sheets;
  if (sheet === undefined) throw new Error("no sheet");
  write(sheet.rows);
  return writeXlsx({
    sheets: [{ name: sheet.name, rows: sheet.rows, merges: sheet.merges ?? [] }],
  });
}

function fill(rows: CellValue[][], label: string, value: string): void {
  for (const row of rows) {
    const at = row.indexOf(label);
    if (at >= 0) row[at + 1] = value;
  }
}

function under(rows: CellValue[][], heading: string, values: string[]): void {
  rows[rows.findIndex((row) => row.includes(heading)) + 1] = values;
}
