import { findDeskKeyById } from "#db/queries/desk-keys.ts";
import { replaceTipKeys } from "#db/queries/held-tip-keys.ts";
import type { TipKeyRow } from "#db/queries/tips.ts";
import { officeOf } from "#domain/office.ts";
import { newKey, sealJson } from "#server/secrets/sealing.ts";
import { splitKey } from "#server/secrets/split-key.ts";
import { deskKeyOf } from "./desk-keys.ts";
import type { House } from "./house.ts";
import { places, sealKeyToDesk, type TipIdentity } from "./tip-envelope.ts";

/** To whom a key is sealed: a version of the key of a desk or an office. */
interface KeyHolder {
  id: string;
  publicKey: Uint8Array;
}
interface TipName {
  id: string;
  jurisdiction: string;
}

/**
 * Seals who sent a tip under a key of its own, of which the desk in charge gets one half and the
 * office of the place the other. Neither opens the name alone.
 */
export async function sealIdentity(
  house: House,
  tip: TipName,
  identity: TipIdentity,
  inCharge: KeyHolder,
): Promise<{ sealedIdentity: Buffer; keys: TipKeyRow[] }> {
  const key = newKey();
  return {
    sealedIdentity: sealJson(key, identity, places.identity(tip.id)),
    keys: await sealHalves(house, tip, key, [inCharge]),
  };
}

/**
 * Names that came before keys were split: their key lies whole with the desk. Whoever of the desk
 * opens the tip first splits it, and the whole one is destroyed. Does nothing when somebody was
 * faster.
 */
export async function splitIdentity(
  house: House,
  tip: TipName,
  key: Uint8Array,
  whole: readonly TipKeyRow[],
): Promise<void> {
  const found = await Promise.all(
    whole.map(({ holder }) => findDeskKeyById(house.db.read, holder)),
  );
  const holders = found.filter((holder) => holder !== undefined);
  const halves = await sealHalves(house, tip, key, holders);
  await house.db.tx((queries) => replaceTipKeys(queries, whole, halves));
}

async function sealHalves(
  house: House,
  { id, jurisdiction }: TipName,
  key: Uint8Array,
  desks: readonly KeyHolder[],
): Promise<TipKeyRow[]> {
  const office = await deskKeyOf(house, officeOf(jurisdiction));
  const halves = splitKey(key);
  return [
    ...desks.map((desk) => sealKeyToDesk(desk, "identity-half", halves.desk, id)),
    sealKeyToDesk(office, "identity-half", halves.office, id),
  ];
}
