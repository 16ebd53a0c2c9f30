import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseProgress } from "#domain/release-progress.ts";
import { isTaken } from "./one-at-a-time.ts";
import { releasesIn } from "./release-store.ts";

const FILE = "progress.json";
/** A page shows the first; the log has all of them. */
const FAULTS_KEPT = 20;

/** Writes down what a build is doing, for other processes to read; replaced by one rename. */
export function noteProgress(root: string, progress: ReleaseProgress): void {
  const kept = { ...progress, faults: progress.faults.slice(0, FAULTS_KEPT) };
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, `${FILE}.new`), JSON.stringify(kept));
  renameSync(join(root, `${FILE}.new`), join(root, FILE));
}

/** What the last build is doing or has come to; null before the first. One whose process is gone has broken off. */
export function progressIn(dataDir: string): ReleaseProgress | null {
  const progress = read(releasesIn(dataDir));
  const isGone = progress?.state === "building" && !isTaken(dataDir, "build");
  return isGone ? { ...progress, state: "broken-off" } : progress;
}

function read(root: string): ReleaseProgress | null {
  try {
    return JSON.parse(readFileSync(join(root, FILE), "utf8"));
  } catch {
    return null;
  }
}
