import { stringify } from "csv-stringify/sync";

/**
 * Rows as a CSV file of `content/`: `;` between items of a list, and the fields of the schema in
 * order, or the columns that a file has already.
 */
export function rowsAsText(
  schema: { shape: object },
  rows: readonly object[],
  columns: readonly string[] = Object.keys(schema.shape),
): string {
  const cells = rows.map((row) =>
    columns.map((column) => cellOf((row as Record<string, unknown>)[column])),
  );
  return stringify([columns, ...cells]);
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(";") : String(value);
}
