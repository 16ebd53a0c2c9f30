import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packaged, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
] as const;

const LIBRARY_FOLDERS = [
  "/usr/lib/x86_64-linux-gnu",
  "/lib/x86_64-linux-gnu",
  "/usr/lib64",
  "/usr/lib",
] as const;

/** As root there is no sandbox; the rest keeps the browser from calling its maker. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

/**
 * A real Chromium: the one of `CHROMIUM_PATH`, else the system's, else the one that comes from npm.
 * Throws when none can be started, so that no browser test ever passes by skipping.
 */
export async function openChromium(): Promise<Browser> {
  const args = [...FLAGS];
  const installed = [process.env.CHROMIUM_PATH, ...SYSTEM_PATHS].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (installed !== undefined) return await chromium.launch({ executablePath: installed, args });
  const executablePath = await packaged.executablePath();
  return await chromium.launch({ executablePath, args, env: await librariesBeside() });
}

/** The packaged Chromium brings NSS and NSPR for machines that have none. */
async function librariesBeside(): Promise<Record<string, string>> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]),
  );
  if (LIBRARY_FOLDERS.some((folder) => existsSync(join(folder, "libnss3.so")))) return env;
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  await inflate(join(dirname(entry), "..", "bin", "al2023.tar.br"));
  return { ...env, LD_LIBRARY_PATH: join(tmpdir(), "al2023", "lib") };
}
