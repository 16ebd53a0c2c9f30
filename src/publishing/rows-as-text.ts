import { stringify } from "csv-stringify/sync";

/** Rows as a CSV file of `content/`: the fields of the schema in order, `;` between items of a list. */
export function rowsAsText(schema: { shape: object }, rows: readonly object[]): string {
  const columns = Object.keys(schema.shape);
  const cells = rows.map((row) =>
    columns.map((column) => cellOf((row as Record<string, unknown>)[column])),
  );
  return stringify([columns, ...cells]);
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(";") : String(value);
}
