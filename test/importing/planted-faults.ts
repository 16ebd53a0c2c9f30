import { type CellValue, readXlsx, writeXlsx } from "hucre/xlsx";
import { templateFile } from "#importing/files/template-file.ts";
import { findTemplate } from "#importing/find-template.ts";
import { CONTENT } from "./reading.ts";

export const ROWS = 300;
const [AREA, INDUSTRY, NAME, MACHINE, CAPACITY, ASPECTS] = [1, 2, 3, 4, 5, 6];

/** What a clerk may get wrong: row of the table, column, what is written, how bad it is, why. */
export const FAULTS = [
  [3, AREA, "西安市", "error", /没有“西安市”这个地区/],
  [17, AREA, null, "error", /还缺所在地区/],
  [40, INDUSTRY, "捕鱼", "warning", /不在行业表里/],
  [58, NAME, null, "error", /没有写企业名称/],
  [77, MACHINE, null, "warning", /没有写设备/],
  [101, CAPACITY, "30", "warning", /没有写单位/],
  [140, CAPACITY, "三十万吨", "warning", /没有大于0的数字/],
  [166, ASPECTS, "风水", "error", /淘汰类别“风水”不认识/],
  [199, ASPECTS, "能耗、运气", "error", /“运气”不认识/],
  [220, NAME, "汉滨瀚莘水泥制有限公司", "warning", /像是登记过的企业/],
  [251, MACHINE, "LY-250冷床1台", "warning", /同一台设备/],
  [299, CAPACITY, "0万吨/年", "warning", /没有大于0的数字/],
] as const;
type Fault = (typeof FAULTS)[number];

/** The 统计表 of 安康 with 300 rows; without `faults` all of them are in order. */
export async function filledForm(
  faults: readonly Fault[],
): Promise<{ bytes: Uint8Array; firstRow: number }> {
  const place = CONTENT.jurisdictions.find(({ id }) => id === "ankang");
  const chosen = place && findTemplate(CONTENT, place, "exit", false);
  if (!place || !chosen) throw new Error("no form");
  const empty = await templateFile(chosen.template, chosen.title, place, CONTENT.industries);
  const [sheet] = (await readXlsx(empty)).sheets;
  if (!sheet) throw new Error("no sheet");
  const header = sheet.rows.findIndex((row) => row[0] === "序号");
  const rows = Array.from({ length: ROWS }, (_, at) => line(at + 1));
  for (const [row, column, text] of faults) (rows[row - 1] as CellValue[])[column] = text;
  // 251 names the machine of 250: the same firm, too.
  if (faults.length > 0) (rows[250] as CellValue[])[NAME] = "甲250号新厂";
  const note = sheet.rows.at(-1) ?? [];
  return {
    bytes: await writeXlsx({
      sheets: [{ name: sheet.name, rows: [...sheet.rows.slice(0, header + 1), ...rows, note] }],
    }),
    firstRow: header + 2,
  };
}

function line(n: number): CellValue[] {
  return [n, "汉滨区", "水泥", `甲${n}号新厂`, `LY-${n}冷床1台`, "30万吨/年", "能耗、环保"];
}
