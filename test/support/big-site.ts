import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildFingerprint } from "../../scripts/build-inputs.mjs";
import { ENTRY_ROOMS, generateSample } from "../../scripts/sample/generate.ts";
import { TODAY } from "./build-site.ts";

/** Firms in the larger site: enough for lists of several pages in every place. */
const ENTERPRISES = 2400;

/**
 * Builds a larger site with a sixth place that is only a folder of data, for what five small places
 * cannot show: full list pages and a place no code has heard of. Gives the folder of the build.
 */
export function buildBigSite(): string {
  const folder = resolve("node_modules", ".cache", "big-site");
  const content = join(folder, "content");
  const outDir = join(folder, "dist");
  const stamp = join(folder, "build-fingerprint");
  const places = join(folder, "places");
  const fingerprint = () =>
    buildFingerprint({
      contentDir: content,
      today: TODAY,
      settings: { scripts: "scripts/sample" },
    });
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return outDir;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  cpSync("content", places, {
    recursive: true,
    filter: (source) => !ENTRY_ROOMS.some((room) => source === join("content", room)),
  });
  cpSync("test/fixtures/sixth-place", places, { recursive: true });
  generateSample({
    enterprises: ENTERPRISES,
    seed: 7,
    today: TODAY,
    content: places,
    out: content,
    entriesOnly: false,
  });
  const { status } = spawnSync("astro", ["build", "--outDir", outDir], {
    stdio: "inherit",
    env: {
      ...process.env,
      TODAY,
      CONTENT_DIR: content,
      ASTRO_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    },
  });
  if (status !== 0) throw new Error("The larger site does not build; its errors stand above.");
  writeFileSync(stamp, fingerprint());
  return outDir;
}
