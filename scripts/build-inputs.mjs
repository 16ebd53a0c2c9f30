import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a build is made of. A change in any of these, or of the date, asks for a new build. */
const INPUTS = ["src", "public", "scripts", "astro.config.mjs", "package-lock.json"];

/**
 * A short text that changes when the inputs of a build change: names, sizes and times of the files,
 * the date, and the settings the build reads.
 * @param {{ contentDir: string, today: string, settings: Record<string, string | undefined> }} build
 * @returns {string}
 */
export function buildFingerprint({ contentDir, today, settings }) {
  const hash = createHash("sha256");
  for (const input of [...INPUTS, contentDir]) addTo(hash, input);
  return hash
    .update(`${today}\n${JSON.stringify(settings)}`)
    .digest("hex")
    .slice(0, 16);
}

/** @param {import("node:crypto").Hash} hash @param {string} path @returns {void} */
function addTo(hash, path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${path}\t${stat.size}\t${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
}

/** Today in Asia/Shanghai, as YYYY-MM-DD. */
export function shanghaiToday() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
