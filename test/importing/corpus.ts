import { type Cell, type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { ImportCounts, ImportSeverity } from "#importing/import-draft.ts";
import { PROGRAM_QUIRKS } from "./program-quirks.ts";
import { bareWorkbook, inlineRow, zip } from "./zip.ts";

/** A spreadsheet as some program or some clerk makes it, and what must come of it. */
export interface ReadableFile {
  what: string;
  name: string;
  bytes: () => Uint8Array | Promise<Uint8Array>;
  counts: Partial<ImportCounts>;
  /** Row of the sheet → fields with the value read. */
  reads?: Readonly<Record<number, Partial<Record<ImportFieldName, unknown>>>>;
  /** Problems that must be found: how bad, where, what. */
  says?: readonly (readonly [ImportSeverity, cell: string, RegExp])[];
}

const HEADER = ["地区", "行业", "企业名称", "设备型号及数量", "涉及产能", "淘汰类别", "列入依据"];
const row = (n: number, more: Partial<Record<number, CellValue>> = {}): CellValue[] =>
  ["汉滨区", "水泥", `甲${n}号新厂`, `LY-${n}冷床1台`, "3吨/日", "能耗", "依法退出"].map(
    (text, column) => (column in more ? (more[column] ?? null) : text),
  );
const TERM = ["地区", "行业", "企业名称", "列入依据", "整改开始"];
const termRow = (day: CellValue): CellValue[] => ["汉滨区", "水泥", "甲1号新厂", "整改", day];
const csv = (rows: readonly CellValue[][], sign = ","): string =>
  `${rows.map((cells) => cells.map((cell) => cell ?? "").join(sign)).join("\r\n")}\r\n`;
const sheet = (rows: CellValue[][], more: Partial<WriteSheet> = {}): WriteSheet => ({
  name: "名单",
  rows,
  ...more,
});
const book =
  (...sheets: WriteSheet[]) =>
  () =>
    writeXlsx({ sheets });
const cells = (...entries: [string, Partial<Cell>][]) => new Map(entries);
const PLAIN = [HEADER, row(1), row(2)];
const ONE = { add: 1, held: 0, errors: 0 };
const TWO = { add: 2, held: 0, errors: 0 };
const DAY = new Date("2024-08-31T00:00:00Z");

const SIX_STYLES = [
  "2024-08-31",
  "2024/8/31",
  "2024.8.31",
  "2024年8月31日",
  "20240831",
  "二〇二四年八月三十一日",
];

/** 地区,行业,企业名称,产能 of one firm, as programs without UTF-8 save it. */
const GB18030 = Buffer.from(
  "b5d8c7f82cd0d0d2b52cc6f3d2b5c3fbb3c62cb2fac4dc0d0ababab1f5c7f82ccbaec4e02cbcd731bac5d0c2b3a72c3330cdf2b6d62fc4ea0d0a",
  "hex",
);

export const READABLE_FILES: readonly ReadableFile[] = [
  ...PROGRAM_QUIRKS,
  {
    what: "CSV in GB18030",
    name: "a.csv",
    bytes: () => GB18030,
    counts: ONE,
    reads: {
      2: { name: "甲1号新厂", area: "610902", capacity: [expect30("万吨/年", "30万吨/年")] },
    },
  },
  {
    what: "days in six styles",
    name: "a.xlsx",
    bytes: book(sheet([TERM, ...SIX_STYLES.map((day, n) => termRow(day).with(2, `甲${n}号新厂`))])),
    counts: { add: 6, held: 0, errors: 0 },
    reads: Object.fromEntries(SIX_STYLES.map((_, at) => [at + 2, { startedOn: "2024-08-31" }])),
  },
  {
    what: "machines and capacities as counties write them",
    name: "a.xlsx",
    bytes: book(
      sheet([
        HEADER,
        row(1, { 3: "1×124m3高炉", 4: "30万吨/年" }),
        row(2, { 3: "Φ3.2×13m水泥磨2台", 4: "1429万重量箱" }),
        row(3, { 3: "10t中频炉（3台）", 4: "年产30万吨" }),
      ]),
    ),
    counts: { add: 3, held: 0, errors: 0 },
    reads: {
      2: {
        equipment: [machine("1×124m3高炉", "高炉", "124m3", 1, null)],
        capacity: [expect30("万吨/年", "30万吨/年")],
      },
      3: {
        equipment: [machine("Φ3.2×13m水泥磨2台", "水泥磨", "Φ3.2×13m", 2, "台")],
        capacity: [{ ...expect30("万重量箱", "1429万重量箱"), value: 1429 }],
      },
      4: {
        equipment: [machine("10t中频炉（3台）", "中频炉", "10t", 3, "台")],
        capacity: [expect30("万吨/年", "年产30万吨")],
      },
    },
  },
  { what: "plain .xlsx", name: "a.xlsx", bytes: book(sheet(PLAIN)), counts: TWO },
  {
    what: "strings in the cells instead of a table",
    name: "a.xlsx",
    bytes: () => writeXlsx({ sheets: [sheet(PLAIN)], stringMode: "inline" }),
    counts: TWO,
  },
  {
    what: "a workbook written by hand",
    name: "a.xlsx",
    bytes: () =>
      zip(bareWorkbook(PLAIN.map((line, i) => inlineRow(i + 1, line.map(String))).join(""))),
    counts: TWO,
  },
  {
    what: "an ending in capitals",
    name: "A.XLSX",
    bytes: book(sheet(PLAIN)),
    counts: TWO,
  },
  {
    what: "UTF-8 with a mark",
    name: "a.csv",
    bytes: () => Buffer.from(`\uFEFF${csv(PLAIN)}`),
    counts: TWO,
  },
  {
    what: "UTF-16 with tabs, as a program saves “Unicode text”",
    name: "a.csv",
    bytes: () => Buffer.from(`\uFEFF${csv(PLAIN, "\t")}`, "utf16le"),
    counts: TWO,
  },
  {
    what: "semicolons",
    name: "a.csv",
    bytes: () => Buffer.from(csv(PLAIN, ";")),
    counts: TWO,
  },
  {
    what: "line ends of old computers",
    name: "a.csv",
    bytes: () => Buffer.from(csv(PLAIN).replaceAll("\r\n", "\r")),
    counts: TWO,
  },
  {
    what: "a title over the whole width, and lines for stamp and date",
    name: "a.xlsx",
    bytes: book(
      sheet([["退出企业名单"], ["填报单位（盖章）：", null, null, "填报时间："], ...PLAIN], {
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 6 }],
      }),
    ),
    counts: TWO,
    reads: { 4: { name: "甲1号新厂" } },
  },
  {
    what: "a firm merged over its machines",
    name: "a.xlsx",
    bytes: book(
      sheet([HEADER, row(1), row(2, { 0: null, 1: null, 2: null })], {
        merges: [0, 1, 2].map((col) => ({ startRow: 1, startCol: col, endRow: 2, endCol: col })),
      }),
    ),
    counts: TWO,
    reads: { 3: { name: "甲1号新厂", area: "610902" } },
  },
  {
    what: "a firm that is not merged, only left out",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1), row(2, { 2: null })])),
    counts: { add: 1, held: 1 },
    says: [["error", "名单 C3", /没有写企业名称/]],
  },
  {
    what: "同上",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1), row(2, { 2: "同上" })])),
    counts: TWO,
    reads: { 3: { name: "甲1号新厂" } },
    says: [["hint", "名单 C3", /按上一行/]],
  },
  {
    what: "a header of two rows",
    name: "a.xlsx",
    bytes: book(
      sheet([["企业", null, null, "退出情况", null, null, null], ...PLAIN], {
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
          { startRow: 0, startCol: 3, endRow: 0, endCol: 6 },
        ],
      }),
    ),
    counts: TWO,
  },
  {
    what: "units in a row of their own",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, [null, null, null, null, "（万吨/年）"], row(1, { 4: 30 })])),
    counts: ONE,
    reads: { 3: { capacity: [expect30("万吨/年", "30")] } },
  },
  {
    what: "a unit in the heading",
    name: "a.xlsx",
    bytes: book(
      sheet([HEADER.map((h) => (h === "涉及产能" ? "产能（万吨）" : h)), row(1, { 4: 30 })]),
    ),
    counts: ONE,
    reads: { 2: { capacity: [expect30("万吨", "30")] } },
  },
  {
    what: "a number without any unit",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1, { 4: 30 })])),
    counts: ONE,
    reads: { 2: { capacity: null } },
    says: [["warning", "名单 E2", /没有写单位/]],
  },
  {
    what: "sums between and below",
    name: "a.xlsx",
    bytes: book(
      sheet([
        HEADER,
        row(1),
        ["小计", null, null, null, "3吨/日"],
        row(2),
        ["合 计", null, null, null, "6吨/日"],
      ]),
    ),
    counts: TWO,
    says: [["hint", "名单 5", /合计行/]],
  },
  {
    what: "notes, and who filled it in",
    name: "a.xlsx",
    bytes: book(
      sheet([...PLAIN, ["注：本表由各县填报"], ["填报人：张三", null, "联系电话：3219921"]]),
    ),
    counts: TWO,
    says: [["hint", "名单 4", /注释/]],
  },
  {
    what: "the header again on every printed page",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1), HEADER, row(2)])),
    counts: TWO,
  },
  {
    what: "empty rows between, and numbers filled in advance",
    name: "a.xlsx",
    bytes: book(sheet([["序号", ...HEADER], [1, ...row(1)], [], [2], [3, ...row(3)], [4], [5]])),
    counts: TWO,
  },
  {
    what: "a stray blank at the very bottom",
    name: "a.xlsx",
    bytes: () =>
      zip(
        bareWorkbook(
          `${PLAIN.map((line, i) => inlineRow(i + 1, line.map(String))).join("")}<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row>`,
        ),
      ),
    counts: TWO,
  },
  {
    what: "a hidden sheet",
    name: "a.xlsx",
    bytes: book(sheet(PLAIN), { name: "底稿", rows: PLAIN, hidden: true }),
    counts: TWO,
    says: [["warning", "底稿", /隐藏的工作表没有读/]],
  },
  {
    what: "a hidden row",
    name: "a.xlsx",
    bytes: book(sheet(PLAIN, { rowDefs: new Map([[2, { hidden: true }]]) })),
    counts: TWO,
    says: [["warning", "名单 3", /隐藏/]],
  },
  {
    what: "a hidden column",
    name: "a.xlsx",
    bytes: book(sheet(PLAIN, { columns: HEADER.map((_, at) => ({ hidden: at === 6 })) })),
    counts: TWO,
    says: [["warning", "名单", /隐藏的列/]],
  },
  {
    what: "two sheets with a table each, and one without",
    name: "a.xlsx",
    bytes: book(sheet(PLAIN), sheet([HEADER, row(3)], { name: "第二批" }), {
      name: "说明",
      rows: [["本表一式两份"]],
    }),
    counts: { add: 3, held: 0 },
    says: [["hint", "说明", /没有找到表头/]],
  },
  {
    what: "dates in a date format",
    name: "a.xlsx",
    bytes: book(sheet([TERM, termRow(DAY)])),
    counts: ONE,
    reads: { 2: { startedOn: "2024-08-31" } },
  },
  {
    what: "dates counted from 1904",
    name: "a.xlsx",
    bytes: () => writeXlsx({ sheets: [sheet([TERM, termRow(DAY)])], dateSystem: "1904" }),
    counts: ONE,
    reads: { 2: { startedOn: "2024-08-31" } },
  },
  {
    what: "a date shown as a month only",
    name: "a.xlsx",
    bytes: book(
      sheet([TERM, termRow(DAY)], {
        cells: cells(["1,4", { value: DAY, type: "date", style: { numFmt: 'yyyy"年"m"月"' } }]),
      }),
    ),
    counts: ONE,
    reads: { 2: { startedOn: null } },
    says: [["warning", "名单 E2", /没有写到哪一天/]],
  },
  {
    what: "a date that became a bare number",
    name: "a.xlsx",
    bytes: book(sheet([TERM, termRow(45535)])),
    counts: ONE,
    reads: { 2: { startedOn: "2024-08-31" } },
    says: [["warning", "名单 E2", /日期序号/]],
  },
  {
    what: "a day that does not exist",
    name: "a.xlsx",
    bytes: book(sheet([TERM, termRow("2024年2月30日")])),
    counts: { add: 0, held: 1 },
    says: [["error", "名单 E2", /不是真实存在/]],
  },
  {
    what: "a formula with its result",
    name: "a.xlsx",
    bytes: book(
      sheet(PLAIN, {
        cells: cells([
          "1,2",
          {
            value: "甲1号新厂",
            type: "formula",
            formula: 'CONCATENATE("甲",1)',
            formulaResult: "甲1号新厂",
          },
        ]),
      }),
    ),
    counts: TWO,
    says: [["hint", "名单 C2", /公式/]],
  },
  {
    what: "a formula that was never worked out",
    name: "a.xlsx",
    bytes: () =>
      zip(
        bareWorkbook(
          `${inlineRow(1, HEADER)}<row r="2"><c r="A2"><f>WEBSERVICE("http://localhost/")</f></c><c r="C2" t="inlineStr"><is><t>甲厂</t></is></c></row>`,
        ),
      ),
    counts: { held: 1 },
    says: [["error", "Sheet1 A2", /没有算好的结果/]],
  },
  {
    what: "an error of a formula",
    name: "a.xlsx",
    bytes: () =>
      zip(
        bareWorkbook(
          `${inlineRow(1, HEADER)}<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="C2" t="inlineStr"><is><t>甲厂</t></is></c></row>`,
        ),
      ),
    counts: { held: 1 },
    says: [["error", "Sheet1 A2", /#REF!/]],
  },
  {
    what: "text that would be a formula elsewhere",
    name: "a.csv",
    bytes: () => Buffer.from(csv([HEADER, row(1, { 6: '=HYPERLINK("http://x")' })])),
    counts: ONE,
    reads: { 2: { ground: '=HYPERLINK("http://x")' } },
  },
  {
    what: "parts of a cell in different type",
    name: "a.xlsx",
    bytes: book(
      sheet(PLAIN, {
        cells: cells([
          "1,2",
          {
            value: "甲1号新厂",
            type: "richText",
            richText: [{ text: "甲1号" }, { text: "新厂", font: { bold: true } }],
          },
        ]),
      }),
    ),
    counts: TWO,
    reads: { 2: { name: "甲1号新厂" } },
  },
  {
    what: "full-width digits and signs",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1, { 4: "３０万吨／年" })])),
    counts: ONE,
    reads: { 2: { capacity: [expect30("万吨/年", "３０万吨／年")] } },
  },
  {
    what: "a code that became a number",
    name: "a.xlsx",
    bytes: book(
      sheet([
        [...HEADER, "统一社会信用代码"],
        [...row(1), 916109020000000000],
      ]),
    ),
    counts: { held: 1 },
    says: [["error", "名单 H2", /存成了数字/]],
  },
  {
    what: "line breaks inside cells",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1, { 3: "LY-1冷床1台\nLY-2冷床2台", 6: "依法\n退出" })])),
    counts: ONE,
    reads: { 2: { ground: "依法 退出" } },
  },
  {
    what: "rare characters and signs of XML in names",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1, { 2: "𠮷<&>祥厂" })])),
    counts: ONE,
    reads: { 2: { name: "𠮷<&>祥厂" } },
  },
  {
    what: "the same machine twice",
    name: "a.xlsx",
    bytes: book(sheet([HEADER, row(1), row(1)])),
    counts: { add: 2, warnings: 1 },
    says: [["warning", "名单 D3", /同一台设备/]],
  },
  {
    what: "telephone numbers in a column of their own, and in a remark",
    name: "a.xlsx",
    bytes: book(
      sheet([
        [...HEADER, "联系电话", "备注"],
        [...row(1), "13812345678", "找老王 13812345678"],
      ]),
    ),
    counts: { held: 1 },
    says: [["error", "名单 I2", /不能公布/]],
  },
  {
    what: "a sheet whose name has quotes and spaces",
    name: "a.xlsx",
    bytes: book(sheet(PLAIN, { name: "It's 表 “1”" })),
    counts: TWO,
  },
];

function expect30(unit: string, text: string) {
  return { text, value: 30, unit, product: null, basis: null };
}

function machine(
  text: string,
  name: string,
  model: string,
  quantity: number,
  measureWord: string | null,
) {
  return { text, name, model, quantity, measureWord };
}
