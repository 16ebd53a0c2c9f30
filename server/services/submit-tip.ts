import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { findAnswer, insertAnswer, nextNumber, spendProof } from "#db/queries/filing.ts";
import { appendTipEvent } from "#db/queries/tip-events.ts";
import { insertTip } from "#db/queries/tips.ts";
import { makeReceipt, RECEIPT_BYTES } from "#domain/receipt.ts";
import { type RoutingDecision, receivingDesks, routeTip } from "#domain/routing.ts";
import { tipFiling } from "#domain/tip.ts";
import {
  deriveKey,
  hashOf,
  macOf,
  newKey,
  sealJson,
  sizeClassOf,
  unsealJson,
} from "#server/secrets/sealing.ts";
import { deskKeyOf } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { type CountingProof, checkProof, tipProof } from "./proofs.ts";
import { type ReadFiling, readFiling } from "./read-filing.ts";
import {
  type EventNote,
  places,
  receiptIndexOf,
  sealKeyToDesk,
  sealKeyToReceipt,
} from "./tip-envelope.ts";
import { type TipReceipt, tipReceipt } from "./tip-receipt.ts";

/** The body of `POST /api/v1/tips`. */
export const tipSubmission = tipFiling.extend({ proof: tipProof });

const HOURS_REPEATABLE = 24;
const ANSWER_PLACE = "idempotency/answer";

export interface Submission {
  /** Random, chosen by the sender: the same filing sent twice is one tip. */
  idempotencyKey: string;
  input: unknown;
}

/**
 * Files a tip: checks it, finds its desks, seals it and gives a receipt. Sent again with the same
 * key, it gives the same receipt and spends no second proof.
 */
export async function submitTip(
  house: House,
  submission: Submission,
): Promise<Outcome<TipReceipt>> {
  const repeat = repeatOf(house, submission);
  if (repeat === null) return refuse("invalid", [KEY_PROBLEM]);
  const earlier = await answerAgain(house, repeat);
  if (earlier !== null) return earlier;

  const { proof, ...input } = asRecord(submission.input);
  const reading = readFiling(input, house.snapshot(), house.today());
  const readProof = tipProof.safeParse(proof);
  if ("problems" in reading || !readProof.success) {
    return refuse("invalid", [
      ...("problems" in reading ? reading.problems : []),
      ...(readProof.success ? [] : problemsOf(readProof.error, "proof")),
    ]);
  }
  const decision = decide(house, reading.read);
  if (decision.desks.length === 0) return refuse("invalid", [NOBODY_LEFT]);

  const counting = await checkProof(house, readProof.data);
  if ("problem" in counting) {
    const { spent } = counting;
    if (spent !== undefined) await house.db.tx((queries) => spendProof(queries, spent));
    return refuse("unproven", [{ field: "proof", message: counting.problem }]);
  }
  return await store(house, reading.read, decision, counting, repeat);
}

const KEY_PROBLEM = {
  field: "Idempotency-Key",
  message: "请带上 Idempotency-Key：16至128位随机的字母、数字或短横线，重发同一份举报时不要换。",
};
const NOBODY_LEFT = {
  field: "exclude",
  message: "能接收这件举报的部门都被选为回避了，请至少留下一个。",
};
const PROOF_SPENT = { field: "proof", message: "这道验证已经用过，请重新取题。" };

function decide(house: House, { place, category, filing, enterprise }: ReadFiling) {
  return routeTip(place, {
    category,
    area: filing.area ?? enterprise?.area,
    industry: enterprise?.industry,
    exclude: filing.exclude,
    on: house.today(),
  });
}

interface Repeat {
  keyMac: string;
  bodyMac: string;
  answerKey: Uint8Array;
}

function repeatOf(house: House, { idempotencyKey, input }: Submission): Repeat | null {
  if (!/^[\w-]{16,128}$/.test(idempotencyKey)) return null;
  const { macKey } = house.keyring;
  const { proof, ...filing } = asRecord(input);
  return {
    keyMac: macOf(macKey, "idempotency key", idempotencyKey),
    bodyMac: macOf(macKey, "idempotency body", JSON.stringify(filing)),
    answerKey: deriveKey(Buffer.from(idempotencyKey), "idempotency answer"),
  };
}

async function answerAgain(house: House, repeat: Repeat): Promise<Outcome<TipReceipt> | null> {
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

/** Everything is sealed before the transaction, which only writes. */
async function store(
  house: House,
  read: ReadFiling,
  decision: RoutingDecision,
  proof: CountingProof,
  repeat: Repeat,
): Promise<Outcome<TipReceipt>> {
  const receipt = makeReceipt(randomBytes(RECEIPT_BYTES));
  const sealed = await sealTip(house, read, decision, proof, receipt);
  const at = sealed.tip.receivedAt;
  const year = house.today().slice(0, 4);
  const { id: jurisdiction, facts } = read.place;
  const written = await house.db.tx(async (queries) => {
    if ((await findAnswer(queries, repeat.keyMac)) !== undefined) return "repeated";
    if (!(await spendProof(queries, proof.spent))) return "spent";
    const number = await nextNumber(queries, `${jurisdiction}/${year}`);
    const reference = `${facts.referencePrefix}-${year}-${String(number).padStart(6, "0")}`;
    await insertTip(queries, { ...sealed, tip: { ...sealed.tip, reference } });
    await appendTipEvent(queries, sealed.event, hashOf);
    await insertAnswer(queries, {
      keyMac: repeat.keyMac,
      bodyMac: repeat.bodyMac,
      sealedAnswer: sealJson(repeat.answerKey, { receipt }, ANSWER_PLACE),
      expiresAt: hoursAfter(at, HOURS_REPEATABLE),
    });
    return "written";
  });
  if (written === "spent") return refuse("unproven", [PROOF_SPENT]);
  if (written === "repeated") {
    return (await answerAgain(house, repeat)) ?? refuse("conflict", [KEY_PROBLEM]);
  }
  return { value: await tipReceipt(house, receipt) };
}

async function sealTip(
  house: House,
  { filing, place }: ReadFiling,
  decision: RoutingDecision,
  proof: CountingProof,
  receipt: string,
) {
  const id = randomUUID();
  const at = house.now().toISOString();
  const { reporter, exclude, ...body } = filing;
  const contentKey = newKey();
  const identityKey = newKey();
  const sealedBody = sealJson(contentKey, body, places.body(id));
  const isNamed = reporter.as === "named";
  const receiving = receivingDesks(decision);
  const holders = await Promise.all(
    receiving.map(({ department }) => deskKeyOf(house, { jurisdiction: place.id, department })),
  );
  const note: EventNote = { decision };
  const [first] = holders;
  return {
    tip: {
      id,
      receiptIndex: receiptIndexOf(house.keyring.macKey, receipt),
      jurisdiction: place.id,
      category: filing.category,
      area: filing.area ?? null,
      isNamed,
      isWeaklyProven: proof.isWeak,
      status: "received",
      receivedAt: at,
      sizeClass: sizeClassOf(sealedBody),
      sealedBody,
      sealedIdentity: isNamed ? sealJson(identityKey, reporter, places.identity(id)) : null,
    },
    desks: decision.desks.map((desk, order) => ({
      id: `${id}/${desk.role}/${desk.department}`,
      tipId: id,
      department: desk.department,
      role: desk.role,
      isReceiving: receiving.includes(desk),
      order,
    })),
    keys: [
      sealKeyToReceipt(receipt, contentKey, id),
      ...holders.map((holder) => sealKeyToDesk(holder, "content", contentKey, id)),
      // Who sent it is for the desk in charge alone.
      ...(isNamed && first ? [sealKeyToDesk(first, "identity", identityKey, id)] : []),
    ],
    exclusions: exclude.map((department) => ({
      id: randomUUID(),
      tipId: id,
      mac: macOf(house.keyring.macKey, `exclusion/${id}`, department),
    })),
    event: {
      tipId: id,
      at,
      act: "submit",
      status: "received",
      by: "reporter",
      sealedNote: sealJson(contentKey, note, places.event(id, "submit", at)),
    },
  };
}

function hoursAfter(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}

function asRecord(input: unknown): Record<string, unknown> {
  const record = z.record(z.string(), z.unknown()).safeParse(input);
  return record.success ? record.data : {};
}
