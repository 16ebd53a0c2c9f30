import { findDeskKeyById } from "#db/queries/desk-keys.ts";
import {
  findTipByReference,
  listDesksOfTip,
  listKeysOfTip,
  type TipKeyRow,
  type TipRow,
} from "#db/queries/tips.ts";
import type { DeskRole } from "#domain/routed-desk.ts";
import type { Permission, Place } from "#domain/staff-role.ts";
import { openRecovery } from "#server/secrets/recovery.ts";
import { type KeyPair, unsealWith } from "#server/secrets/sealing.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { goneSentence, type OpenTip } from "./open-tip.ts";
import { splitIdentity } from "./seal-identity.ts";
import { type KeyPurpose, unsealKeyWithDesk } from "./tip-envelope.ts";

/** Opens the private half of a desk's key; who may is decided by what they hold. */
export type DeskOpener = (deskKeyId: string) => Promise<KeyPair | null>;

/** An opener for whoever holds the recovery passphrase. Throws `CannotOpen` when it is wrong. */
export function recoveryOpener(house: House, passphrase: string): DeskOpener {
  return openerWith(house, openRecovery(house.keyring.recovery, passphrase));
}

/** An opener that has the recovery key itself. */
export function openerWith(house: House, recovery: KeyPair): DeskOpener {
  return async (deskKeyId) => {
    const row = await findDeskKeyById(house.db.read, deskKeyId);
    if (row === undefined) return null;
    return { publicKey: row.publicKey, privateKey: unsealWith(recovery, row.sealedPrivateKey) };
  };
}

/** An opener that leaves the keys of all departments but one alone. */
export function onlyFor(department: string, opener: DeskOpener): DeskOpener {
  return async (deskKeyId) =>
    deskKeyId.split("/")[1] === department ? await opener(deskKeyId) : null;
}

/** Whoever acts at a desk. */
export interface Clerk {
  /** Their name in the audit trail. */
  id: string;
  /** Opens the keys of their desks. */
  opener: DeskOpener;
  /** Their own key. */
  own: KeyPair;
  /** What they are allowed at a place; the keys alone do not allow it. */
  may: (permission: Permission, place: Place) => boolean;
  /** Nobody else can be asked to agree: desks have no members yet, or have lost them. */
  isAlone?: true;
}

/** The name of whoever holds the recovery passphrase in the audit trail. */
export const RECOVERY = "recovery";

/** Whoever holds the recovery passphrase: acts for any desk, and the audit trail says so. */
export function recoveryClerk(house: House, passphrase: string): Clerk {
  const own = openRecovery(house.keyring.recovery, passphrase);
  return {
    id: RECOVERY,
    opener: openerWith(house, own),
    own,
    may: () => true,
    isAlone: true,
  };
}

/** A tip as a desk opens it: of the desks whose key can be opened, for the first that was named. */
export interface TipAtDesk extends OpenTip {
  department: string;
  role: DeskRole;
  /** The version of the desk's key it was opened with. */
  deskKeyId: string;
  /** The half that the desk in charge has of the key of the reporter's name. */
  identityHalf: Uint8Array | null;
  internalKey: Uint8Array | null;
}

/** Opens a tip by its reference for a desk where the clerk may read and whose key they open. */
export async function openAtDesk(
  house: House,
  { opener, may }: Clerk,
  reference: string,
): Promise<Outcome<TipAtDesk>> {
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  if (tip === undefined) return NOT_THERE;
  const keys = await keysOf(house, opener, tip);
  for (const desk of await listDesksOfTip(house.db.read, tip.id)) {
    if (!desk.isReceiving || !may("readTip", placeOf(tip, desk.department))) continue;
    if (tip.purgedAt !== null) {
      return refuse("gone", [{ field: "reference", message: goneSentence(tip) }]);
    }
    const own = keys.filter(({ holder }) => isKeyOfDesk(holder, { ...tip, ...desk }));
    const content = await openKey(opener, own, "content");
    if (content === null) continue;
    const identity = await openKey(opener, own, "identity-half");
    const internal = await openKey(opener, own, "internal");
    return {
      value: {
        tip,
        department: desk.department,
        role: desk.role as DeskRole,
        deskKeyId: content.holder,
        contentKey: content.key,
        identityHalf: identity?.key ?? null,
        internalKey: internal?.key ?? null,
      },
    };
  }
  return NOT_THERE;
}

/** One sentence for both: whoever tries numbers does not learn which of them exist. */
const NOT_THERE = refuse("not-found", [
  { field: "reference", message: "没有这个编号的举报，或者它没有交给您的部门。" },
]);

/** A tip at a desk, as permissions ask for it. */
export function placeOf({ jurisdiction, area }: TipRow, department: string): Place {
  return { jurisdiction, department, area: area ?? undefined };
}

/** A tip in its place, for those who see states and no content. */
export function placeOfTip({ jurisdiction, area }: TipRow): Place {
  return { jurisdiction, area: area ?? undefined };
}

/** Whether a sealed key is for this desk, in whatever version of the desk's key. */
export function isKeyOfDesk(holder: string, { jurisdiction, department }: DeskName): boolean {
  return holder.startsWith(`${jurisdiction}/${department}/`);
}

/** The keys of a tip; that of a name which still lies whole is split by whoever can open it. */
async function keysOf(house: House, opener: DeskOpener, tip: TipRow): Promise<TipKeyRow[]> {
  const keys = await listKeysOfTip(house.db.read, tip.id);
  const whole = keys.filter(({ purpose }) => purpose === "identity");
  const opened = await openKey(opener, whole, "identity");
  if (opened === null) return keys;
  await splitIdentity(house, tip, opened.key, whole);
  return await listKeysOfTip(house.db.read, tip.id);
}

async function openKey(opener: DeskOpener, keys: readonly TipKeyRow[], purpose: KeyPurpose) {
  for (const key of keys) {
    const pair = key.purpose === purpose ? await opener(key.holder) : null;
    if (pair !== null) {
      return { holder: key.holder, key: unsealKeyWithDesk(pair, key.sealed) };
    }
  }
  return null;
}
