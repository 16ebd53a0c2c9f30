import { createHash } from "node:crypto";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { DataTable, DataValue } from "./data-table.ts";
import { REFERENCE_TABLES } from "./reference-tables.ts";
import { REGISTER_TABLES } from "./register-tables.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";
import { csvFile } from "./table-file.ts";
import { TIP_FIGURE_TABLE } from "./tip-figure-files.ts";

export const DATA_TABLES: readonly DataTable[] = [
  ...REGISTER_TABLES,
  ...REFERENCE_TABLES,
  TIP_FIGURE_TABLE,
];

export const DATA_FORMATS = [
  { format: "csv", mediatype: "text/csv", write: csvOf },
  { format: "json", mediatype: "application/json", write: jsonOf },
] as const;

/** A file of open data, with what proves that it came through whole. */
export interface DataFile {
  table: DataTable;
  path: string;
  format: string;
  mediatype: string;
  rows: number;
  text: string;
  bytes: number;
  /** Of the bytes in UTF-8, lower-case hexadecimal. */
  sha256: string;
}

/** Every bulk file: each table as CSV and as JSON, with one content. */
export function dataFiles(index: SnapshotIndex, today: CalendarDate): DataFile[] {
  return DATA_TABLES.flatMap((table) => {
    const rows = table.valuesOf(index, today);
    return DATA_FORMATS.map(({ format, mediatype, write }) => {
      const text = write(table, rows);
      return {
        table,
        path: `${table.name}.${format}`,
        format,
        mediatype,
        rows: rows.length,
        text,
        bytes: Buffer.byteLength(text),
        sha256: createHash("sha256").update(text).digest("hex"),
      };
    });
  });
}

type Rows = readonly (readonly DataValue[])[];

function csvOf({ fields }: DataTable, rows: Rows): string {
  const columns = fields.map(({ name }, place) => ({
    header: name,
    cell: (row: readonly DataValue[]) => cellOf(row[place] ?? null),
  }));
  return csvFile(columns, rows);
}

function cellOf(value: DataValue): string | number | null {
  if (typeof value === "boolean") return String(value);
  return typeof value === "object" && value !== null ? value.join(";") : value;
}

/** One row a line: large files stay readable and compare well. */
function jsonOf({ fields }: DataTable, rows: Rows): string {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(fields.map(({ name }, place) => [name, row[place] ?? null]))),
  );
  return `[\n${lines.join(",\n")}\n]\n`;
}
