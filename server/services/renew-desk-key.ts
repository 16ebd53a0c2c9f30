import type { Queries } from "#db/database.ts";
import {
  type DeskKeyHolderRow,
  insertHoldings,
  listDeskKeys,
  listHolders,
} from "#db/queries/desk-key-holders.ts";
import { type DeskKeyRow, findDeskKey, insertDeskKey } from "#db/queries/desk-keys.ts";
import { listKeysHeldBy, updateTipKey } from "#db/queries/held-tip-keys.ts";
import { findMember } from "#db/queries/members.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { type KeyPair, newKeyPair, sealTo, unsealWith } from "#server/secrets/sealing.ts";
import type { KeyGiver } from "./admit-to-desk.ts";
import { type DeskName, newDeskKey } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";

/** Who is taken out of the desk with the change, and what is written together with it. */
export interface Withdrawal {
  memberId: string;
  write: (queries: Queries, at: string) => Promise<void>;
}

/** How many keys of tips are re-sealed in one transaction, so that others can write in between. */
const BATCH = 500;

/**
 * Gives a desk a new version of its key, sealed to the recovery key and to the members that hold
 * the present one; then re-seals the keys of its tips to it, batch by batch. What an interruption
 * leaves under an old version can still be read by those who hold that too, and the next change
 * takes it along.
 */
export async function renewDeskKey(
  house: House,
  giver: KeyGiver,
  desk: DeskName,
  withdrawal?: Withdrawal,
): Promise<Outcome<{ version: number }>> {
  const versions = await listDeskKeys(house.db.read, desk);
  const present = versions.at(-1);
  if (present === undefined) return NO_KEY;
  const holders = await listHolders(house.db.read, present.id);
  const remaining = holders.filter(({ memberId }) => memberId !== withdrawal?.memberId);
  if (remaining.length === 0 && !giver.usesRecovery) return LAST_ONE;

  const pairs = await pairsOf(giver, versions);
  if (pairs === null) return NOT_HELD;
  const pair = newKeyPair();
  const key = newDeskKey(house, desk, present.version + 1, pair);
  const holdings = await holdingsOf(house, giver, key, pair, remaining);
  const isDone = await house.db.tx(async (queries) => {
    const isStill = (await findDeskKey(queries, desk))?.id === present.id;
    const holdersNow = await listHolders(queries, present.id);
    if (!isStill || !isSame(holders, holdersNow)) return false;
    await insertDeskKey(queries, key);
    await insertHoldings(queries, holdings);
    await withdrawal?.write(queries, key.madeAt);
    const event = { at: key.madeAt, actor: giver.actor, ...desk };
    if (giver.usesRecovery) {
      const detail = "移出成员，更换部门钥匙";
      await appendStaffEvent(queries, { ...event, act: "recovery-used", detail });
    }
    await appendStaffEvent(queries, { ...event, act: "key-renewed" });
    return true;
  });
  if (!isDone) return CHANGED;
  await resealTips(house, pairs, key);
  return { value: { version: key.version } };
}

/** Every version opened; null when the giver lacks one. */
async function pairsOf({ opener }: KeyGiver, versions: readonly DeskKeyRow[]) {
  const pairs = new Map<string, KeyPair>();
  for (const { id } of versions) {
    const pair = await opener(id);
    if (pair === null) return null;
    pairs.set(id, pair);
  }
  return pairs;
}

async function holdingsOf(
  house: House,
  giver: KeyGiver,
  key: DeskKeyRow,
  pair: KeyPair,
  remaining: readonly DeskKeyHolderRow[],
): Promise<DeskKeyHolderRow[]> {
  const holdings: DeskKeyHolderRow[] = [];
  for (const { memberId } of remaining) {
    const publicKey = (await findMember(house.db.read, memberId))?.publicKey;
    if (!publicKey) throw new Error(`${memberId} holds a desk key without a key of their own`);
    holdings.push({
      id: `${key.id}/${memberId}`,
      deskKeyId: key.id,
      memberId,
      sealed: sealTo(publicKey, pair.privateKey),
      givenAt: key.madeAt,
      givenBy: giver.actor,
    });
  }
  return holdings;
}

async function resealTips(house: House, pairs: ReadonlyMap<string, KeyPair>, to: DeskKeyRow) {
  for (;;) {
    const keys = await listKeysHeldBy(house.db.read, [...pairs.keys()], BATCH);
    if (keys.length === 0) return;
    const resealed = keys.flatMap((key) => {
      const pair = pairs.get(key.holder);
      if (pair === undefined) return [];
      const id = `${key.tipId}/${key.purpose}/${to.id}`;
      const sealed = sealTo(to.publicKey, unsealWith(pair, key.sealed));
      return [{ before: key.id, row: { ...key, id, holder: to.id, sealed } }];
    });
    await house.db.tx(async (queries) => {
      for (const { before, row } of resealed) await updateTipKey(queries, before, row);
    });
  }
}

function isSame(before: readonly DeskKeyHolderRow[], now: readonly DeskKeyHolderRow[]): boolean {
  const given = (rows: readonly DeskKeyHolderRow[]) =>
    rows.map(({ id, givenAt }) => `${id} ${givenAt}`).toSorted();
  return JSON.stringify(given(before)) === JSON.stringify(given(now));
}

const NO_KEY = refuse("conflict", [{ field: "desk", message: "这个部门还没有钥匙，不需要更换。" }]);
const LAST_ONE = refuse("conflict", [
  {
    field: "member",
    message:
      "这是本部门最后一位持有钥匙的成员。请先向接手的人交付钥匙；没有接手的人时，只能动用恢复口令。",
  },
]);
const NOT_HELD = refuse("conflict", [
  { field: "desk", message: "您没有这个部门的钥匙，不能更换。请持有钥匙的负责人办理。" },
]);
const CHANGED = refuse("conflict", [
  { field: "desk", message: "部门钥匙或者成员刚刚有变动，请刷新后再办。" },
]);
