import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** The result of a public notice names a notice of the same place, and a notice has one result. */
export function checkNotices({ announcements }: Snapshot, folder: ContentFolder): void {
  const byId = new Map(announcements.map((entry) => [entry.id, entry]));
  const results = new Map<string, string>();
  for (const entry of announcements) {
    if (entry.concludes === undefined) continue;
    const notice = byId.get(entry.concludes);
    if (notice?.kind !== "public-notice" || notice.jurisdiction !== entry.jurisdiction)
      folder.report(
        entry,
        "concludes",
        `当地没有 ${entry.concludes} 这份公示`,
        "写当地一份公示的编号，或者删去 concludes 和 objections",
      );
    const other = results.get(entry.concludes);
    if (other !== undefined)
      folder.report(
        entry,
        "concludes",
        `${entry.concludes} 的结果已经在 ${other} 里公布`,
        "一份公示只有一个结果；改动写成更正",
      );
    results.set(entry.concludes, entry.id);
  }
}
