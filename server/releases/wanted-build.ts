import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "build-wanted";

/** Asks for a build of what has just been published; a server that follows the releases starts it. */
export function wantBuild(root: string): void {
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, FILE), randomUUID());
}

/** The latest wish for a build; null when there is none. */
export function wantedBuild(root: string): string | null {
  try {
    return readFileSync(join(root, FILE), "utf8");
  } catch {
    return null;
  }
}

/** A build took all that was wanted then; a wish made meanwhile stays. */
export function fulfilBuild(root: string, wish: string | null): void {
  if (wish !== null && wantedBuild(root) === wish) rmSync(join(root, FILE), { force: true });
}
