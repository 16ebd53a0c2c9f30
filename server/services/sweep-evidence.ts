import { listKnownFiles } from "#db/queries/attachments.ts";
import { deleteExpiredDrafts } from "#db/queries/report-drafts.ts";
import { deleteFile } from "./evidence-file.ts";
import type { House } from "./house.ts";

/** Far longer than an upload may take. */
const UNKNOWN_FOR = 3_600_000;
const AT_ONCE = 200;

/**
 * Ends drafts whose time is over, with their files, and deletes sealed files that nothing knows of:
 * what an upload, a crash or a power cut has left behind. Any process may run it at any time.
 */
export async function deleteLeftovers(house: House): Promise<void> {
  const now = house.now();
  const ended = await house.db.tx((queries) => deleteExpiredDrafts(queries, now.toISOString()));
  for (const file of ended) await deleteFile(house, file);

  const old = await house.files.list(new Date(now.getTime() - UNKNOWN_FOR));
  for (let start = 0; start < old.length; start += AT_ONCE) {
    const names = old.slice(start, start + AT_ONCE);
    const known = await listKnownFiles(house.db.read, [...new Set(names.map(fileOf))]);
    const unknown = names.filter((name) => isUnfinished(name) || !known.includes(fileOf(name)));
    for (const name of unknown) await house.files.delete(name);
  }
}

function fileOf(name: string): string {
  return name.split(".")[0] ?? name;
}

function isUnfinished(name: string): boolean {
  return name.endsWith(".part");
}
