import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { currentId, listReleases } from "./release-store.ts";

/** Releases one can go back to without building, the one served among them. */
const KEPT = 5;
/** A server writes down every minute what it uses; silence longer than this means it is gone. */
const SILENCE = 10 * 60_000;

/**
 * Writes down which releases this process reads from, so that no build removes them under it: the
 * one served, and the one whose program it loaded.
 */
export function markInUse(root: string, ids: readonly string[]): void {
  mkdirSync(join(root, "in-use"), { recursive: true });
  writeFileSync(markOf(root), [...new Set(ids)].join("\n"));
}

/** This process reads from none any more. */
export function unmarkInUse(root: string): void {
  rmSync(markOf(root), { force: true });
}

/**
 * Removes releases beyond the last five, except the one served and those in use, and what broken
 * builds left. `now` in milliseconds.
 */
export function purgeReleases(root: string, now: number): string[] {
  const kept = new Set([currentId(root), ...idsInUse(root, now)]);
  const doomed = listReleases(root)
    .slice(KEPT)
    .map((release) => release.id)
    .filter((id) => !kept.has(id));
  // Out of sight first: removing thousands of files takes a while, a half removed release is none.
  for (const id of doomed) renameSync(join(root, id), join(root, `.gone-${id}`));
  for (const name of readdirSync(root)) {
    if (name.startsWith(".gone-")) rmSync(join(root, name), { recursive: true, force: true });
  }
  return doomed;
}

function idsInUse(root: string, now: number): string[] {
  const folder = join(root, "in-use");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const mark = join(folder, name);
    if (now - (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SILENCE) {
      return readFileSync(mark, "utf8").split("\n");
    }
    rmSync(mark, { force: true });
    return [];
  });
}

function markOf(root: string): string {
  return join(root, "in-use", `${hostname()}-${process.pid}`);
}
