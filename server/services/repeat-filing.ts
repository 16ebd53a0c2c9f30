import { findAnswer } from "#db/queries/filing.ts";
import { deriveKey, macOf, sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type TipReceipt, tipReceipt } from "./tip-receipt.ts";

const HOURS_KEPT = 24;
const ANSWER_PLACE = "idempotency/answer";

/** What tells a repeat of a filing from a new one. */
export interface Repeat {
  keyMac: string;
  bodyMac: string;
  answerKey: Uint8Array;
}

/** Reads the sender's key and the filing it came with; null when the key is no good. */
export function repeatOf(
  house: House,
  idempotencyKey: string,
  filing: Record<string, unknown>,
): Repeat | null {
  if (!/^[\w-]{16,128}$/.test(idempotencyKey)) return null;
  const { macKey } = house.keyring;
  return {
    keyMac: macOf(macKey, "idempotency key", idempotencyKey),
    bodyMac: macOf(macKey, "idempotency body", JSON.stringify(filing)),
    answerKey: deriveKey(Buffer.from(idempotencyKey), "idempotency answer"),
  };
}

/** The answer given before, when there is one. */
export async function answerAgain(
  house: House,
  repeat: Repeat,
): Promise<Outcome<TipReceipt> | null> {
  const kept = await findAnswer(house.db.read, repeat.keyMac);
  if (kept === undefined || kept.expiresAt < house.now().toISOString()) return null;
  if (kept.bodyMac !== repeat.bodyMac) {
    return refuse("key-reused", [
      { field: "Idempotency-Key", message: "这个编号已用于另一份举报，请换一个新的随机编号。" },
    ]);
  }
  const { receipt } = unsealJson<{ receipt: string }>(
    repeat.answerKey,
    kept.sealedAnswer,
    ANSWER_PLACE,
  );
  return { value: await tipReceipt(house, receipt) };
}

/** The row that lets the same filing be answered again for a day. */
export function keptAnswer(repeat: Repeat, receipt: string, at: string) {
  return {
    keyMac: repeat.keyMac,
    bodyMac: repeat.bodyMac,
    sealedAnswer: sealJson(repeat.answerKey, { receipt }, ANSWER_PLACE),
    expiresAt: new Date(Date.parse(at) + HOURS_KEPT * 3_600_000).toISOString(),
  };
}
