import { stringify } from "csv-stringify/sync";
import { writeXlsx } from "hucre/xlsx";

export type Cell = string | number | null;

/** A column of a table file: its head, and the cell of a row. */
export interface TableColumn<Row> {
  header: string;
  width?: number;
  cell: (row: Row) => Cell;
}

/**
 * A table as CSV that office programs open: UTF-8 with byte order mark, lines ended by CRLF, and
 * cells beginning with = + - @ made harmless, so that no cell is run as a formula.
 */
export function csvFile<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => column.cell(row)));
  return stringify([columns.map((column) => column.header), ...lines], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

/** The same table as a workbook of one sheet; text stays text there, so nothing needs escaping. */
export function xlsxFile<Row>(
  name: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): Promise<Uint8Array> {
  const lines = rows.map((row) => columns.map((column) => column.cell(row)));
  const sheet = {
    name: sheetName(name),
    columns: columns.map(({ header, width }) => ({ header, width: width ?? 14 })),
    rows: [columns.map((column) => column.header), ...lines],
    freezePane: { rows: 1 },
  };
  return writeXlsx({ sheets: [sheet] });
}

/** Spreadsheet programs refuse some signs and more than 31 of them in the name of a sheet. */
function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);
}
