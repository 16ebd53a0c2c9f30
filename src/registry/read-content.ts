import type { CalendarDate } from "#domain/calendar-date.ts";
import { checkComing } from "./checks/coming.ts";
import { CHECKS } from "./checks/index.ts";
import { ContentFolder } from "./folder.ts";
import { type FileChange, journalStamp } from "./journal.ts";
import type { Problem } from "./problem.ts";
import { readEntries } from "./read-entries.ts";
import { readJurisdictions } from "./read-jurisdiction.ts";
import { readShared } from "./read-shared.ts";
import type { Snapshot } from "./snapshot.ts";

/** What reading gave: a snapshot when no error stands, and every problem found, worst first. */
export interface ReadContent {
  snapshot: Snapshot | undefined;
  problems: Problem[];
  /** Reminders of what is not in order from a day to come; none unless `today` was said. */
  coming: Problem[];
}

/**
 * Reads and checks a content folder whole. Never throws for wrong content: all problems come back
 * at once, and there is a snapshot only when none of them is an error. Reads again when something
 * was published meanwhile, so that nothing old and new is mixed. `planned`: changes to
 * read as if they had been made, to see whether they would be sound. `today`: Shanghai, to look at
 * the days to come as well.
 */
export function readContent(
  root: string,
  planned: readonly FileChange[] = [],
  today?: CalendarDate,
): ReadContent {
  const stamp = journalStamp(root);
  const read = readOnce(root, planned, today);
  return journalStamp(root) === stamp ? read : readContent(root, planned, today);
}

function readOnce(
  root: string,
  planned: readonly FileChange[],
  today: CalendarDate | undefined,
): ReadContent {
  const folder = new ContentFolder(root, planned);
  const { site, importing, ...shared } = readShared(folder);
  const jurisdictions = readJurisdictions(folder);
  const entries = readEntries(folder);
  folder.reportUnused();
  if (!site || !importing)
    return { snapshot: undefined, problems: inOrder(folder.problems), coming: [] };
  const snapshot: Snapshot = { site, importing, ...shared, jurisdictions, ...entries };
  for (const check of CHECKS) check(snapshot, folder);
  const problems = inOrder(folder.problems);
  const isSound = problems.every((problem) => problem.severity === "warning");
  if (!isSound) return { snapshot: undefined, problems, coming: [] };
  if (today !== undefined) checkComing(snapshot, folder, today);
  const coming = inOrder(folder.problems.slice(problems.length));
  return { snapshot, problems, coming };
}

function inOrder(problems: Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      a.severity.localeCompare(b.severity) || a.file.localeCompare(b.file) || a.line - b.line,
  );
}
