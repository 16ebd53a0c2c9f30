import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A built site without a page below `folder`, for tests that ask the API alone. Gives its place. */
export function makeBareSite(folder: string): string {
  const site = join(folder, "site");
  for (const room of ["client", "server"]) mkdirSync(join(site, room), { recursive: true });
  const handler = "export const handler = async (_request, _response, next) => next();\n";
  writeFileSync(join(site, "server", "entry.mjs"), handler);
  return site;
}
