import type { Disclosure } from "#domain/disclosure.ts";
import type { RoutingDecision } from "#domain/routing.ts";
import type { Reporter, TipFiling } from "#domain/tip.ts";
import type { TipActInput } from "#domain/tip-act-input.ts";
import {
  deriveKey,
  type KeyPair,
  macOf,
  seal,
  sealTo,
  unseal,
  unsealWith,
} from "#server/secrets/sealing.ts";

/** What is sealed as the body of a tip: the filing without who sent it. */
export type TipBody = Omit<TipFiling, "reporter" | "exclude">;
/** The identity of a named reporter has a key of its own. */
export type TipIdentity = Extract<Reporter, { as: "named" }>;
/** What is sealed with an event: what was brought along, and where the tip went. */
export interface EventNote extends Omit<TipActInput, "version"> {
  decision?: RoutingDecision;
  disclosure?: Disclosure;
}
/**
 * `internal` opens what desks write for themselves. The key of a reporter's name lies in two halves,
 * the desk's and the office's; `identity` is that key whole, as it was sealed to desks before.
 */
export type KeyPurpose = "content" | "identity" | "identity-half" | "internal";

/** The name of each sealed place; bound into what is sealed there. */
export const places = {
  body: (tipId: string) => `${tipId}/body`,
  identity: (tipId: string) => `${tipId}/identity`,
  event: (tipId: string, act: string, at: string) => `${tipId}/event/${act}/${at}`,
  deskNote: (tipId: string, noteId: string) => `${tipId}/desk-note/${noteId}`,
  verification: (tipId: string, recordId: string) => `${tipId}/verification/${recordId}`,
  verificationPhoto: (tipId: string, file: string) => `${tipId}/verification-photo/${file}`,
  photoDraft: (tipId: string, draftId: string) => `${tipId}/photo-draft/${draftId}`,
  message: (tipId: string, messageId: string) => `${tipId}/message/${messageId}`,
  attachment: (tipId: string, file: string) => `${tipId}/attachment/${file}`,
  key: (tipId: string, purpose: KeyPurpose) => `${tipId}/key/${purpose}`,
} as const;

/** Under what a receipt is looked up: a MAC, so the table of tips opens nothing. */
export function receiptIndexOf(macKey: Uint8Array, receipt: string): string {
  return macOf(macKey, "receipt", receipt);
}

/** Under what an excluded department is kept: a MAC, since it hints at the subject. */
export function exclusionMacOf(macKey: Uint8Array, tipId: string, department: string): string {
  return macOf(macKey, `exclusion/${tipId}`, department);
}

/** Seals a tip's content key to whoever holds the receipt. */
export function sealKeyToReceipt(receipt: string, key: Uint8Array, tipId: string) {
  return {
    id: `${tipId}/content/receipt`,
    tipId,
    purpose: "content",
    holder: "receipt",
    sealed: seal(keyOfReceipt(receipt), key, places.key(tipId, "content")),
  };
}

/** Opens a tip's content key with the receipt. */
export function unsealKeyWithReceipt(receipt: string, sealed: Uint8Array, tipId: string) {
  return unseal(keyOfReceipt(receipt), sealed, places.key(tipId, "content"));
}

/** Seals a key of a tip to a desk. */
export function sealKeyToDesk(
  desk: { id: string; publicKey: Uint8Array },
  purpose: KeyPurpose,
  key: Uint8Array,
  tipId: string,
) {
  return {
    id: `${tipId}/${purpose}/${desk.id}`,
    tipId,
    purpose,
    holder: desk.id,
    sealed: sealTo(desk.publicKey, key),
  };
}

/** Opens a key of a tip with the key pair of a desk. */
export function unsealKeyWithDesk(pair: KeyPair, sealed: Uint8Array): Uint8Array {
  return unsealWith(pair, sealed);
}

function keyOfReceipt(receipt: string): Uint8Array {
  return deriveKey(Buffer.from(receipt), "tip key");
}
