import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { commentedCopy } from "#importing/files/commented-copy.ts";
import { draftOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const FILE = Buffer.from(
  "名单\n地区,行业,企业名称,设备,产能,依据\n西安,水泥,某某厂,=SUM(A1)窑1台,30,新增\n汉滨区,水泥,汉滨崭新水泥厂,立窑1座,3吨/日,新增\n",
);

test("the copy says in each cell what is wrong with it, and lists everything", async () => {
  const { problems } = await draftOf(CONTENT, FILE, { fileName: "a.csv" });
  const copy = await commentedCopy(FILE, "a.csv", problems);
  if ("refusal" in copy) throw new Error(copy.refusal.message);
  const { sheets } = await readXlsx(copy.bytes, { readStyles: true });
  expect(sheets.map(({ name }) => name)).toEqual(["a", "核对结果"]);
  const [sheet, summary] = sheets;
  expect(sheet?.rows[2]?.slice(0, 4)).toEqual(["西安", "水泥", "某某厂", "=SUM(A1)窑1台"]);
  expect(sheet?.cells?.get("2,0")).toMatchObject({
    value: "西安",
    comment: { text: expect.stringMatching(/错误：安康市没有“西安”这个地区/) },
    style: { fill: { fgColor: { rgb: expect.stringMatching(/FFC7CE/) } } },
  });
  expect(sheet?.cells?.get("2,4")?.comment?.text).toMatch(/没有写单位/);
  expect([...(sheet?.cells ?? [])].filter(([, cell]) => cell.formula !== undefined)).toEqual([]);
  expect(summary?.rows).toHaveLength(problems.length + 1);
});
