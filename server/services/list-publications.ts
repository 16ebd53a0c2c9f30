import { listMembers } from "#db/queries/members.ts";
import { listLatestPublications } from "#db/queries/publications.ts";
import { mayDo } from "#domain/staff-role.ts";
import type { House } from "./house.ts";
import type { Publisher } from "./publication.ts";

/** A line of the console's list. */
export interface PublicationLine {
  id: string;
  jurisdiction: string;
  kind: string;
  title: string;
  /** A code of `PUBLICATION_STAGES`. */
  stage: string;
  submittedAt: string;
  /** Name of who sent it to review. */
  submittedBy: string;
  publishAt: string;
}

/** Publications of the places whose lists a member prepares or publishes, the latest first. */
export async function listPublicationsFor(
  house: House,
  member: Publisher,
): Promise<PublicationLine[]> {
  const { read } = house.db;
  const names = new Map((await listMembers(read)).map(({ id, name }) => [id, name]));
  const places = house.snapshot().jurisdictions.map(({ id }) => id);
  const open = places.filter((jurisdiction) =>
    (["prepareLists", "publish"] as const).some((act) => mayDo(member, act, { jurisdiction })),
  );
  const rows = await listLatestPublications(read, open);
  return rows.map(({ facts, submittedBy, ...row }) => ({
    ...row,
    title: (JSON.parse(facts) as { title: string }).title,
    submittedBy: names.get(submittedBy) ?? "",
  }));
}
