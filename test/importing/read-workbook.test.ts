import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { readXlsxApart } from "#importing/workbook/read-apart.ts";
import { readWorkbook } from "#importing/workbook/read-workbook.ts";
import type { WorkbookSheet } from "#importing/workbook/workbook.ts";
import { REFUSED_FILES } from "./refused-files.ts";
import { bareWorkbook, inlineRow, zip } from "./zip.ts";

describe("is refused in a sentence, and the process lives on", () => {
  test.each(REFUSED_FILES)("$what", async ({ name, bytes, says }) => {
    const answer = await readWorkbook(await bytes(), name);
    expect(answer).toMatchObject({ refusal: { message: expect.stringMatching(says) } });
    expect("refusal" in answer && answer.refusal.remedy).not.toBe("");
  });
});

test("a workbook that needs more memory than allowed ends its thread, not the process", async () => {
  const rows = Array.from({ length: 60_000 }, (_, n) => [`第${n}号厂`, `水泥${n}`, n]);
  const bytes = await writeXlsx({ sheets: [{ name: "A", rows }] });
  const answer = await readXlsxApart(bytes, 12);
  expect(answer).toMatchObject({ refusal: { message: expect.stringMatching(/内存或时间/) } });
});

test("bytes that were damaged on the way are read or refused, never a crash", async () => {
  const sound = Buffer.from(
    await writeXlsx({ sheets: [{ name: "A", rows: [["企业名称", "行业"]] }] }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.constantFrom("a.xlsx", "a.csv"),
      async (changes, name) => {
        const bytes = Buffer.from(sound);
        for (const [at, byte] of changes) bytes[at] = byte;
        const answer = await readWorkbook(bytes, name);
        expect("workbook" in answer || answer.refusal.message.length > 0).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
});

const DAY = new Date("2024-08-31T00:00:00Z");

test("dates keep what is printed and the day behind it, in both date systems", async () => {
  for (const dateSystem of ["1900", "1904"] as const) {
    const style = { numFmt: 'yyyy"年"m"月"d"日"' };
    const cells = new Map([["0,0", { value: DAY, type: "date" as const, style }]]);
    const bytes = await writeXlsx({ sheets: [{ name: "A", rows: [[DAY]], cells }], dateSystem });
    expect((await sheetOf(bytes)).rows[0]?.cells[0]).toEqual({
      text: "2024年8月31日",
      date: "2024-08-31",
    });
  }
});

test("a formula gives what it last came to, and says that it is one", async () => {
  const formula = { formula: "SUM(A2:A3)", formulaResult: 12, value: 12, type: "formula" as const };
  const bytes = await writeXlsx({
    sheets: [{ name: "A", rows: [[12]], cells: new Map([["0,0", formula]]) }],
  });
  expect((await sheetOf(bytes)).rows[0]?.cells[0]).toEqual({
    text: "12",
    number: 12,
    isFormula: true,
  });
});

test("strings read alike from the table of strings and from the cell", async () => {
  const shared = await writeXlsx({ sheets: [{ name: "A", rows: [["企业名称", "行业"]] }] });
  const inline = zip(bareWorkbook(inlineRow(1, ["企业名称", "行业"])));
  expect((await sheetOf(shared)).rows).toEqual((await sheetOf(inline)).rows);
});

test("hidden sheets, rows and columns and merged areas are told", async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: "A",
        rows: [["a", "b"], ["c"]],
        merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }],
        rowDefs: new Map([[1, { hidden: true }]]),
        columns: [{}, { hidden: true }],
      },
      { name: "B", rows: [["x"]], hidden: true },
    ],
  });
  const answer = await readWorkbook(bytes, "a.xlsx");
  const sheets = "workbook" in answer ? answer.workbook.sheets : [];
  expect(sheets.map((sheet) => sheet.isHidden)).toEqual([false, true]);
  expect(sheets[0]).toMatchObject({
    merges: [{ top: 1, left: 0, bottom: 2, right: 0 }],
    hiddenColumns: [1],
  });
  expect(sheets[0]?.rows.map((row) => row.isHidden)).toEqual([false, true]);
});

const TABLE = "企业名称,行业\r\n汉滨砖厂,烧结砖瓦\r\n";
const GB18030 = Buffer.from(
  "c6f3d2b5c3fbb3c62cd0d0d2b50d0ababab1f5d7a9b3a72cc9d5bde1d7a9cddf0d0a",
  "hex",
);

test.each([
  ["UTF-8", Buffer.from(TABLE)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${TABLE}`)],
  ["UTF-16 with a mark", Buffer.from(`\uFEFF${TABLE}`, "utf16le")],
  ["UTF-16, high byte first", Buffer.from(`\uFEFF${TABLE}`, "utf16le").swap16()],
  ["UTF-16 without a mark", Buffer.from(TABLE, "utf16le")],
  ["tabs", Buffer.from(TABLE.replaceAll(",", "\t"))],
  ["semicolons", Buffer.from(TABLE.replaceAll(",", ";"))],
])("a text table in %s reads alike", async (_, bytes) => {
  const { name, rows } = await sheetOf(bytes, "名单.csv");
  expect(name).toBe("名单");
  expect(rows.map((row) => row.cells.map((cell) => cell?.text))).toEqual([
    ["企业名称", "行业"],
    ["汉滨砖厂", "烧结砖瓦"],
  ]);
});

test("GB18030 is recognised where there is no mark", async () => {
  const rows = (await sheetOf(GB18030, "a.csv")).rows;
  expect(rows[0]?.cells.map((cell) => cell?.text)).toEqual(["企业名称", "行业"]);
});

test("empty lines count, so that rows bear the numbers a program shows", async () => {
  const rows = (await sheetOf(Buffer.from("标题\n\n企业名称\n"), "a.csv")).rows;
  expect(rows.map((row) => row.number)).toEqual([1, 3]);
});

async function sheetOf(bytes: Uint8Array, name = "a.xlsx"): Promise<WorkbookSheet> {
  const answer = await readWorkbook(bytes, name);
  if ("refusal" in answer) throw new Error(answer.refusal.message);
  return answer.workbook.sheets[0] as WorkbookSheet;
}
