import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Queries } from "#db/database.ts";
import { insertAttachment, type NewAttachment } from "#db/queries/attachments.ts";
import { findAnswer, insertAnswer, nextNumber, spendProof } from "#db/queries/filing.ts";
import { insertNoticeObjection } from "#db/queries/notice-objections.ts";
import { deleteDraftFiles } from "#db/queries/report-drafts.ts";
import { appendTipEvent } from "#db/queries/tip-events.ts";
import { insertTip } from "#db/queries/tips.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { EVIDENCE_LIMITS, EVIDENCE_PROBLEMS, fileProblem } from "#domain/evidence.ts";
import { makeReceipt, RECEIPT_BYTES } from "#domain/receipt.ts";
import type { RoutingDecision } from "#domain/routing.ts";
import { tipFiling } from "#domain/tip.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { decideRouting } from "./decide-routing.ts";
import type { SealedFile } from "./evidence-file.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import { type CountingProof, checkProof, tipProof } from "./proofs.ts";
import { type ReadFiling, readFiling } from "./read-filing.ts";
import { publisherOf } from "./record-publisher.ts";
import { answerAgain, keptAnswer, type Repeat, repeatOf } from "./repeat-filing.ts";
import { type SealedTip, sealTip } from "./seal-tip.ts";
import type { Throttles } from "./throttles.ts";
import { type TipReceipt, tipReceipt } from "./tip-receipt.ts";

/** The body of `POST /api/v1/tips`. */
export const tipSubmission = tipFiling.extend({ proof: tipProof });

export interface Submission {
  /** Random, chosen by the sender: the same filing sent twice is one tip. */
  idempotencyKey: string;
  input: unknown;
  /** Whoever sends it, under a name of this process; null when that is not known. */
  visitor: string | null;
  /** Evidence that was added to the draft of this filing. */
  files?: readonly SealedFile[];
}

/**
 * Files a tip: checks it, finds its desks, seals it and gives a receipt. Sent again with the same
 * key, it gives the same receipt and spends no second proof.
 */
export async function submitTip(
  house: House,
  submission: Submission,
  throttles: Throttles,
): Promise<Outcome<TipReceipt>> {
  const { proof, ...input } = asRecord(submission.input);
  const repeat = repeatOf(house, submission.idempotencyKey, input);
  if (repeat === null) return refuse("invalid", [KEY_PROBLEM]);
  const earlier = await answerAgain(house, repeat);
  if (earlier !== null) return earlier;

  const reading = readFiling(input, house.snapshot(), house.today());
  const readProof = tipProof.safeParse(proof);
  if ("problems" in reading || !readProof.success) {
    return refuse("invalid", [
      ...("problems" in reading ? reading.problems : []),
      ...(readProof.success ? [] : problemsOf(readProof.error, "proof")),
    ]);
  }
  const decision = decide(house, reading.read);

  if ("question" in readProof.data && !(await throttles.mayAnswer(submission.visitor))) {
    return refuse("too-many", [TOO_MANY]);
  }
  const counting = await checkProof(house, readProof.data);
  if ("problem" in counting) {
    const { spent } = counting;
    if (spent !== undefined) await house.db.tx((queries) => spendProof(queries, spent));
    return refuse("unproven", [{ field: "proof", message: counting.problem }]);
  }
  try {
    return await store(house, reading.read, decision, counting, repeat, submission.files ?? []);
  } catch (error) {
    if (!(error instanceof FilesGone)) throw error;
    return refuse("conflict", [fileProblem(EVIDENCE_PROBLEMS.gone)]);
  }
}

/** Undoes a filing whose files were swept away while it was sent. */
class FilesGone extends Error {
  override name = "FilesGone";
}

export const KEY_PROBLEM = {
  field: "Idempotency-Key",
  message: "请带上 Idempotency-Key：16至128位随机的字母、数字或短横线，重发同一份举报时不要换。",
};
const TOO_MANY = {
  field: "proof",
  message: "同一网络里用问答提交的举报太多了。请过十分钟再提交，您填写的内容都还在。",
};
const PROOF_SPENT = { field: "proof", message: "这道验证已经用过，请重新取题。" };

/** Who gets a filing that was read. */
export function decide(house: House, read: ReadFiling) {
  const { place, category, filing, enterprise, record } = read;
  return decideRouting(house.snapshot(), place, {
    category,
    publisher: record && publisherOf(place, record),
    area: filing.area ?? enterprise?.area,
    industry: enterprise?.industry,
    exclude: filing.exclude,
    on: house.today(),
  });
}

/** Everything is sealed before the transaction, which only writes. */
async function store(
  house: House,
  read: ReadFiling,
  decision: RoutingDecision,
  proof: CountingProof,
  repeat: Repeat,
  files: readonly SealedFile[],
): Promise<Outcome<TipReceipt>> {
  const receipt = makeReceipt(randomBytes(RECEIPT_BYTES));
  const sealed = await sealTip(house, read, decision, {
    isWeaklyProven: proof.isWeak,
    receipt,
    files,
  });
  const written = await house.db.tx(async (queries) => {
    // Of two at once the second waits here, then finds what the first has left.
    if (!(await spendProof(queries, proof.spent))) {
      return (await findAnswer(queries, repeat.keyMac)) === undefined ? "spent" : "repeated";
    }
    const kept = keptAnswer(repeat, receipt, sealed.tip.receivedAt);
    if (!(await insertAnswer(queries, kept))) return "repeated";
    await insertSealed(queries, read.place, house.today(), sealed);
    return "written";
  });
  if (written === "spent") return refuse("unproven", [PROOF_SPENT]);
  if (written === "repeated") {
    return (await answerAgain(house, repeat)) ?? refuse("conflict", [KEY_PROBLEM]);
  }
  return { value: await tipReceipt(house, receipt) };
}

/** Gives a sealed tip its number, one series for each place and year, and writes all of it. */
export async function insertSealed(
  queries: Queries,
  { id, facts }: JurisdictionFolder,
  today: CalendarDate,
  sealed: SealedTip,
): Promise<void> {
  const year = today.slice(0, 4);
  const number = await nextNumber(queries, `${id}/${year}`);
  const reference = `${facts.referencePrefix}-${year}-${String(number).padStart(6, "0")}`;
  await insertTip(queries, { ...sealed, tip: { ...sealed.tip, reference } });
  if (sealed.objection !== null) await insertNoticeObjection(queries, sealed.objection);
  await moveFiles(queries, sealed.attachments);
  await appendTipEvent(queries, sealed.event);
}

/** From the draft to the tip: only the rows move, and the keys are sealed anew. */
async function moveFiles(queries: Queries, attachments: readonly NewAttachment[]): Promise<void> {
  const taken = await deleteDraftFiles(
    queries,
    attachments.map(({ file }) => file),
  );
  if (taken.length !== attachments.length) throw new FilesGone();
  for (const row of attachments) await insertAttachment(queries, row, EVIDENCE_LIMITS.files);
}

function asRecord(input: unknown): Record<string, unknown> {
  const record = z.record(z.string(), z.unknown()).safeParse(input);
  return record.success ? record.data : {};
}
