import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { listColumns } from "#lib/list-columns.ts";
import { listSheet } from "#lib/list-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { csvFile, xlsxFile } from "#lib/table-file.ts";
import { readContent } from "#registry/read-content.ts";

const TODAY = "2026-11-21";
const { snapshot } = readContent("content");
if (snapshot === undefined) throw new Error("the content is not sound");
const index = indexOf(snapshot);
const sheets = snapshot.jurisdictions.flatMap(({ id: jurisdiction, publishedLists }) =>
  publishedLists.flatMap(
    ({ kind }) => listSheet(index, { jurisdiction, kind, year: null }, TODAY) ?? [],
  ),
);

test("every row of every list tells whose list it stands on, as of which day, and what it is worth", () => {
  let rows = 0;
  for (const sheet of sheets) {
    const text = csvFile(listColumns(sheet), [...sheet.rows, ...sheet.tombstones]);
    for (const line of parse(text, { columns: true, bom: true }) as Record<string, string>[]) {
      rows += 1;
      expect(line).toMatchObject({
        地方: sheet.jurisdictionName,
        名单: sheet.name,
        名单标记: sheet.label ?? "",
        截至: TODAY,
        数据性质: "演示数据",
      });
    }
  }
  expect(rows).toBeGreaterThan(100);
});

test("a yellow list of 重庆 says so as a workbook too, one of 安康, which prints no such word, does not", async () => {
  const firstRow = async (jurisdiction: string) => {
    const sheet = sheets.find((each) => each.jurisdiction === jurisdiction && each.hasTerm);
    if (sheet === undefined) throw new Error(`no list of rectification in ${jurisdiction}`);
    const book = await readXlsx(await xlsxFile(sheet.name, listColumns(sheet), sheet.rows));
    return book.sheets[0]?.rows[1]?.slice(0, 3);
  };
  expect(await firstRow("chongqing")).toEqual(["重庆市", expect.any(String), "黄牌"]);
  expect((await firstRow("ankang"))?.[2] ?? null).toBeNull();
});
