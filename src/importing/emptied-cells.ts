import { IMPORT_FIELDS, type ImportFieldName } from "#domain/import-field.ts";
import type { ImportProblem } from "./import-draft.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";

/** What is on record, by the field of a sheet that could say it again; empty where nothing is. */
export type OnRecord = readonly (readonly [ImportFieldName, string])[];

/**
 * Cells left empty in a column of the sheet, where something is on record that a sheet does not take
 * away: it stays, and whoever left the cell empty is told.
 */
export function emptiedCells(
  row: ResolvedRow,
  columns: ReadonlySet<ImportFieldName>,
  onRecord: OnRecord,
): ImportProblem[] {
  return onRecord
    .filter(([field, text]) => text !== "" && columns.has(field) && row.values[field] === undefined)
    .map(([field, text]) =>
      problem(
        "hint",
        placeOf(row, field),
        `${IMPORT_FIELDS[field].name}空着，已公布的“${text}”不变`,
        "不是要删去的不用管；要删去的，在“更正一条记录”里删",
      ),
    );
}
