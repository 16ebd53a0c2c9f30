import { copyFileSync, existsSync, globSync, linkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { listReleases } from "./release-store.ts";

/** Files named after their content: pages that a browser still holds ask for them much later. */
const NAMED_AFTER_CONTENT = "{_astro,search-index}/**/*.*";
/** With the release that is being made: five. */
const EARLIER = 4;

/** The files named after their content below `client`, sorted. */
export function assetsOf(client: string): string[] {
  return globSync(NAMED_AFTER_CONTENT, { cwd: client }).sort();
}

/**
 * Adds the scripts, styles and search indexes of the last releases to a new one, so that a page
 * opened before the switch goes on working on any host of plain files.
 */
export function carryAssets(root: string, client: string): void {
  for (const { id, assets } of listReleases(root).slice(0, EARLIER)) {
    for (const asset of assets) carry(join(root, id, "client", asset), join(client, asset));
  }
}

/** As a second name of the same bytes, where the disk has such. */
function carry(from: string, to: string): void {
  if (existsSync(to) || !existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
