import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One file of `content/` as it is to be: its whole text, or null for a file that goes. */
export interface FileChange {
  /** Path below the content folder. */
  file: string;
  text: string | null;
}

/** A change that has been decided on but may not have reached every file yet. */
export const JOURNAL = ".journal";
/** The last change that has. */
export const LAST_JOURNAL = ".journal-last";

/** What a change that broke off has still to do to the files below `root`; empty when there is none. */
export function pendingChanges(root: string): FileChange[] {
  try {
    return JSON.parse(readFileSync(join(root, JOURNAL), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** A text that is another one after every step of a change, so that a reader notices one. */
export function journalStamp(root: string): string {
  return [JOURNAL, LAST_JOURNAL]
    .map((name) => statSync(join(root, name), { throwIfNoEntry: false }))
    .map((stat) => (stat === undefined ? "" : `${stat.ino} ${stat.mtimeMs}`))
    .join();
}
