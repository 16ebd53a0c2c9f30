import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { csvFile, type TableColumn, xlsxFile } from "#lib/table-file.ts";

const COLUMNS: readonly TableColumn<[string, number | null]>[] = [
  { header: "名称", cell: ([name]) => name },
  { header: "数量", cell: ([, count]) => count },
];
const ROWS: [string, number | null][] = [
  ['=HYPERLINK("http://x")', 1],
  ["+86", 2],
  ["-1", 3],
  ["@SUM(A1)", null],
  ['逗号,引号"换行\n', 5],
];

test("office programs see UTF-8: the CSV begins with a byte order mark", () => {
  expect(csvFile(COLUMNS, ROWS).charCodeAt(0)).toBe(0xfeff);
});

test("no cell of the CSV is run as a formula", () => {
  const cells: string[][] = parse(csvFile(COLUMNS, ROWS), { bom: true });
  expect(cells.slice(1, 5).map(([name]) => name?.[0])).toEqual(["'", "'", "'", "'"]);
  expect(cells[5]).toEqual(['逗号,引号"换行\n', "5"]);
});

test("the workbook holds the same cells as they are, numbers as numbers", async () => {
  const book = await readXlsx(await xlsxFile("名单/2024", COLUMNS, ROWS));
  expect(book.sheets[0]?.name).toBe("名单 2024");
  expect(book.sheets[0]?.rows.slice(0, 3)).toEqual([
    ["名称", "数量"],
    ['=HYPERLINK("http://x")', 1],
    ["+86", 2],
  ]);
});
