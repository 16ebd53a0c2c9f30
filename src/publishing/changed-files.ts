import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { ContentFolder } from "#registry/folder.ts";
import type { FileChange } from "#registry/journal.ts";
import { rowsAsText } from "./rows-as-text.ts";

/**
 * Texts of files as they are to be; rows go to the end, so that what stood there stays as it was. A file that lacks a column that is needed now gets it,
 * empty in the older rows.
 */
export class ChangedFiles {
  readonly #folder: ContentFolder;
  readonly #texts = new Map<string, string>();

  constructor(root: string) {
    this.#folder = new ContentFolder(root);
  }

  append(file: string, schema: { shape: object }, rows: readonly object[]): void {
    if (rows.length === 0) return;
    const before = this.#textOf(file);
    if (before === undefined) {
      this.#texts.set(file, rowsAsText(schema, rows));
      return;
    }
    const header = headerOf(before);
    const columns = [
      ...header,
      ...columnsIn(schema, rows).filter((name) => !header.includes(name)),
    ];
    const added = rowsAsText(schema, rows, columns);
    const kept = columns.length > header.length ? widened(before, columns) : before;
    this.#texts.set(file, `${kept.replace(/\n?$/, "\n")}${added.slice(added.indexOf("\n") + 1)}`);
  }

  /** All rows of a file, those changed that `after` gives; nothing where none is. */
  restate<Row extends object>(
    file: string,
    schema: { shape: object },
    rows: readonly Row[],
    after: (row: Row) => object | undefined,
  ): void {
    const now = rows.map((row) => after(row) ?? row);
    if (now.some((row, at) => row !== rows[at])) this.write(file, rowsAsText(schema, now));
  }

  write(file: string, text: string): void {
    this.#texts.set(file, text);
  }

  ensure(file: string, text: string): void {
    if (!this.#folder.files.has(file)) this.write(file, text);
  }

  changes(): FileChange[] {
    return [...this.#texts].map(([file, text]) => ({ file, text }));
  }

  #textOf(file: string): string | undefined {
    const known = this.#texts.get(file);
    return known ?? (this.#folder.files.has(file) ? this.#folder.read(file) : undefined);
  }
}

function headerOf(text: string): string[] {
  return (
    text
      .split(/\r?\n/, 1)[0]
      ?.replace(/^\uFEFF/, "")
      .split(",") ?? []
  );
}

/** Fields of the schema that some row fills. */
function columnsIn(schema: { shape: object }, rows: readonly object[]): string[] {
  return Object.keys(schema.shape).filter((name) =>
    rows.some((row) => {
      const value = (row as Record<string, unknown>)[name];
      return Array.isArray(value) ? value.length > 0 : value !== undefined;
    }),
  );
}

/** The same rows below more columns, empty in them. */
function widened(text: string, columns: readonly string[]): string {
  const records: string[][] = parse(text, { bom: true, skip_empty_lines: true });
  const rows = records.slice(1).map((cells) => columns.map((_, at) => cells[at] ?? ""));
  return stringify([[...columns], ...rows]);
}
