import { writeXlsx } from "hucre/xlsx";
import { bareWorkbook, inlineRow, zip } from "./zip.ts";

/** A file that must be refused, and the sentence that says why. */
export interface RefusedFile {
  what: string;
  name: string;
  bytes: () => Buffer | Promise<Uint8Array>;
  says: RegExp;
}

const ROW = inlineRow(1, ["企业名称", "行业"]);
const part = (name: string, text: string | Buffer = "x") => ({ name, text });
const plain = () => zip(bareWorkbook(ROW));
const ole = (text: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from(text, "utf16le"),
  ]);
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1_000_000, " ");
const ENTITIES = `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "${"&a;".repeat(50)}"><!ENTITY c "${"&b;".repeat(50)}">]>`;

export const REFUSED_FILES: readonly RefusedFile[] = [
  { what: "an empty file", name: "a.xlsx", bytes: () => Buffer.alloc(0), says: /空的/ },
  {
    what: "an old binary workbook",
    name: "a.xls",
    bytes: () => ole("Workbook"),
    says: /旧的二进制表格/,
  },
  {
    what: "an old workbook that was renamed",
    name: "a.xlsx",
    bytes: () => ole("Workbook"),
    says: /旧的二进制表格/,
  },
  {
    what: "a workbook under a password",
    name: "a.xlsx",
    bytes: () =>
      writeXlsx({
        sheets: [{ name: "A", rows: [["x"]] }],
        encryption: { password: "p", spinCount: 10 },
      }),
    says: /密码/,
  },
  {
    what: "text called .xlsx",
    name: "a.xlsx",
    bytes: () => Buffer.from("a,b"),
    says: /内容却不是/,
  },
  { what: "a workbook called .csv", name: "a.csv", bytes: plain, says: /内容却不是/ },
  {
    what: "a PDF called .xlsx",
    name: "a.xlsx",
    bytes: () => Buffer.from("%PDF-1.7"),
    says: /内容却不是/,
  },
  { what: "a file of another kind", name: "a.docx", bytes: plain, says: /扩展名/ },
  {
    what: "a workbook for macros",
    name: "a.xlsm",
    bytes: plain,
    says: /带宏/,
  },
  {
    what: "macros inside an honest name",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("xl/vbaProject.bin")])),
    says: /含有宏/,
  },
  {
    what: "old macro sheets",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("xl/macrosheets/sheet1.xml")])),
    says: /含有宏/,
  },
  {
    what: "links to other files",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("xl/externalLinks/externalLink1.xml")])),
    says: /指向其他文件/,
  },
  {
    what: "a connection to a database",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("xl/connections.xml")])),
    says: /外部数据连接/,
  },
  {
    what: "an embedded object",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("xl/embeddings/oleObject1.bin")])),
    says: /嵌入/,
  },
  {
    what: "a ZIP without a workbook",
    name: "a.xlsx",
    bytes: () => zip([part("readme.txt")]),
    says: /没有工作簿/,
  },
  {
    what: "an .ods table renamed",
    name: "a.xlsx",
    bytes: () => zip([part("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
    says: /\.ods/,
  },
  {
    what: "a ZIP cut off half way",
    name: "a.xlsx",
    bytes: () => plain().subarray(0, 900),
    says: /损坏/,
  },
  {
    what: "a ZIP with a broken part",
    name: "a.xlsx",
    bytes: () => {
      const bytes = plain();
      return bytes.fill(0xff, 60, 120);
    },
    says: /损坏/,
  },
  {
    what: "two parts of one name",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("xl/workbook.xml")])),
    says: /损坏/,
  },
  {
    what: "a part that climbs out of the archive",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [part("../evil.xml")])),
    says: /损坏/,
  },
  {
    what: "an encrypted part",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [{ ...part("xl/a.xml"), isEncrypted: true }])),
    says: /密码/,
  },
  {
    what: "a bomb that says how large it is",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [{ ...part("xl/a.bin"), claimedSize: 4_000_000_000 }])),
    says: /解开后超过/,
  },
  {
    what: "a bomb that lies about its size",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(ROW, [{ ...part("xl/a.bin", zeros(50)), claimedSize: 1000 }])),
    says: /损坏|解开后超过/,
  },
  {
    what: "thousands of parts",
    name: "a.xlsx",
    bytes: () =>
      zip(
        bareWorkbook(
          ROW,
          Array.from({ length: 2100 }, (_, i) => part(`xl/p${i}.bin`)),
        ),
      ),
    says: /解开后超过/,
  },
  {
    what: "entities that multiply",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook(inlineRow(1, ["&c;"]), [], ENTITIES)),
    says: /XML 实体/,
  },
  {
    what: "cells in the first and in the last corner",
    name: "a.xlsx",
    bytes: () =>
      zip(
        bareWorkbook(
          '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        ),
      ),
    says: /范围过大/,
  },
  {
    what: "a cell beyond the last column",
    name: "a.xlsx",
    bytes: () => zip(bareWorkbook('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')),
    says: /范围过大|内部结构/,
  },
  {
    what: "a sheet whose XML ends in the middle",
    name: "a.xlsx",
    bytes: () =>
      zip(
        bareWorkbook("").map((p) =>
          p.name.endsWith("sheet1.xml") ? { ...p, text: "<worksheet><sheetData><row" } : p,
        ),
      ),
    says: /内部结构|没有/,
  },
  {
    what: "CSV with NULs",
    name: "a.csv",
    bytes: () => Buffer.from("企业名称,行业\n甲\0厂,水泥\n"),
    says: /文字编码/,
  },
  {
    what: "CSV made of millions of commas",
    name: "a.csv",
    bytes: () => Buffer.alloc(5_000_000, ","),
    says: /万格/,
  },
  {
    what: "CSV in no encoding",
    name: "a.csv",
    bytes: () => Buffer.from([0x61, 0xff, 0xff, 0x2c, 0x81, 0x20]),
    says: /文字编码/,
  },
  {
    what: "CSV with an open quote",
    name: "a.csv",
    bytes: () => Buffer.from('企业名称,行业\n"甲厂,水泥\n'),
    says: /CSV 写法有误/,
  },
];

const LIST = "企业名称,行业\n甲厂,水泥\n";

/** Files that are sound and hold no list that could be read. */
export const FILES_OF_NOTHING: readonly Omit<RefusedFile, "says">[] = [
  {
    what: "an empty sheet",
    name: "a.xlsx",
    bytes: () => writeXlsx({ sheets: [{ name: "Sheet1", rows: [] }] }),
  },
  {
    what: "a header and nothing below it",
    name: "a.xlsx",
    bytes: () => writeXlsx({ sheets: [{ name: "A", rows: [["企业名称", "行业"]] }] }),
  },
  {
    what: "a text that is no table",
    name: "a.csv",
    bytes: () => Buffer.from("现将名单公布如下。\n特此公告。\n"),
  },
  {
    what: "a list that a Western program (Windows-1252) saved with question marks",
    name: "a.csv",
    bytes: () => Buffer.from(LIST.replaceAll(/\p{Script=Han}/gu, "?")),
  },
  {
    what: "a list that was read as Windows-1252 and saved again",
    name: "a.csv",
    bytes: () => Buffer.from(new TextDecoder("windows-1252").decode(Buffer.from(LIST))),
  },
];
