import type { ImportProblem, ImportSeverity } from "./import-draft.ts";
import type { CellNote } from "./reading.ts";

/** Where something was found: a sheet, a row of it, a column of that. */
export interface ProblemPlace {
  sheet: string | null;
  row: number | null;
  column: string | null;
}

/** A problem at a place. */
export function problem(
  severity: ImportSeverity,
  { sheet, row, column }: ProblemPlace,
  message: string,
  remedy: string,
): ImportProblem {
  return { severity, sheet, row, column, message, remedy };
}

/** What a reader said about a cell, now that its place is known. */
export function problemsAt(place: ProblemPlace, notes: readonly CellNote[]): ImportProblem[] {
  return notes.map(({ severity, message, remedy }) => problem(severity, place, message, remedy));
}
