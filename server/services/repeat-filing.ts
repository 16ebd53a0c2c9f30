import { findAnswer } from "#db/queries/filing.ts";
import { deriveKey, macOf, sealJson, unsealJson } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type TipReceipt, tipReceipt } from "./tip-receipt.ts";

export const HOURS_KEPT = 24;
const ANSWER_PLACE = "idempotency/answer";

/** What tells a repeat of a filing from a new one: the MACs of its key and its body. */
interface Marks {
  keyMac: string;
  bodyMac: string;
}
export interface Repeat extends Marks {
  /** The same under keys that were in use before. */
  earlier: readonly Marks[];
  answerKey: Uint8Array;
}

/** Reads the sender's key and the filing it came with; null when the key is no good. */
export function repeatOf(
  house: House,
  idempotencyKey: string,
  filing: Record<string, unknown>,
): Repeat | null {
  if (!/^[\w-]{16,128}$/.test(idempotencyKey)) return null;
  const body = JSON.stringify(filing);
  const marksUnder = (macKey: Uint8Array): Marks => ({
    keyMac: macOf(macKey, "idempotency key", idempotencyKey),
    bodyMac: macOf(macKey, "idempotency body", body),
  });
  return {
    ...marksUnder(house.keyring.macKey),
    earlier: house.keyring.macKeys.slice(1).map(marksUnder),
    answerKey: deriveKey(Buffer.from(idempotencyKey), "idempotency answer"),
  };
}

/** The answer given before, when there is one. */
export async function answerAgain(
  house: House,
  repeat: Repeat,
): Promise<Outcome<TipReceipt> | null> {
  const found = await findKept(house, [repeat, ...repeat.earlier]);
  if (found === null) return null;
  const { kept, marks } = found;
  if (kept.bodyMac !== marks.bodyMac) {
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

async function findKept(house: House, candidates: readonly Marks[]) {
  const now = house.now().toISOString();
  for (const marks of candidates) {
    const kept = await findAnswer(house.db.read, marks.keyMac);
    if (kept !== undefined && kept.expiresAt >= now) return { kept, marks };
  }
  return null;
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
