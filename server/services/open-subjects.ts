import { setImmediate } from "node:timers/promises";
import type { InboxRow } from "#db/queries/inbox.ts";
import { listBodiesOfTips, listKeysOfTips, type TipKeyRow } from "#db/queries/tips.ts";
import type { TipSubject } from "#domain/tip.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import { type DeskOpener, isKeyOfDesk } from "./desk.ts";
import type { House } from "./house.ts";
import { places, type TipBody, unsealKeyWithDesk } from "./tip-envelope.ts";

/** Whom the tips of some rows are about, in their order; null where no key of the member opens it. */
export type SubjectOpener = (rows: readonly InboxRow[]) => Promise<(TipSubject | null)[]>;

const TIPS_A_TURN = 100;

/** Opens subjects with a member's keys of the desks, each once however often it is asked for. */
export function subjectOpener(house: House, opener: DeskOpener): SubjectOpener {
  const openOnce = onceForEachKey(opener);
  const known = new Map<string, TipSubject | null>();
  const nameOf = ({ tip, desk }: InboxRow) => `${tip.id}/${desk.department}`;
  return async (rows) => {
    const fresh = rows.filter((row) => !known.has(nameOf(row)));
    const ids = fresh.map(({ tip }) => tip.id);
    const keys = Map.groupBy(await listKeysOfTips(house.db.read, ids), ({ tipId }) => tipId);
    const bodies = new Map(
      (await listBodiesOfTips(house.db.read, ids)).map(({ id, sealedBody }) => [id, sealedBody]),
    );
    for (const [nth, row] of fresh.entries()) {
      // Thousands of tips take a second; requests are answered in between.
      if (nth % TIPS_A_TURN === TIPS_A_TURN - 1) await setImmediate();
      const { id } = row.tip;
      known.set(nameOf(row), await subjectOf(row, bodies.get(id), keys.get(id) ?? [], openOnce));
    }
    return rows.map((row) => known.get(nameOf(row)) ?? null);
  };
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
