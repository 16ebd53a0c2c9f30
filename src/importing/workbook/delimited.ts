import { CsvError, parse } from "csv-parse/sync";
import { LIMITS, type Refusal, type SheetRow, type Workbook } from "./workbook.ts";

/** Reads a text table. Its one sheet bears the name of the file. */
export function readDelimited(
  bytes: Uint8Array,
  fileName: string,
): { workbook: Workbook } | { refusal: Refusal } {
  const text = decode(bytes);
  if (text === undefined)
    return {
      refusal: {
        message: "认不出文字编码，或者含有文字以外的内容",
        remedy: "另存为 UTF-8 编码的 .csv，或者 .xlsx",
      },
    };
  try {
    const delimiter = delimiterOf(text);
    if (hasTooManyCells(text, delimiter)) return { refusal: TOO_MANY };
    const rows = rowsOf(text, delimiter);
    const name = fileName.replace(/\.[^.]+$/, "");
    const sheet = { name, isHidden: false, rows, merges: [], hiddenColumns: [] };
    return { workbook: { sheets: [sheet] } };
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const line = fault.lines === undefined ? "" : `第 ${Number(fault.lines)} 行附近`;
    return { refusal: { message: `CSV 写法有误，${line}`, remedy: "检查双引号是否成对" } };
  }
}

const TOO_MANY: Refusal = {
  message: `表格超过 ${LIMITS.rows / 10_000} 万行或 ${LIMITS.cells / 10_000} 万格`,
  remedy: "分成几个文件导入",
};

/** Counted before parsing, so that no table of commas fills the memory. */
function hasTooManyCells(text: string, delimiter: string): boolean {
  let [rows, cells] = [0, 0];
  for (const sign of text) {
    if (sign === "\n" || sign === "\r") rows += 1;
    else if (sign === delimiter) cells += 1;
  }
  return rows > LIMITS.rows * 2 || rows + cells > LIMITS.cells;
}

const BYTE_ORDER_MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
] as const;

/** The text in the encoding its mark names; without one UTF-8, then GB18030. No NUL is text. */
function decode(bytes: Uint8Array): string | undefined {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((sign, i) => bytes[i] === sign));
  const encodings = marked ? [marked[0]] : [unmarkedUtf16(bytes) ?? "utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes("\0") ? undefined : text;
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
    }
  }
  return undefined;
}

/** Line ends and commas of UTF-16 have a zero beside them, on one side only. */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const head = bytes.subarray(0, 4096);
  let [even, odd] = [0, 0];
  head.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  if (odd > 1 && even === 0) return "utf-16le";
  return even > 1 && odd === 0 ? "utf-16be" : undefined;
}

function rowsOf(text: string, delimiter: string): SheetRow[] {
  const records: string[][] = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    bom: true,
  });
  return records.flatMap((record, index) => {
    const cells = record.map((cell) => {
      const plain = withoutGuard(cell);
      return plain.trim() === "" ? undefined : { text: plain };
    });
    const isFilled = cells.some((cell) => cell !== undefined);
    return isFilled ? [{ number: index + 1, isHidden: false, cells }] : [];
  });
}

/** Comma, tab or semicolon: whichever the busiest of the first lines has most of. */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 20_000).split(/\r?\n/).slice(0, 30);
  const counts = [",", "\t", ";"].map((sign) => ({
    sign,
    count: Math.max(...lines.map((line) => line.split(sign).length)),
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/** Our own exports put `'` before a cell that a program would run as a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
