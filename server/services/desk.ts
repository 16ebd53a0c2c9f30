import { findDeskKeyById } from "#db/queries/desk-keys.ts";
import { findTipByReference, listDesksOfTip, listKeysOfTip } from "#db/queries/tips.ts";
import { openRecovery } from "#server/secrets/recovery.ts";
import { type KeyPair, unsealWith } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import type { OpenTip } from "./open-tip.ts";
import { type KeyPurpose, unsealKeyWithDesk } from "./tip-envelope.ts";

/** Opens the private half of a desk's key; who may is decided by what they hold. */
export type DeskOpener = (deskKeyId: string) => Promise<KeyPair | null>;

/** An opener for whoever holds the recovery passphrase. Throws `CannotOpen` when it is wrong. */
export function recoveryOpener(house: House, passphrase: string): DeskOpener {
  const recovery = openRecovery(house.keyring.recovery, passphrase);
  return async (deskKeyId) => {
    const row = await findDeskKeyById(house.db.read, deskKeyId);
    if (row === undefined) return null;
    return { publicKey: row.publicKey, privateKey: unsealWith(recovery, row.sealedPrivateKey) };
  };
}

/** A tip as a desk opens it, acting for the first department that holds its key. */
export interface TipAtDesk extends OpenTip {
  department: string;
  identityKey: Uint8Array | null;
}

/** Opens a tip by its reference with whatever desk key the opener can open. */
export async function openAtDesk(
  house: House,
  opener: DeskOpener,
  reference: string,
): Promise<Outcome<TipAtDesk>> {
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  if (tip === undefined) {
    return refuse("not-found", [{ field: "reference", message: "没有这个编号的举报。" }]);
  }
  const contentKey = await openKey(house, opener, tip.id, "content");
  if (contentKey === null) {
    return refuse("not-found", [{ field: "reference", message: "这件举报没有交给您的部门。" }]);
  }
  const desks = await listDesksOfTip(house.db.read, tip.id);
  const department = desks.find((desk) => desk.isReceiving)?.department ?? "";
  return {
    value: {
      tip,
      contentKey,
      department,
      identityKey: await openKey(house, opener, tip.id, "identity"),
    },
  };
}

async function openKey(house: House, opener: DeskOpener, tipId: string, purpose: KeyPurpose) {
  for (const key of await listKeysOfTip(house.db.read, tipId)) {
    if (key.purpose !== purpose || key.holder === "receipt") continue;
    const pair = await opener(key.holder);
    if (pair !== null) return unsealKeyWithDesk(pair, key.sealed);
  }
  return null;
}
