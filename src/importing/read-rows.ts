import { IMPORT_FIELDS, type ImportFieldName } from "#domain/import-field.ts";
import type { DraftValues, ImportProblem, ReadMachine } from "./import-draft.ts";
import { type ProblemPlace, problemsAt } from "./problems.ts";
import type { RawRow, RawTable } from "./raw-row.ts";
import { readCell } from "./read-cell.ts";
import type { ReadingContext } from "./reading.ts";

/** A row whose cells have been read. */
export interface ReadRow {
  sheet: string;
  row: number;
  values: DraftValues;
  /** Letter of the column of each field that the sheet has. */
  columns: RawTable["columns"];
  problems: ImportProblem[];
}

/** Reads every cell of a row as what its column holds; each keeps its text and its address. */
export function readRow(
  raw: RawRow,
  columns: RawTable["columns"],
  context: Omit<ReadingContext, "unit">,
): ReadRow {
  const values: Record<string, unknown> = {};
  const problems: ImportProblem[] = [];
  for (const [field, { cell, address, unit }] of raw.cells) {
    const { reads } = IMPORT_FIELDS[field];
    const { value, notes } = readCell(cell, reads, { ...context, unit });
    values[field] = { text: cell.text, cell: address, value };
    problems.push(...problemsAt(placeAt(raw.sheet, address), notes));
  }
  return {
    sheet: raw.sheet,
    row: raw.number,
    values: withQuantity(values as DraftValues),
    columns,
    problems,
  };
}

/** Where a field of a row stands, for problems found later; what is not written is missed in the row. */
export function placeOf(row: Omit<ReadRow, "problems">, field: ImportFieldName): ProblemPlace {
  const { sheet, values, columns } = row;
  const cell = values[field]?.cell;
  if (cell !== undefined) return placeAt(sheet, cell);
  return { sheet, row: row.row, column: columns[field] ?? null };
}

/** Of a merged area its first cell, of a form for one firm wherever the label stands. */
function placeAt(sheet: string, address: string): ProblemPlace {
  const column = address.replace(/\d+$/, "");
  return { sheet, row: Number(address.slice(column.length)), column };
}

/** A number in a column of its own belongs to the one machine of the row. */
function withQuantity(values: DraftValues): DraftValues {
  const [machine, ...others] = values.equipment?.value ?? [];
  const quantity = values.quantity?.value ?? null;
  if (machine === undefined || others.length > 0 || quantity === null) return values;
  if (values.equipment === undefined || machine.quantity !== null) return values;
  const [, word] = /\d\s*(\p{Script=Han}{1,2})$/u.exec(values.quantity?.text.trim() ?? "") ?? [];
  const counted: ReadMachine = { ...machine, quantity, measureWord: word ?? null };
  return { ...values, equipment: { ...values.equipment, value: [counted] } };
}
