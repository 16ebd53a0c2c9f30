import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { BuildOrder, BuildPlace } from "./build-release.ts";

/**
 * Runs Astro's build of the frozen content and counts what it makes in place of a line for each.
 * Gives null when it failed; its own words about that have been passed on.
 */
export async function buildPages(
  place: BuildPlace,
  { today, environment, say }: Pick<BuildOrder, "today" | "environment" | "say">,
): Promise<number | null> {
  const astro = resolve("node_modules", "astro", "bin", "astro.mjs");
  const child = spawn(process.execPath, [astro, "build", "--outDir", place.site], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...environment,
      SNAPSHOT: place.snapshot,
      TODAY: today,
      PAGE_CACHE: join(place.root, "page-cache"),
      ASTRO_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    },
  });
  let pages = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/[├└]─/.test(line)) continue;
    pages += 1;
    if (pages % 5000 === 0) say(`已生成 ${pages} 个页面和文件`);
  }
  if (child.exitCode === null) await once(child, "exit");
  return child.exitCode === 0 ? pages : null;
}
