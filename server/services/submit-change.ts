import { randomUUID } from "node:crypto";
import type { NewPublication } from "#db/queries/publications.ts";
import {
  type ContentChange,
  contentChange,
  contentChangeOf,
  typedCorrection,
} from "#domain/content-change.ts";
import type { Problem } from "#domain/problem.ts";
import { mayDo } from "#domain/staff-role.ts";
import { checkCorrection } from "#publishing/check-correction.ts";
import type { ContentDesk, House, Outcome } from "./house.ts";
import { refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { NO_PUBLICATION, type Publisher, planOf, refuseWith } from "./publication.ts";
import { storePublication } from "./submit-publication.ts";

/** A change of public content that needs no spreadsheet. */
export interface ChangeInput {
  jurisdiction: string;
  /** `contentChange`; not before the day of the change it is published. */
  facts: unknown;
}

/**
 * Sends a change of rows or a statement of an enterprise to review, like a list: a second person
 * approves it. Refused, with every reason, while something stands in the way.
 */
export async function submitChange(
  house: House,
  desk: ContentDesk,
  member: Publisher,
  input: ChangeInput,
): Promise<Outcome<{ id: string; sentences: string[] }>> {
  const row = rowOf(house, member, input);
  return "value" in row ? await storePublication(house, desk, row.value) : row;
}

/** What such a change would do, in sentences, or why it may not be. Keeps nothing. */
export async function viewChange(
  house: House,
  desk: ContentDesk,
  member: Publisher,
  input: ChangeInput,
): Promise<Outcome<{ sentences: string[] }>> {
  const row = rowOf(house, member, input);
  if (!("value" in row)) return row;
  const plan = await planOf(house, desk, row.value);
  return "refusals" in plan ? refuseWith(plan.refusals) : { value: plan };
}

/** The publication that such a change is. */
function rowOf(
  house: House,
  member: Publisher,
  { jurisdiction, facts: given }: ChangeInput,
): Outcome<NewPublication> {
  if (!mayDo(member, "prepareLists", { jurisdiction })) return NO_PUBLICATION;
  const facts = contentChange.safeParse(given);
  const typed = correctionProblems(house, jurisdiction, given);
  if (!facts.success) return refuse("invalid", [...typed, ...problemsOf(facts.error)]);
  if (typed.length > 0) return refuse("invalid", typed);
  const now = house.now().toISOString();
  const row = {
    id: randomUUID(),
    jurisdiction,
    kind: facts.data.kind,
    draft: JSON.stringify(null),
    facts: JSON.stringify({ ...facts.data, title: titleOf(house, jurisdiction, facts.data) }),
    submittedBy: member.id,
    submittedAt: now,
    publishAt: now,
  };
  return { value: row };
}

/** What is wrong with what was typed field by field; the other changes are held as a whole. */
function correctionProblems(house: House, jurisdiction: string, given: unknown): Problem[] {
  const snapshot = house.snapshot();
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  const facts = typedCorrection.safeParse(given);
  if (!facts.success || place === undefined) return [];
  const request = { snapshot, place, facts: facts.data, today: house.today() };
  const checked = checkCorrection(request);
  return "problems" in checked ? checked.problems : [];
}

/** What is changed, and of what: the list as the place calls it, or the record by its id. */
function titleOf(house: House, jurisdiction: string, facts: ContentChange): string {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === jurisdiction);
  const about =
    facts.kind === "rollback"
      ? (place?.publishedLists.find(({ kind }) => kind === facts.list)?.name ?? facts.list)
      : facts.record;
  return `${contentChangeOf(facts.kind)?.name ?? facts.kind}（${about}）`;
}
