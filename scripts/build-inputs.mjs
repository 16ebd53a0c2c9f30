import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the program of the pages is made of; settings that the build writes into pages belong to it. */
const CODE = ["src", "public", "astro.config.mjs", "scripts/site-check.ts", "package-lock.json"];

/** What the bundled server is made of. */
const SERVER = ["server", "db", "src", "scripts/bundle-server.ts", "package-lock.json"];

/**
 * A short text that changes when a build would give other pages: when the program, its settings,
 * the content or the date changes.
 * @param {{ contentDir: string, today: string, settings: Record<string, string | undefined> }} build
 * @returns {string}
 */
export function buildFingerprint({ contentDir, today, settings }) {
  const hash = createHash("sha256").update(`${codeFingerprint(settings)}\n${today}\n`);
  addTo(hash, contentDir, "content");
  return short(hash);
}

/**
 * A short text that changes when the program of the pages or its settings change. A server goes
 * from one release to the next without a restart only while this stays the same.
 * @param {Record<string, string | undefined>} settings
 * @returns {string}
 */
export function codeFingerprint(settings) {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  for (const input of CODE) addTo(hash, input, input);
  return short(hash);
}

/** A short text that changes when the program of the server does. */
export function serverFingerprint() {
  const hash = createHash("sha256");
  for (const input of SERVER) addTo(hash, input, input);
  return short(hash);
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} path
 * @param {string} name
 * @returns {void}
 */
function addTo(hash, path, name) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${name}\t${stat.size}\n`).update(readFileSync(path));
    return;
  }
  for (const entry of readdirSync(path).sort()) {
    if (!entry.startsWith(".")) addTo(hash, join(path, entry), `${name}/${entry}`);
  }
}

/** @param {import("node:crypto").Hash} hash */
function short(hash) {
  return hash.digest("hex").slice(0, 16);
}

/** Today in Asia/Shanghai, as YYYY-MM-DD. */
export function shanghaiToday() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
