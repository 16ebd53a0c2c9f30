import { type ColumnUse, type HeadingIndex, unitIn, useOf } from "./headings.ts";
import type { Merge, SheetRow, WorkbookSheet } from "./workbook/workbook.ts";

/** A column under the header. */
export interface TableColumn {
  /** From 0. */
  at: number;
  heading: string;
  use: ColumnUse | undefined;
  unit: string | null;
}

export interface FoundHeader {
  /** Rows of the sheet the header takes up; the last one is where the table begins below. */
  first: number;
  last: number;
  columns: TableColumn[];
}

/** Titles, heads and notes above a table; no official form has more. */
const ROWS_LOOKED_AT = 60;

/**
 * The row whose cells are most often known headings; two rows where the upper one only groups the
 * lower. Undefined where no row holds two known fields.
 */
export function findHeader(
  sheet: WorkbookSheet,
  index: HeadingIndex,
  from = 0,
): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  sheet.rows.slice(from, from + ROWS_LOOKED_AT).forEach((row, offset) => {
    const next = sheet.rows[from + offset + 1];
    for (const header of [oneRow(row, index), twoRows(row, next, sheet.merges, index)])
      if (header && score(header) >= 2 && score(header) > (best ? score(best) : 0)) best = header;
  });
  return best;
}

/** Different known fields; what is only ignored does not make a table. */
function score({ columns }: FoundHeader): number {
  const known = columns.flatMap(({ use }) =>
    use === undefined || use.is === "ignored" ? [] : [`${use.is} ${use.field}`],
  );
  return new Set(known).size;
}

function oneRow(row: SheetRow, index: HeadingIndex): FoundHeader {
  const columns = row.cells.flatMap((cell, at) => (cell ? column(at, cell.text, index) : []));
  return { first: row.number, last: row.number, columns };
}

function column(at: number, heading: string, index: HeadingIndex): TableColumn {
  return { at, heading, use: useOf(index, heading), unit: unitIn(heading) };
}

function twoRows(
  upper: SheetRow,
  lower: SheetRow | undefined,
  merges: readonly Merge[],
  index: HeadingIndex,
): FoundHeader | undefined {
  const groups = merges.filter((m) => m.top === upper.number && m.right > m.left);
  if (lower === undefined || lower.number !== upper.number + 1 || groups.length === 0) return;
  const columns: TableColumn[] = [];
  for (let at = 0; at < Math.max(upper.cells.length, lower.cells.length); at++) {
    const group = groups.find((m) => m.left <= at && at <= m.right);
    const above = upper.cells[group?.left ?? at]?.text ?? "";
    const below = lower.cells[at]?.text ?? "";
    if (above + below === "") continue;
    const known = [below, above + below, above].find((text) => useOf(index, text) !== undefined);
    const found = column(at, known ?? (below || above), index);
    columns.push({ ...found, unit: found.unit ?? unitIn(above) });
  }
  return { first: upper.number, last: lower.number, columns };
}
