import { formatReceipt } from "#domain/receipt.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { hashOf, unsealJson } from "#server/secrets/sealing.ts";
import type { House } from "./house.ts";
import { courseOf, openByReceipt } from "./open-tip.ts";
import { places, type TipBody } from "./tip-envelope.ts";

/** What a reporter gets for a filing, and can prove later what was sent and when. */
export interface TipReceipt {
  reference: string;
  /** The code in groups of four; shown once. */
  receipt: string;
  desks: readonly RoutedDesk[];
  receivedAt: string;
  /** The words that are signed: reference, time, and BLAKE2b-256 of the body. */
  statement: string;
  /** Ed25519 over `statement`, base64. */
  signature: string;
  keyId: string;
}

/** The receipt of a stored tip; the same every time it is asked for. */
export async function tipReceipt(house: House, receipt: string): Promise<TipReceipt> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) throw new Error("a tip just stored does not open with its receipt");
  const { tip, contentKey } = opened.value;
  const { decision } = await courseOf(house, opened.value);
  const body = unsealJson<TipBody>(contentKey, tip.sealedBody, places.body(tip.id));
  const { reference, receivedAt } = tip;
  const statement = `${reference} ${receivedAt} blake2b-256:${hashOf(JSON.stringify(body))}`;
  const { sign, id } = house.keyring.signing;
  return {
    reference,
    receipt: formatReceipt(receipt),
    desks: decision.desks,
    receivedAt,
    statement,
    signature: sign(statement),
    keyId: id,
  };
}
