import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type FileChange, JOURNAL, LAST_JOURNAL, pendingChanges } from "#registry/journal.ts";

/** Hidden from readers, like the journal; one at a time writes. */
const UNFINISHED = ".unfinished";

/** A change of one file, and the file it was worked out from; null where there was none. */
export interface GuardedChange extends FileChange {
  sha256Before: string | null;
}

/** Changes, each with the file as it lies there now. */
export function guarded(root: string, changes: readonly FileChange[]): GuardedChange[] {
  return changes.map((change) => ({ ...change, sha256Before: sumOf(join(root, change.file)) }));
}

/**
 * Changes several files below `root` at once. They are written down whole in a journal first; from
 * then on every reader sees all of them, and whoever finds the journal finishes the work. Cut off
 * before that, nothing has changed. Gives the files that somebody changed meanwhile; then nothing
 * is done. To be called by one process at a time.
 */
export function changeContent(root: string, changes: readonly GuardedChange[]): string[] {
  finishChange(root);
  const overtaken = changes.filter(
    ({ file, sha256Before }) => sumOf(join(root, file)) !== sha256Before,
  );
  if (overtaken.length > 0) return overtaken.map(({ file }) => file);
  const journal = changes.map(({ file, text }): FileChange => ({ file, text }));
  writeWhole(root, JOURNAL, JSON.stringify(journal));
  finishChange(root);
  return [];
}

/** Does again what a change that broke off had to do. Doing it twice does no harm. */
export function finishChange(root: string): void {
  for (const { file, text } of pendingChanges(root)) {
    const place = join(root, file);
    if (text === null) rmSync(place, { force: true });
    else if (!existsSync(place) || readFileSync(place, "utf8") !== text)
      writeWhole(root, file, text);
  }
  if (!existsSync(join(root, JOURNAL))) return;
  renameSync(join(root, JOURNAL), join(root, LAST_JOURNAL));
  flush(root);
}

/** The sum of a file's bytes; null when there is none. */
export function sumOf(place: string): string | null {
  if (!existsSync(place)) return null;
  return createHash("sha256").update(readFileSync(place)).digest("hex");
}

/** Old text or new text, never a part of it, also when the power fails. */
function writeWhole(root: string, file: string, text: string): void {
  const place = join(root, file);
  const folder = dirname(place);
  const unfinished = join(root, UNFINISHED);
  mkdirSync(folder, { recursive: true });
  writeFileSync(unfinished, text);
  flush(unfinished);
  renameSync(unfinished, place);
  flush(folder);
}

function flush(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}
