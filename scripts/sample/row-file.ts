import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { stringify } from "csv-stringify/sync";

/** Rows kept in memory before they go to disk: bounds the memory of a large set. */
const ROWS_AT_ONCE = 100;

/** A CSV file that is written row by row; its columns are the fields of the schema, in order. */
export class RowFile<Row extends object> {
  readonly #path: string;
  readonly #columns: readonly string[];
  #waiting: string[][] = [];

  constructor(path: string, schema: { shape: object }, without: readonly string[] = []) {
    this.#path = path;
    this.#columns = Object.keys(schema.shape).filter((column) => !without.includes(column));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, stringify([[...this.#columns]]));
  }

  add(row: Row): void {
    this.#waiting.push(
      this.#columns.map((column) => cellOf((row as Record<string, unknown>)[column])),
    );
    if (this.#waiting.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    if (this.#waiting.length > 0) appendFileSync(this.#path, stringify(this.#waiting));
    this.#waiting = [];
  }
}

/** How a value stands in a cell: nothing for an absent one, `;` between the items of a list. */
function cellOf(value: unknown): string {
  if (value === undefined) return "";
  return Array.isArray(value) ? value.join(";") : String(value);
}
