import {
  listPublications,
  type PublicationRow,
  updatePublication,
} from "#db/queries/publications.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import type { ObjectionCount } from "#domain/notice-result.ts";
import { changeContent, type GuardedChange, guarded } from "#publishing/change-content.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import { snapshotOn } from "#registry/snapshot-on.ts";
import type { ContentDesk, House } from "./house.ts";
import { countObjections } from "./notice-objections.ts";
import { planIn } from "./publication.ts";
import { type DraftWithPictures, publishPictures } from "./record-pictures.ts";

/** What became of a publication whose time had come. */
export interface PublishResult {
  id: string;
  /** Why it was not written; empty when it was. */
  faults: string[];
}

/**
 * Writes every admitted publication whose time has come into the content, each wholly or not at
 * all, and finishes those that broke off. Pages follow with the next build. What the content no
 * longer allows stays admitted, with the reasons.
 */
export async function publishDue(house: House, desk: ContentDesk): Promise<PublishResult[]> {
  const before = house.now().toISOString();
  const rows = [
    ...(await listPublications(house.db.read, { stage: "writing", before: "9999" })),
    ...(await listPublications(house.db.read, { stage: "admitted", before })),
  ];
  const results: PublishResult[] = [];
  for (const row of rows) results.push({ id: row.id, faults: await publish(house, desk, row) });
  return results;
}

/** An id that it gives is written down first: by it a writing that broke off is known again. */
async function publish(house: House, desk: ContentDesk, row: PublicationRow): Promise<string[]> {
  const objections = await countObjections(house, row.jurisdiction);
  const draft = JSON.parse(row.draft) as DraftWithPictures | null;
  const missing = await desk.alone(() => publishPictures(desk, draft));
  if (missing.length > 0) return missing;
  const planned = await desk.alone(() => plan(house, desk, row, objections));
  if ("faults" in planned) return planned.faults;
  if (!("isWritten" in planned)) {
    await house.db.tx((queries) =>
      updatePublication(
        queries,
        { id: row.id, stage: row.stage === "writing" ? "writing" : "admitted" },
        { stage: "writing", announcement: planned.id },
      ),
    );
    const overtaken = await desk.alone(() => changeContent(desk.root, planned.changes));
    if (overtaken.length > 0) return overtaken.map((file) => `${file} 刚刚被别人改过，稍后再试`);
  }
  await finish(house, row);
  return [];
}

type Planned =
  | { faults: string[] }
  | { isWritten: true }
  | { changes: GuardedChange[]; id: string };

/** Held against the content as it lies there, which may have moved on since the release served. */
function plan(
  house: House,
  desk: ContentDesk,
  row: PublicationRow,
  objections: ReadonlyMap<string, ObjectionCount>,
): Planned {
  const { snapshot: read, problems } = readContent(desk.root);
  if (read === undefined) return { faults: problems.map(formatProblem) };
  const snapshot = snapshotOn(read, house.today());
  const isWritten = snapshot.ledger.some(({ id }) => id === row.announcement);
  if (isWritten) return { isWritten };
  const plan = planIn(house, desk, snapshot, row, objections);
  if ("refusals" in plan) return { faults: plan.refusals };
  const errors = readContent(desk.root, plan.changes).problems.filter(
    (problem) => problem.severity === "error",
  );
  if (errors.length > 0) return { faults: errors.map(formatProblem) };
  return { changes: guarded(desk.root, plan.changes), id: plan.id };
}

async function finish(
  house: House,
  { id, jurisdiction, decidedBy }: PublicationRow,
): Promise<void> {
  const at = house.now().toISOString();
  await house.db.tx(async (queries) => {
    const change = { stage: "published", publishedAt: at } as const;
    if (!(await updatePublication(queries, { id, stage: "writing" }, change))) return;
    const actor = decidedBy ?? "";
    await appendStaffEvent(queries, { at, act: "published", actor, jurisdiction, detail: id });
  });
}
