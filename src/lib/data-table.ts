import type { CalendarDate } from "#domain/calendar-date.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

export type DataValue = string | number | boolean | readonly string[] | null;

/** The types of Table Schema that are used here; a `list` is an array in JSON, `a;b` in CSV. */
export type DataType = "string" | "integer" | "number" | "boolean" | "date" | "list";

/** A column: its name in the files and its Chinese title. */
export interface DataField {
  readonly name: string;
  readonly type: DataType;
  readonly title: string;
}

/** A field that stands in the row under its own name, or one that is worked out. */
type FieldOf<Row> =
  | readonly [name: keyof Row & string, type: DataType, title: string]
  | (DataField & { readonly value: (row: Row) => DataValue });

interface TableFacts {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly primaryKey: readonly string[];
}

/** A table of open data, whatever its rows are made of. */
export interface DataTable extends TableFacts {
  readonly fields: readonly DataField[];
  /** Rows of values in the order of the fields. */
  readonly valuesOf: (
    index: SnapshotIndex,
    today: CalendarDate,
  ) => readonly (readonly DataValue[])[];
}

/** Makes a table out of its rows and fields. */
export function dataTable<Row extends object>(
  table: TableFacts & {
    readonly rows: (index: SnapshotIndex, today: CalendarDate) => readonly Row[];
    readonly fields: readonly FieldOf<Row>[];
  },
): DataTable {
  const { rows, fields, ...facts } = table;
  const columns = fields.map(columnOf);
  return {
    ...facts,
    fields: columns.map(({ name, type, title }) => ({ name, type, title })),
    valuesOf: (index, today) =>
      rows(index, today).map((row) => columns.map((column) => column.value(row))),
  };
}

function columnOf<Row extends object>(field: FieldOf<Row>) {
  if (!("0" in field)) return field;
  const [name, type, title] = field;
  return { name, type, title, value: (row: Row) => (row[name] ?? null) as DataValue };
}
