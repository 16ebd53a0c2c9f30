import { findMember } from "#db/queries/members.ts";
import {
  findPublication,
  type PublicationRow,
  updatePublication,
} from "#db/queries/publications.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import type { ComparedRow } from "#domain/compared-row.ts";
import { contentChange, contentChangeOf } from "#domain/content-change.ts";
import type { CopyType, KeptPicture } from "#domain/picture.ts";
import type { PublicationFacts } from "#domain/publication.ts";
import { recordRoomOf } from "#domain/record-batch.ts";
import { mayDo } from "#domain/staff-role.ts";
import { comparedCorrection } from "#publishing/compare-correction.ts";
import { comparedRevisions } from "#publishing/compare-revisions.ts";
import { comparedRows } from "#publishing/compare-rows.ts";
import { rolledBack, rowChanged } from "#publishing/revisions.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { type ContentDesk, type House, type Outcome, refuse } from "./house.ts";
import { NO_PUBLICATION, type Publisher, planOf, refuseWith } from "./publication.ts";
import { type DraftWithPictures, publicNames } from "./record-pictures.ts";

const MOVED_ON = refuse("conflict", [
  { field: "", message: "这份名单已经有人办过了，请刷新后再看。" },
]);
const OWN = refuse("conflict", [{ field: "", message: "自己送审的名单，要由另一位发布员审核。" }]);

/** A copy without metadata, as it may become public. */
export interface ReviewedPicture extends Omit<KeptPicture, "sha256"> {
  isPublic: boolean;
}

/** A publication as whoever reviews it sees it. */
export interface PublicationView {
  id: string;
  jurisdiction: string;
  kind: string;
  stage: string;
  title: string;
  /** Name and SHA-256 of the spreadsheet; null for a change without one. */
  source: { file: string; sha256: string } | null;
  submittedAt: string;
  submittedBy: string;
  /** Whether whoever looks sent it to review, and so may not approve it. */
  isOwn: boolean;
  publishAt: string;
  decidedBy: string | null;
  /** Why it was declined. */
  reason: string | null;
  /** Id of the announcement once it is published; records are published without one. */
  announcement: string | null;
  /** What would change; empty once it is published or declined. */
  sentences: string[];
  /** What stands in the way by now. */
  refusals: string[];
  /** Pictures and scanned papers that came along. */
  pictures: ReviewedPicture[];
  /** Every row that would change, before and after. */
  rows: ComparedRow[];
}

/** What whoever reviews it sees: what would change, or what stands in the way by now. */
export async function viewPublication(
  house: House,
  desk: ContentDesk,
  member: Publisher,
  id: string,
): Promise<Outcome<PublicationView>> {
  const { read } = house.db;
  const row = await findPublication(read, id);
  if (row === undefined || !mayDo(member, "publish", row)) return NO_PUBLICATION;
  const isOpen = row.stage === "submitted" || row.stage === "admitted";
  const plan = isOpen ? await planOf(house, desk, row) : { refusals: [] };
  const { jurisdiction, kind, stage, submittedAt, publishAt, reason } = row;
  const draft = JSON.parse(row.draft) as DraftWithPictures | null;
  const facts = JSON.parse(row.facts) as Pick<PublicationFacts, "title"> &
    Partial<PublicationFacts>;
  return {
    value: {
      id,
      jurisdiction,
      kind,
      stage,
      title: facts.title,
      source: draft && { file: draft.source.file, sha256: draft.source.sha256 },
      submittedAt,
      submittedBy: (await findMember(read, row.submittedBy))?.name ?? "",
      isOwn: row.submittedBy === member.id,
      publishAt,
      decidedBy: row.decidedBy && ((await findMember(read, row.decidedBy))?.name ?? ""),
      reason,
      announcement: stage === "published" && hasAnnouncement(kind) ? row.announcement : null,
      rows: draft
        ? comparedRows(draft, facts, wordsOf(house.snapshot(), jurisdiction))
        : comparedChange(house, row),
      pictures: draft ? reviewed(draft) : [],
      ...("refusals" in plan
        ? { sentences: [], refusals: plan.refusals }
        : { sentences: plan.sentences, refusals: [] }),
    },
  };
}

/** Of the changes without a spreadsheet those of records and rows, field by field. */
function comparedChange(
  house: House,
  { kind, facts: given, jurisdiction }: Pick<PublicationRow, "kind" | "facts" | "jurisdiction">,
): ComparedRow[] {
  const [snapshot, today] = [house.snapshot(), house.today()];
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  const facts = contentChangeOf(kind) && contentChange.parse(JSON.parse(given));
  if (facts?.kind === "record-correction") return comparedCorrection(snapshot, facts, today);
  if (place === undefined || (facts?.kind !== "row-change" && facts?.kind !== "rollback"))
    return [];
  const revised =
    facts.kind === "rollback"
      ? rolledBack({ snapshot, place, facts, today })
      : rowChanged({ snapshot, place, facts, today });
  return "refusals" in revised ? [] : comparedRevisions(snapshot, revised.rows, facts.reason);
}

/** Records and statements are published without an announcement. */
function hasAnnouncement(kind: string): boolean {
  return recordRoomOf(kind) === undefined && (contentChangeOf(kind)?.hasAnnouncement ?? true);
}

function reviewed({ pictures = [], rows }: DraftWithPictures): PublicationView["pictures"] {
  const open = publicNames(rows);
  return pictures.map(({ sha256: _, ...picture }) => ({
    ...picture,
    isPublic: open.has(picture.name),
  }));
}

/** The copy of a picture that came along, for whoever reviews it. */
export async function openPicture(
  house: House,
  desk: ContentDesk,
  member: Publisher,
  { id, copySha256 }: { id: string; copySha256: string },
): Promise<Outcome<{ bytes: Uint8Array; type: CopyType }>> {
  const row = await findPublication(house.db.read, id);
  if (row === undefined || !mayDo(member, "publish", row)) return NO_PUBLICATION;
  const draft = JSON.parse(row.draft) as DraftWithPictures | null;
  const known = draft?.pictures?.find((picture) => picture.copySha256 === copySha256);
  const bytes = known === undefined ? null : await desk.pictures.find(copySha256);
  if (known === undefined || bytes === null) return NO_PUBLICATION;
  return { value: { bytes, type: known.copyType } };
}

/** The names of areas and industries, by their codes. */
function wordsOf(snapshot: Snapshot, jurisdiction: string): Map<string, string> {
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  return new Map(
    [...(place?.areas ?? []), ...snapshot.industries].map(({ id, name }) => [id, name]),
  );
}

/** A second person approves what another sent to review; it is published when its time has come. */
export async function admitPublication(
  house: House,
  desk: ContentDesk,
  member: Publisher,
  id: string,
): Promise<Outcome<{ publishAt: string }>> {
  const row = await findPublication(house.db.read, id);
  if (row === undefined || !mayDo(member, "publish", row)) return NO_PUBLICATION;
  if (row.submittedBy === member.id) return OWN;
  const plan = await planOf(house, desk, row);
  if ("refusals" in plan) return refuseWith(plan.refusals);
  return await decide(house, member, row, { stage: "admitted" }, "publication-admitted");
}

/** Whoever reviews it sends it back with a reason; it is never published. */
export async function declinePublication(
  house: House,
  member: Publisher,
  id: string,
  reason: string,
): Promise<Outcome<{ publishAt: string }>> {
  const row = await findPublication(house.db.read, id);
  if (row === undefined || !mayDo(member, "publish", row)) return NO_PUBLICATION;
  if (reason.trim() === "") {
    return refuse("invalid", [{ field: "reason", message: "请写明退回的理由。" }]);
  }
  return await decide(house, member, row, { stage: "declined", reason }, "publication-declined");
}

async function decide(
  house: House,
  member: Publisher,
  { id, jurisdiction, publishAt }: { id: string; jurisdiction: string; publishAt: string },
  to: { stage: "admitted" } | { stage: "declined"; reason: string },
  act: "publication-admitted" | "publication-declined",
): Promise<Outcome<{ publishAt: string }>> {
  const at = house.now().toISOString();
  const isDone = await house.db.tx(async (queries) => {
    const decision = { ...to, decidedBy: member.id, decidedAt: at };
    if (!(await updatePublication(queries, { id, stage: "submitted" }, decision))) return false;
    await appendStaffEvent(queries, { at, act, actor: member.id, jurisdiction, detail: id });
    return true;
  });
  return isDone ? { value: { publishAt } } : MOVED_ON;
}
