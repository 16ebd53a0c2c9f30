import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { buildFingerprint } from "../../scripts/build-inputs.mjs";

/** The day the tested site speaks of: fixed, so that days left and overdue can be told. */
export const TODAY = "2026-11-21";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the built site: `client` and `server` are below it. */
    site: string;
  }
}

/** Builds the site once for all tests that read it; an unchanged site is not built again. */
export default function buildSite(project: TestProject): void {
  const outDir = resolve("node_modules", ".cache", "tested-site");
  const stamp = join(outDir, "build-fingerprint");
  const fingerprint = buildFingerprint({ contentDir: "content", today: TODAY, settings: {} });
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint) {
    mkdirSync(outDir, { recursive: true });
    const { status } = spawnSync("astro", ["build", "--outDir", outDir], {
      stdio: "inherit",
      env: { ...process.env, TODAY, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    });
    if (status !== 0) throw new Error("The site does not build; its errors stand above.");
    writeFileSync(stamp, fingerprint);
  }
  project.provide("site", outDir);
}
