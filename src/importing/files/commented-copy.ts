import { type Cell, type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";
import { IMPORT_SEVERITIES, type ImportProblem } from "../import-draft.ts";
import { readWorkbook } from "../workbook/read-workbook.ts";
import { columnNumber, type Refusal, type WorkbookSheet } from "../workbook/workbook.ts";

/** What was found, worst first: how its cell is coloured. */
const COLOURS = { error: "FFC7CE", warning: "FFEB9C", hint: "DDEBF7" } as const;
const SUMMARY_SHEET = "核对结果";

/**
 * The spreadsheet that was imported, with everything found as comments in its cells and as a list
 * on a sheet of its own. Texts stand as they were shown; formulas and hidden parts are left out.
 */
export async function commentedCopy(
  bytes: Uint8Array,
  fileName: string,
  problems: readonly ImportProblem[],
): Promise<{ bytes: Uint8Array } | { refusal: Refusal }> {
  const read = await readWorkbook(bytes, fileName);
  if ("refusal" in read) return read;
  const bySheet = Map.groupBy(problems, (problem) => problem.sheet ?? "");
  const sheets = read.workbook.sheets
    .filter((sheet) => !sheet.isHidden)
    .map((sheet) => commentedSheet(sheet, bySheet.get(sheet.name) ?? []));
  return { bytes: await writeXlsx({ sheets: [...sheets, summary(problems)] }) };
}

function commentedSheet(sheet: WorkbookSheet, problems: readonly ImportProblem[]): WriteSheet {
  const rows: CellValue[][] = [];
  for (const row of sheet.rows) rows[row.number - 1] = row.cells.map((cell) => cell?.text ?? null);
  const cells = new Map<string, Partial<Cell>>();
  for (const [at, found] of Map.groupBy(problems, placeOf)) {
    const [row = 0, column = 0] = at.split(",").map(Number);
    cells.set(at, {
      value: rows[row]?.[column] ?? null,
      style: { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: colourOf(found) } } },
      comment: { author: "核对", text: found.map(commentText).join("\n") },
    });
  }
  return {
    name: sheet.name,
    rows: Array.from({ length: rows.length }, (_, row) => rows[row] ?? []),
    cells,
    merges: sheet.merges.map(({ top, left, bottom, right }) => ({
      startRow: top - 1,
      startCol: left,
      endRow: bottom - 1,
      endCol: right,
    })),
  };
}

/** What is wrong with a row stands in its first cell, what is wrong with a sheet in its first row. */
function placeOf({ row, column }: ImportProblem): string {
  return `${(row ?? 1) - 1},${column === null ? 0 : columnNumber(column)}`;
}

function commentText({ severity, message, remedy }: ImportProblem): string {
  return `${severityName(severity)}：${message}。${remedy}`;
}

function severityName(severity: ImportProblem["severity"]): string {
  return IMPORT_SEVERITIES.find((entry) => entry.id === severity)?.name ?? severity;
}

function colourOf(problems: readonly ImportProblem[]): string {
  const worst = IMPORT_SEVERITIES.find(({ id }) => problems.some((found) => found.severity === id));
  return COLOURS[worst?.id ?? "hint"];
}

function summary(problems: readonly ImportProblem[]): WriteSheet {
  return {
    name: SUMMARY_SHEET,
    columns: [8, 16, 8, 8, 50, 50].map((width) => ({ width })),
    rows: [
      ["程度", "工作表", "行", "列", "问题", "改法"],
      ...problems.map(({ severity, sheet, row, column, message, remedy }) => [
        severityName(severity),
        sheet,
        row,
        column,
        message,
        remedy,
      ]),
    ],
    freezePane: { rows: 1 },
  };
}
