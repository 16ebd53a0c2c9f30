import { type DeskKeyRow, findDeskKey, insertDeskKey } from "#db/queries/desk-keys.ts";
import { type KeyPair, newKeyPair, sealTo } from "#server/secrets/sealing.ts";
import type { House } from "./house.ts";

export interface DeskName {
  jurisdiction: string;
  department: string;
}

/**
 * The key of a desk, made when its first tip comes. The private half is sealed to the recovery key
 * at once, so there is never a moment with clear text because nobody has an account yet.
 */
export async function deskKeyOf(house: House, desk: DeskName): Promise<DeskKeyRow> {
  const found = await findDeskKey(house.db.read, desk);
  if (found !== undefined) return found;
  const row = newDeskKey(house, desk, 1, newKeyPair());
  // Two first tips at once: one pair wins, both tips are sealed to it.
  return await house.db.tx(async (queries) => {
    await insertDeskKey(queries, row);
    return (await findDeskKey(queries, desk)) ?? row;
  });
}

/** A version of a desk's key. Its private half is sealed to the recovery key, whoever else holds it. */
export function newDeskKey(
  house: House,
  { jurisdiction, department }: DeskName,
  version: number,
  pair: KeyPair,
): DeskKeyRow {
  const { recovery } = house.keyring;
  return {
    id: `${jurisdiction}/${department}/${version}`,
    jurisdiction,
    department,
    version,
    publicKey: Buffer.from(pair.publicKey),
    sealedPrivateKey: sealTo(Buffer.from(recovery.publicKey, "base64"), pair.privateKey),
    sealedTo: recovery.id,
    madeAt: house.now().toISOString(),
  };
}
