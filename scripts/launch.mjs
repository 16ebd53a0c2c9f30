/**
 * `npm start`, `npm test`, `npm run dev`, `npm run check`: makes a fresh clone ready, then does it.
 * Runs on any Node from 18 on and needs nothing installed; the work itself runs on the Node that the
 * lock file brings. Says what it is doing; exits with the code of what failed.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { buildFingerprint, shanghaiToday } from "./build-inputs.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
process.env.ASTRO_TELEMETRY_DISABLED = "1";
const startedAt = Date.now();

const HELP = `usage: node scripts/launch.mjs <start|build|test|dev|check> [-- options]
  start   install if needed, check content, build if something changed, serve
  build   the same without serving
  test    types, lint, content, unit, journey and browser tests
  dev     the site with live reload
  check   types, lint, format, content, imports`;

const TASKS = {
  start,
  build,
  test: runScript("scripts/test.ts"),
  dev,
  check: runScript("scripts/check.ts"),
};

const [task = "", ...rest] = process.argv.slice(2);
if (!(task in TASKS)) {
  console.error(HELP);
  process.exit(task === "--help" ? 0 : 2);
}
install();
await TASKS[task](rest.filter((argument) => argument !== "--"));

async function start(options) {
  await build();
  const server = spawn(node(), ["server/index.ts", ...options], {
    stdio: "inherit",
    env: withNode(),
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
}

async function build() {
  const contentDir = process.env.CONTENT_DIR ?? "content";
  const today = process.env.TODAY ?? shanghaiToday();
  const settings = { site: process.env.SITE_URL, service: process.env.SERVICE_ORIGIN };
  const fingerprint = buildFingerprint({ contentDir, today, settings });
  const stamp = join("dist", "build-fingerprint");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) {
    say(`the site of ${today} is built already`);
    return;
  }
  say("checking content");
  run(node(), ["scripts/content-check.ts", contentDir]);
  say("building the site");
  await buildPages({ TODAY: today });
  writeFileSync(stamp, fingerprint);
}

/** Runs the build and counts its pages in place of a line for each; errors are passed on whole. */
async function buildPages(extra) {
  const command = [join("node_modules", "astro", "bin", "astro.mjs"), "build"];
  const child = spawn(node(), command, {
    stdio: ["inherit", "pipe", "inherit"],
    env: withNode(extra),
  });
  let pages = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/[├└]─/.test(line)) {
      if (line.trim() !== "") console.log(line);
    } else if (/\.html|\/ \(/.test(line)) {
      pages += 1;
      if (pages % 1000 === 0) say(`${pages} pages and files`);
    }
  }
  if (child.exitCode === null) await once(child, "exit");
  if (child.exitCode !== 0) process.exit(child.exitCode ?? 1);
  say(`${pages} pages and files built`);
}

function dev(options) {
  run(node(), [join("node_modules", "astro", "bin", "astro.mjs"), "dev", ...options]);
}

function runScript(script) {
  return (options) => run(node(), [script, ...options]);
}

/** `npm ci` when nothing is installed or the lock file is newer than what is. */
function install() {
  const installed = statSync("node_modules/.package-lock.json", { throwIfNoEntry: false });
  if (installed && installed.mtimeMs >= statSync("package-lock.json").mtimeMs) return;
  say("installing what the lock file names (about half a minute)");
  run(process.platform === "win32" ? "npm.cmd" : "npm", ["ci"]);
}

/** The Node of the lock file; elsewhere the user's own, when it is new enough. */
function node() {
  const own = resolve("node_modules", ".bin", "node");
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(`Node ${process.versions.node} is too old here: 22.18 or newer is needed.`);
  return process.exit(1);
}

function withNode(extra = {}) {
  const path = `${resolve("node_modules", ".bin")}:${process.env.PATH}`;
  return { ...process.env, PATH: path, ...extra };
}

function run(command, args, extra = {}) {
  const result = spawnSync(command, args, { stdio: "inherit", env: withNode(extra) });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function say(what) {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1)} s] ${what}`);
}
