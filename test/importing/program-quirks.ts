import type { ReadableFile } from "./corpus.ts";
import { bareWorkbook, inlineRow, type Part, zip } from "./zip.ts";

/** What single programs write that others do not, made by hand as they write it. */
const HEADER = ["地区", "行业", "企业名称", "设备型号及数量", "整改开始"];
const ROW = ["汉滨区", "水泥", "甲1号新厂", "LY-1冷床1台"];
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const ONE = { add: 1, held: 0, errors: 0 };
const SAID = { 2: { name: "甲1号新厂", area: "610902" } };
/** 2024-08-31 as a number of days. */
const SERIAL = 45535;

/** A workbook whose parts were changed by hand. */
const changed = (
  parts: readonly Part[],
  changes: Readonly<Record<string, (text: string) => string>>,
) =>
  zip(
    parts.map((part) => {
      const change = changes[part.name];
      return change === undefined ? part : { ...part, text: change(String(part.text)) };
    }),
  );

const declared = (part: string, type: string, relation: string) => ({
  "[Content_Types].xml": (text: string) =>
    text.replace(
      "</Types>",
      `<Override PartName="/xl/${part}" ContentType="${TYPES}.${type}+xml"/></Types>`,
    ),
  "xl/_rels/workbook.xml.rels": (text: string) =>
    text.replace(
      "</Relationships>",
      `<Relationship Id="rId9" Type="${RELATIONS}/${relation}" Target="${part}"/></Relationships>`,
    ),
});

/** Cells that point into a table of strings. */
function withStrings(items: readonly string[]): Buffer {
  const columns = HEADER.slice(0, 4).length;
  const rows = [0, 1].map((row) => {
    const cells = Array.from(
      { length: columns },
      (_, at) => `<c r="${"ABCD"[at]}${row + 1}" t="s"><v>${row * columns + at}</v></c>`,
    );
    return `<row r="${row + 1}">${cells.join("")}</row>`;
  });
  const table = `${HEAD}<sst xmlns="${MAIN}" count="${items.length}" uniqueCount="${items.length}">${items.map((item) => `<si>${item}</si>`).join("")}</sst>`;
  return changed(
    bareWorkbook(rows.join(""), [{ name: "xl/sharedStrings.xml", text: table }]),
    declared("sharedStrings.xml", "sharedStrings", "sharedStrings"),
  );
}

/** A day as a number in a cell of a built-in format of Chinese programs, which no file spells out. */
function withFormat(numFmtId: number, formats = ""): Buffer {
  const styles = `${HEAD}<styleSheet xmlns="${MAIN}">${formats}<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="${numFmtId}" applyNumberFormat="1"/></cellXfs></styleSheet>`;
  const row = inlineRow(2, ROW).replace("</row>", `<c r="E2" s="1"><v>${SERIAL}</v></c></row>`);
  return changed(
    bareWorkbook(inlineRow(1, HEADER) + row, [{ name: "xl/styles.xml", text: styles }]),
    declared("styles.xml", "styles", "styles"),
  );
}

const TEXTS = [...HEADER.slice(0, 4), ...ROW].map((text) => `<t>${text}</t>`);
const PLAIN = () => bareWorkbook(inlineRow(1, HEADER) + inlineRow(2, ROW));

export const PROGRAM_QUIRKS: readonly ReadableFile[] = [
  {
    what: "Excel: how a name is pronounced, beside it in the table of strings",
    name: "a.xlsx",
    bytes: () =>
      withStrings(
        TEXTS.with(
          6,
          '<t>甲1号新厂</t><rPh sb="0" eb="1"><t>jiǎ</t></rPh><phoneticPr fontId="1"/>',
        ),
      ),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "Excel: parts of a string in different type, in the table of strings",
    name: "a.xlsx",
    bytes: () =>
      withStrings(
        TEXTS.with(6, '<r><t xml:space="preserve">甲1号</t></r><r><rPr><b/></rPr><t>新厂</t></r>'),
      ),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "Excel: a line break written as an escape",
    name: "a.xlsx",
    bytes: () => withStrings(TEXTS.with(7, "<t>LY-1冷床1台_x000D_\nLY-2冷床2台</t>")),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "WPS, Excel: a day in a format of the Chinese program (31)",
    name: "a.xlsx",
    bytes: () => withFormat(31),
    counts: ONE,
    reads: { 2: { startedOn: "2024-08-31" } },
  },
  {
    what: "WPS, Excel: a day in a format with the mark of a language",
    name: "a.xlsx",
    bytes: () =>
      withFormat(
        176,
        '<numFmts count="1"><numFmt numFmtId="176" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>',
      ),
    counts: ONE,
    reads: { 2: { startedOn: "2024-08-31" } },
  },
  {
    what: "openpyxl: the way to a sheet from the root of the archive",
    name: "a.xlsx",
    bytes: () =>
      changed(PLAIN(), {
        "xl/_rels/workbook.xml.rels": (text) =>
          text.replace('Target="worksheets/', 'Target="/xl/worksheets/'),
      }),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "programs that do not say where a cell stands",
    name: "a.xlsx",
    bytes: () =>
      changed(PLAIN(), {
        "xl/worksheets/sheet1.xml": (text) => text.replaceAll(/ r="[A-Z]?\d+"/g, ""),
      }),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "Open XML SDK: every element with a prefix",
    name: "a.xlsx",
    bytes: () =>
      changed(PLAIN(), {
        "xl/worksheets/sheet1.xml": (text) =>
          text.replaceAll(/<(\/?)([a-z])/gi, "<$1x:$2").replace("xmlns=", "xmlns:x="),
      }),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "LibreOffice: a sheet that claims to be as large as a sheet can be",
    name: "a.xlsx",
    bytes: () =>
      changed(PLAIN(), {
        "xl/worksheets/sheet1.xml": (text) =>
          text
            .replace("<sheetData>", '<dimension ref="A1:AMJ1048576"/><sheetData>')
            .replace(
              "</sheetData>",
              '<row r="1048576" hidden="false" ht="12.8"><c r="A1048576" s="0"/></row></sheetData>',
            ),
      }),
    counts: ONE,
    reads: SAID,
  },
  {
    what: "WPS: a thousand rows with a format and nothing in them",
    name: "a.xlsx",
    bytes: () => {
      const empty = Array.from(
        { length: 1000 },
        (_, at) =>
          `<row r="${at + 3}" spans="1:5"><c r="A${at + 3}" s="0"/><c r="E${at + 3}"/></row>`,
      );
      return zip(bareWorkbook(inlineRow(1, HEADER) + inlineRow(2, ROW) + empty.join("")));
    },
    counts: ONE,
    reads: SAID,
  },
  {
    what: "WPS, Excel: parts for other programs beside the data",
    name: "a.xlsx",
    bytes: () =>
      changed(PLAIN(), {
        "xl/worksheets/sheet1.xml": (text) =>
          text.replace(
            "</worksheet>",
            '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings/></ext></extLst></worksheet>',
          ),
      }),
    counts: ONE,
    reads: SAID,
  },
];
