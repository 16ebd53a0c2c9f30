import { ContentFolder } from "#registry/folder.ts";
import type { FileChange } from "#registry/journal.ts";
import { rowsAsText } from "./rows-as-text.ts";

/** Texts of files as they are to be; rows go to the end, so that what stood there stays as it was. */
export class ChangedFiles {
  readonly #folder: ContentFolder;
  readonly #texts = new Map<string, string>();

  constructor(root: string) {
    this.#folder = new ContentFolder(root);
  }

  append(file: string, schema: { shape: object }, rows: readonly object[]): void {
    if (rows.length === 0) return;
    const before = this.#textOf(file);
    const columns = before
      ?.split(/\r?\n/, 1)[0]
      ?.replace(/^\uFEFF/, "")
      .split(",");
    const text = rowsAsText(schema, rows, columns);
    const added = before === undefined ? text : text.slice(text.indexOf("\n") + 1);
    this.#texts.set(file, `${before === undefined ? "" : before.replace(/\n?$/, "\n")}${added}`);
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
