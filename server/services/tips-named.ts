import { type InboxFilter, listInboxRows } from "#db/queries/inbox.ts";
import type { TipSubject } from "#domain/tip.ts";
import { OPEN_STATUSES } from "#domain/tip-status.ts";
import { enterprisesNamed, plainWords } from "#registry/named-enterprise.ts";
import type { Clerk } from "./desk.ts";
import type { House } from "./house.ts";
import type { SubjectOpener } from "./open-subjects.ts";
import { findTipsOfSubject } from "./tip-subject.ts";

/** Enterprises of the register that are looked for at once; a single common character names more. */
const MOST_ENTERPRISES = 200;

interface Sought {
  filter: InboxFilter;
  words: string;
  /** Open tips that are looked through. */
  mostOpen: number;
  openSubjects: SubjectOpener;
}

/**
 * Ids of the tips whose enterprise has these words in its name: the open ones of a filter, whose
 * names are opened in memory and kept nowhere, and of all times those that the index under the
 * secret of the desk knows, by the whole name or as an enterprise of the register. No part of a name
 * is indexed: how often parts occur together would tell a thief of the database whom tips are about.
 */
export async function findTipsNamed(
  house: House,
  clerk: Clerk,
  { filter, words, mostOpen, openSubjects }: Sought,
): Promise<string[]> {
  const named = filter.desks.flatMap(({ jurisdiction }) =>
    enterprisesNamed(house.snapshot(), jurisdiction, words).map(({ id }) => id),
  );
  const registered = [...new Set(named)];
  const subjects: TipSubject[] = [
    { name: words },
    ...registered.slice(0, MOST_ENTERPRISES).map((enterprise) => ({ enterprise })),
  ];
  const known = await findTipsOfSubject(house, clerk, filter.desks, subjects);
  const ofOpen = { ...filter, statuses: OPEN_STATUSES };
  const rows = await listInboxRows(house.db.read, ofOpen, { limit: mostOpen, first: "oldest" });
  const opened = await openSubjects(rows);
  const isMeant = meaning(words, registered);
  const open = rows.filter((_, place) => isMeant(opened[place] ?? null)).map(({ tip }) => tip.id);
  return [...new Set([...known, ...open])];
}

function meaning(words: string, registered: readonly string[]) {
  const sought = plainWords(words);
  const ids = new Set(registered);
  return (subject: TipSubject | null): boolean => {
    if (subject === null || "unknown" in subject) return false;
    return "enterprise" in subject
      ? ids.has(subject.enterprise)
      : plainWords(subject.name).includes(sought);
  };
}
