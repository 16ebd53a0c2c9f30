import { randomUUID } from "node:crypto";
import { insertPublication, type NewPublication } from "#db/queries/publications.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { publicationFacts } from "#domain/publication.ts";
import { recordFacts } from "#domain/record-batch.ts";
import { mayDo } from "#domain/staff-role.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { type ContentDesk, type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { NO_PUBLICATION, type Publisher, planOf, refuseWith } from "./publication.ts";
import {
  type CheckedPicture,
  checkPictures,
  type DraftWithPictures,
  keepPictures,
  type SentPicture,
} from "./record-pictures.ts";

/** What is sent to review. */
export interface PublicationInput {
  /** As the import made it, of this very register. */
  draft: ImportDraft;
  facts: unknown;
  /** What the sheet names in its columns for files. */
  pictures?: readonly SentPicture[];
  /** Embargo: not before this instant; at once when absent. */
  publishAt?: Date;
}

/**
 * Sends a draft to review. Refused, with every reason, while a guard does not hold. Gives the id and
 * what would change, in sentences.
 */
export async function submitPublication(
  house: House,
  desk: ContentDesk,
  member: Publisher,
  { draft: imported, facts: given, pictures = [], publishAt = house.now() }: PublicationInput,
): Promise<Outcome<{ id: string; sentences: string[] }>> {
  const { jurisdiction, target } = imported;
  if (!mayDo(member, "prepareLists", { jurisdiction })) return NO_PUBLICATION;
  const facts = (target.room === "lists" ? publicationFacts : recordFacts).safeParse(given);
  if (!facts.success) return refuse("invalid", problemsOf(facts.error, "facts"));
  const sent = await checkPictures(pictures);
  if ("problems" in sent) return refuse("invalid", sent.problems);
  const kept = sent.checked.map(({ original: _, copy: __, ...picture }) => picture);
  const draft: DraftWithPictures = { ...imported, pictures: kept };
  const row = {
    id: randomUUID(),
    jurisdiction,
    kind: target.room === "lists" ? target.kind : target.room,
    draft: JSON.stringify(draft),
    facts: JSON.stringify(facts.data),
    submittedBy: member.id,
    submittedAt: house.now().toISOString(),
    publishAt: publishAt.toISOString(),
  };
  return await storePublication(house, desk, row, sent.checked);
}

/** Keeps a draft and its pictures for review, unless something stands in the way. */
export async function storePublication(
  house: House,
  desk: ContentDesk,
  row: NewPublication,
  pictures: readonly CheckedPicture[] = [],
): Promise<Outcome<{ id: string; sentences: string[] }>> {
  const plan = await planOf(house, desk, row);
  if ("refusals" in plan) return refuseWith(plan.refusals);
  await keepPictures(desk, pictures);
  await house.db.tx(async (queries) => {
    await insertPublication(queries, row);
    await appendStaffEvent(queries, {
      at: row.submittedAt,
      act: "publication-submitted",
      actor: row.submittedBy,
      jurisdiction: row.jurisdiction,
      detail: row.id,
    });
  });
  return { value: { id: row.id, sentences: plan.sentences } };
}
