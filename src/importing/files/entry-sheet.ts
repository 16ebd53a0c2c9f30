import { writeXlsx } from "hucre/xlsx";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { ImportTemplate } from "#domain/import-sheet.ts";

/**
 * The sheet of a template with one row in it, as somebody would fill it by hand: what is typed into a
 * form is read, checked and kept the way of every other sheet.
 */
export function entrySheet(
  { title, columns }: ImportTemplate,
  textOf: (field: ImportFieldName) => string,
): Promise<Uint8Array> {
  const row = columns.map(({ field }) => (field === undefined ? "" : textOf(field).trim()));
  const header = columns.map(({ heading }) => heading);
  return writeXlsx({ sheets: [{ name: title, rows: [header, row] }] });
}
