import type { InboxRow } from "#db/queries/inbox.ts";
import { listBodiesOfTips, listKeysOfTips, type TipKeyRow } from "#db/queries/tips.ts";
import type { TipSubject } from "#domain/tip.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import { type DeskOpener, isKeyOfDesk } from "./desk.ts";
import type { House } from "./house.ts";
import { places, type TipBody, unsealKeyWithDesk } from "./tip-envelope.ts";

/**
 * Whom the tips of these rows are about, in their order, opened with a member's keys of the desks;
 * null where none opens it.
 */
export async function openSubjects(
  house: House,
  opener: DeskOpener,
  rows: readonly InboxRow[],
): Promise<(TipSubject | null)[]> {
  const ids = rows.map(({ tip }) => tip.id);
  const keys = Map.groupBy(await listKeysOfTips(house.db.read, ids), ({ tipId }) => tipId);
  const bodies = new Map(
    (await listBodiesOfTips(house.db.read, ids)).map(({ id, sealedBody }) => [id, sealedBody]),
  );
  const openOnce = onceForEachKey(opener);
  const subjects: (TipSubject | null)[] = [];
  for (const row of rows) {
    const { id } = row.tip;
    subjects.push(await subjectOf(row, bodies.get(id), keys.get(id) ?? [], openOnce));
  }
  return subjects;
}

async function subjectOf(
  { tip, desk }: InboxRow,
  sealedBody: Buffer | undefined,
  keys: readonly TipKeyRow[],
  opener: DeskOpener,
): Promise<TipSubject | null> {
  if (sealedBody === undefined) return null;
  for (const { purpose, holder, sealed } of keys) {
    if (purpose !== "content" || !isKeyOfDesk(holder, { ...tip, ...desk })) continue;
    const pair = await opener(holder);
    if (pair === null) continue;
    const contentKey = unsealKeyWithDesk(pair, sealed);
    return unsealJson<TipBody>(contentKey, sealedBody, places.body(tip.id)).subject;
  }
  return null;
}

/** Many tips lie under few keys of a desk. */
function onceForEachKey(opener: DeskOpener): DeskOpener {
  const opened = new Map<string, ReturnType<DeskOpener>>();
  return (deskKeyId) => {
    const known = opened.get(deskKeyId) ?? opener(deskKeyId);
    opened.set(deskKeyId, known);
    return known;
  };
}
