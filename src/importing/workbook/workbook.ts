/** A spreadsheet as people see it, whatever program wrote it. */
export interface Workbook {
  sheets: WorkbookSheet[];
}

export interface WorkbookSheet {
  name: string;
  isHidden: boolean;
  /** Only rows that hold something, in order. */
  rows: SheetRow[];
  merges: Merge[];
  hiddenColumns: number[];
}

export interface SheetRow {
  /** From 1, as the program shows it. */
  number: number;
  isHidden: boolean;
  /** By column, from 0; a hole where nothing stands. */
  cells: (SheetCell | undefined)[];
}

export interface SheetCell {
  /** As the program shows it: dates and numbers in the format of the cell. */
  text: string;
  number?: number;
  /** Day of a cell in a date format. */
  date?: string;
  /** The text is what the formula last came to; it is never worked out here. */
  isFormula?: true;
  /** `#REF!` and the like. */
  isError?: true;
}

/** Merged cells: rows from 1, columns from 0, both ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Why a file was not read at all, and what to do. */
export interface Refusal {
  message: string;
  remedy: string;
}

/** Bounds of a file. What an office works with stays far below them. */
export const LIMITS = {
  fileBytes: 64_000_000,
  unpackedBytes: 300_000_000,
  parts: 2_000,
  rows: 250_000,
  cells: 4_000_000,
  workerMegabytes: 1_024,
  seconds: 90,
} as const;

export const UNREADABLE: Refusal = {
  message: "工作簿的内部结构有误，读不了",
  remedy: "用表格程序打开，另存为 .xlsx 再导入",
};

/** The letters of a column counted from 0: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + (column % 26));
}

/** The number of a column from 0, of its letters: A → 0, AA → 26. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The address of a cell: column from 0, row from 1. */
export function cellAddress(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}
