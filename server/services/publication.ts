import type { PublicationRow } from "#db/queries/publications.ts";
import { contentChange, contentChangeOf } from "#domain/content-change.ts";
import type { ObjectionCount } from "#domain/notice-result.ts";
import { publicationFacts } from "#domain/publication.ts";
import { recordFacts, recordRoomOf } from "#domain/record-batch.ts";
import type { Grant } from "#domain/staff-role.ts";
import { planChange } from "#publishing/plan-change.ts";
import { type PublicationPlan, planPublication } from "#publishing/plan-publication.ts";
import { planRecords } from "#publishing/plan-records.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import type { ContentDesk, House, Refusal } from "./house.ts";
import { refuse } from "./house.ts";
import { countObjections } from "./notice-objections.ts";
import type { DraftWithPictures } from "./record-pictures.ts";

/** Who acts: somebody signed in. */
export interface Publisher {
  id: string;
  grants: readonly Grant[];
}

type StoredDraft = Pick<PublicationRow, "jurisdiction" | "kind" | "draft" | "facts">;

/** What a stored draft would write into the content that is served. */
export async function planOf(
  house: House,
  desk: ContentDesk,
  row: StoredDraft,
): Promise<PublicationPlan> {
  const objections = await countObjections(house, row.jurisdiction);
  return planIn(house, desk, house.snapshot(), row, objections);
}

/** What a stored draft would write into the content as `snapshot` knows it. */
export function planIn(
  house: House,
  desk: ContentDesk,
  snapshot: Snapshot,
  row: StoredDraft,
  objections: ReadonlyMap<string, ObjectionCount>,
): PublicationPlan {
  const place = snapshot.jurisdictions.find((entry) => entry.id === row.jurisdiction);
  if (place === undefined) return { refusals: [`没有 ${row.jurisdiction} 这个地方。`] };
  const given: unknown = JSON.parse(row.facts);
  const today = house.today();
  if (contentChangeOf(row.kind) !== undefined)
    return planChange(desk.root, { snapshot, place, today, facts: contentChange.parse(given) });
  const { pictures = [], ...draft } = JSON.parse(row.draft) as DraftWithPictures;
  const held = { snapshot, place, draft, today };
  const room = recordRoomOf(row.kind);
  if (room !== undefined)
    return planRecords(desk.root, { ...held, room, pictures, facts: recordFacts.parse(given) });
  const { kind } = row;
  const facts = publicationFacts.parse(given);
  return planPublication(desk.root, { ...held, kind, facts, objections });
}

export function refuseWith(sentences: readonly string[]): Refusal {
  return refuse(
    "conflict",
    sentences.map((message) => ({ field: "", message })),
  );
}

/** Somebody else's place and a place that is not there look the same. */
export const NO_PUBLICATION = refuse("not-found", [
  { field: "", message: "没有这份待发布的名单，或者您没有这个地区的发布权限。" },
]);
