import { parentPort, workerData } from "node:worker_threads";
import { formatValue, HucreError } from "hucre";
import { type Cell, type CellValue, readXlsx, type Sheet } from "hucre/xlsx";
import type { WorkerAnswer } from "./read-apart.ts";
import {
  LIMITS,
  type SheetCell,
  type SheetRow,
  UNREADABLE,
  type WorkbookSheet,
} from "./workbook.ts";

const TOO_MANY = {
  message: `工作簿超过 ${LIMITS.rows / 10_000} 万行或 ${LIMITS.cells / 10_000} 万格`,
  remedy: "分成几个文件导入",
};
const TOO_WIDE = {
  message: "工作表的范围过大：在很远的行或列还有内容",
  remedy: "删去表格右边和下面的空白行列后另存",
};
parentPort?.postMessage(await read(workerData as Uint8Array));

async function read(bytes: Uint8Array): Promise<WorkerAnswer> {
  try {
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const counts = sheets.map((sheet) => countOf(sheet));
    const [rows, cells] = [sum(counts.map(([n]) => n)), sum(counts.map(([, n]) => n))];
    if (rows > LIMITS.rows || cells > LIMITS.cells) return { refusal: TOO_MANY };
    return { workbook: { sheets: sheets.map(sheetOf) } };
  } catch (fault) {
    if (!(fault instanceof HucreError)) return { refusal: UNREADABLE };
    return { refusal: /bounds|cells|rectangle/i.test(fault.message) ? TOO_WIDE : UNREADABLE };
  }
}

function countOf(sheet: Sheet): [rows: number, cells: number] {
  let [rows, cells] = [0, 0];
  for (const row of sheet.rows) {
    const filled = row.filter((value) => value !== null).length;
    if (filled > 0) rows += 1;
    cells += filled;
  }
  return [rows, cells];
}

function sheetOf(sheet: Sheet): WorkbookSheet {
  const rows: SheetRow[] = [];
  sheet.rows.forEach((values, index) => {
    const cells = values.map((value, column) =>
      cellOf(value, sheet.cells?.get(`${index},${column}`)),
    );
    if (cells.some((cell) => cell !== undefined))
      rows.push({
        number: index + 1,
        isHidden: sheet.rowDefs?.get(index)?.hidden === true,
        cells,
      });
  });
  return {
    name: sheet.name,
    isHidden: sheet.hidden === true || sheet.veryHidden === true,
    rows,
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow + 1,
      left: startCol,
      bottom: endRow + 1,
      right: endCol,
    })),
    hiddenColumns: (sheet.columns ?? []).flatMap((column, at) => (column?.hidden ? [at] : [])),
  };
}

function cellOf(value: CellValue, details: Cell | undefined): SheetCell | undefined {
  const isFormula = details?.formula !== undefined;
  if (value === null) return isFormula ? { text: "", isFormula: true } : undefined;
  const cell: SheetCell = { text: shownText(value, details?.style?.numFmt) };
  if (cell.text.trim() === "" && !isFormula) return undefined;
  if (typeof value === "number") cell.number = value;
  if (value instanceof Date) cell.date = value.toISOString().slice(0, 10);
  if (isFormula) cell.isFormula = true;
  if (details?.type === "error") cell.isError = true;
  return cell;
}

/** What the program shows. Numbers without a format lose the noise of binary fractions. */
function shownText(value: Exclude<CellValue, null>, format: string | undefined): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "string") return value;
  if (value instanceof Date) return formatValue(value, format ?? "yyyy-mm-dd");
  if (format === undefined || format === "General") return String(Number(value.toPrecision(15)));
  return formatValue(value, format);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
