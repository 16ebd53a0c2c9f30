import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type FileChange, pendingChanges } from "./journal.ts";
import type { Problem } from "./problem.ts";

/** Where a parsed object stands, so that a later check can point at it. */
interface Origin {
  file: string;
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * The content folder while it is being read: which files there are, which have been used, what is
 * wrong, and where every object came from.
 */
export class ContentFolder {
  readonly problems: Problem[] = [];
  readonly files: ReadonlySet<string>;
  readonly #root: string;
  readonly #used = new Set<string>();
  readonly #origins = new WeakMap<object, Origin>();

  /** A change that broke off has been decided on: its files are read as they are to be. */
  readonly #decided: ReadonlyMap<string, string | null>;

  /** `planned`: changes to read as if they had been made. */
  constructor(root: string, planned: readonly FileChange[] = []) {
    this.#root = root;
    const changes = [...pendingChanges(root), ...planned];
    this.#decided = new Map(changes.map(({ file, text }) => [file, text]));
    const files = [...new Set([...listFiles(root), ...this.#decided.keys()])];
    this.files = new Set(files.filter((file) => this.#decided.get(file) !== null));
  }

  /** Files below a folder with an ending, sorted, as paths below the content folder. */
  list(folder: string, ending: string): string[] {
    return [...this.files]
      .filter((file) => file.startsWith(`${folder}/`) && file.endsWith(ending))
      .sort();
  }

  /** The text of a file, or undefined (with a problem) when it is missing or not UTF-8. */
  read(file: string): string | undefined {
    this.#used.add(file);
    if (!this.files.has(file)) {
      this.report({ file, line: 1 }, "", "缺少这个文件", "按 README 的说明补上这个文件");
      return undefined;
    }
    const decided = this.#decided.get(file);
    if (typeof decided === "string") return decided;
    try {
      const bytes = readFileSync(join(this.#root, file));
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      this.report({ file, line: 1 }, "", "文件不是 UTF-8 编码", "另存为 UTF-8 编码的文本文件");
      return undefined;
    }
  }

  /** A file that is no text, and is only looked for. */
  use(file: string): void {
    this.#used.add(file);
  }

  /** Files nobody asked for: misspelt names would otherwise be silently left out. */
  reportUnused(): void {
    for (const file of [...this.files].sort()) {
      if (this.#used.has(file)) continue;
      this.report(
        { file, line: 1 },
        "",
        "不认识的文件，没有被读取",
        "改成规定的文件名，或者移出 content 文件夹",
      );
    }
  }

  remember(value: object, origin: Origin): void {
    this.#origins.set(value, origin);
  }

  /** Reports a problem at a place, or at a field of an object that was read earlier. */
  report(
    at: { file: string; line: number } | object,
    field: string,
    message: string,
    remedy: string,
    severity: Problem["severity"] = "error",
  ): void {
    const { file, line } = this.placeOf(at, field);
    this.problems.push({ severity, file, line, field, message, remedy });
  }

  /** Where an object that was read, or a field of it, stands. */
  placeOf(at: { file: string; line: number } | object, field: string) {
    const path =
      field === "" ? [] : field.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const origin = this.#origins.get(at);
    return origin
      ? { file: origin.file, line: origin.lineOf(path) }
      : (at as { file: string; line: number });
  }
}

function listFiles(root: string): string[] {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
