import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const MILLISECONDS = 1000;
const BLOCK = Buffer.alloc(4096, 1);

/** How often a second a block is written and made durable below `folder`, one after the other. */
export function measureFsyncs(folder: string): number {
  const place = mkdtempSync(join(folder, "fsync-"));
  const file = openSync(join(place, "blocks"), "w");
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < MILLISECONDS) {
    writeSync(file, BLOCK);
    fsyncSync(file);
    count += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  closeSync(file);
  rmSync(place, { recursive: true });
  return count / seconds;
}
