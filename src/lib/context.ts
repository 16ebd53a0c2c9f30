import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { readSnapshot } from "#registry/snapshot-file.ts";
import { snapshotOn } from "#registry/snapshot-on.ts";

/** The day the pages speak of, in Asia/Shanghai. */
export const today: CalendarDate = import.meta.env.TODAY || shanghaiDate(new Date());

/**
 * What the static pages are a function of: checked content and one date. Read once a build;
 * a release is made from a snapshot that has been checked and written down already.
 * On-demand pages never import this; they take the snapshot of the running server from `locals`.
 */
export const snapshot: Snapshot = snapshotOn(
  import.meta.env.SNAPSHOT
    ? readSnapshot(import.meta.env.SNAPSHOT)
    : readSound(import.meta.env.CONTENT_DIR),
  today,
);

/** Address of the site, without a slash at the end. */
export const siteUrl: string = import.meta.env.SITE_URL.replace(/\/$/, "");

/** Where report, track and staff pages live; empty when it is this very site. */
export const serviceOrigin: string = import.meta.env.SERVICE_ORIGIN;

/** A build must not go on with wrong content: all errors are said and it stops. */
function readSound(root: string): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot) return snapshot;
  const errors = problems.filter((problem) => problem.severity === "error");
  throw new Error(`内容有 ${errors.length} 个错误：\n${errors.map(formatProblem).join("\n")}`);
}
