/**
 * `npm start`, `npm test`, `npm run dev`, `npm run check`: makes a fresh clone ready, then does it.
 * Runs on any Node from 18 on and needs nothing installed; the work itself runs on the Node that the
 * lock file brings. Says what it is doing; exits with the code of what failed.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serverFingerprint } from "./build-inputs.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
process.env.ASTRO_TELEMETRY_DISABLED = "1";
const startedAt = Date.now();

const HELP = `usage: node scripts/launch.mjs <start|build|test|dev|check> [-- options]
  start   install if needed, check content, build if something changed, serve; with --demo first
          fills an empty data folder with invented tips and staff, and prints their log-ins
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
TASKS[task](rest.filter((argument) => argument !== "--"));

function start(options) {
  build(["--automatic"]);
  // Only when asked for, and only into an empty data folder.
  if (options.includes("--demo")) run(node(), ["scripts/demo.ts"]);
  const passedOn = options.filter((option) => option !== "--demo");
  const server = spawn(node(), ["--enable-source-maps", bundledServer(), ...passedOn], {
    stdio: "inherit",
    env: withNode(),
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
}

/** A release of the site, unless nothing has changed; scripts/release.ts tells what it does. */
function build(options) {
  run(node(), ["scripts/release.ts", "build", ...options]);
}

/** The server in a few files, made again when its code has changed (scripts/bundle-server.ts). */
function bundledServer() {
  const folder = join("node_modules", ".cache", "server");
  const stamp = join(folder, "fingerprint");
  const fingerprint = serverFingerprint();
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint) {
    say("bundling the server");
    run(node(), ["scripts/bundle-server.ts", folder]);
    writeFileSync(stamp, fingerprint);
  }
  return join(folder, "index.js");
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
