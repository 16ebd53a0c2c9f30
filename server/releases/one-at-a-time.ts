import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";

const PATIENCE = 300;

/**
 * Runs `work` while no other process of this machine runs work of that name on the same data
 * folder; waits for its turn. The lock is the system's own (of an empty SQLite file), so it ends
 * with the process, however that ends.
 */
export async function oneAtATime<T>(
  dataDir: string,
  name: "build" | "content",
  work: () => Promise<T>,
  onWait: () => void = () => undefined,
): Promise<T> {
  const folder = join(dataDir, "locks");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Sqlite(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    let hasWaited = false;
    while (!taken(lock)) {
      if (!hasWaited) onWait();
      hasWaited = true;
      await wait(PATIENCE);
    }
    return await work();
  } finally {
    lock.close();
  }
}

/** Whether some process is at work of that name just now. */
export function isTaken(dataDir: string, name: "build" | "content"): boolean {
  const file = join(dataDir, "locks", `${name}.lock`);
  if (!existsSync(file)) return false;
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    return !taken(lock);
  } finally {
    lock.close();
  }
}

function taken(lock: Sqlite.Database): boolean {
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "SQLITE_BUSY") return false;
    throw error;
  }
}
