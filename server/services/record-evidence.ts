import type { Queries } from "#db/database.ts";
import { insertAttachment } from "#db/queries/attachments.ts";
import {
  EVIDENCE_LIMITS,
  EVIDENCE_PROBLEMS,
  type EvidenceView,
  evidenceProblem,
  fileProblem,
  type Revealed,
} from "#domain/evidence.ts";
import { isPaused } from "#domain/tip-act.ts";
import { doAct, reporterOf } from "./act-on-tip.ts";
import { deleteFile, evidenceView, receiveFile, type SealedFile } from "./evidence-file.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { courseOf, type OpenTip, openByReceipt } from "./open-tip.ts";
import { attachmentOf, listTipFiles, type TipFile } from "./tip-evidence.ts";

/** What a reporter gets for evidence that comes after the receipt. */
export interface EvidenceReceipt extends EvidenceView {
  at: string;
  revealed: Revealed | null;
  /** True for a picture: the desk looks at a copy without what is revealed. */
  hasCopy: boolean;
  /** The words that are signed: reference, time, and SHA-256 of the original. */
  statement: string;
  /** Ed25519 over `statement`, base64. */
  signature: string;
  keyId: string;
}

/**
 * Adds a file to the tip of a receipt and acknowledges it with a signature of its own. The same
 * file sent again is the same attachment, acknowledged as before.
 */
export async function recordEvidence(
  house: House,
  receipt: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Outcome<EvidenceReceipt>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const kept = await listTipFiles(house, opened.value);
  const full = evidenceProblem(kept, 0);
  if (full !== null) return refuse("invalid", [full]);
  const received = await receiveFile(house, content, roomLeft(kept));
  if (!("value" in received)) return received;
  const same = kept.find(({ sha256 }) => sha256 === received.value.sha256);
  if (same === undefined) return await keep(house, opened.value, received.value);
  await deleteFile(house, received.value.file);
  return { value: acknowledge(house, opened.value, same) };
}

/** How many bytes a tip or a draft may still take. */
export function roomLeft(kept: readonly { bytes: number }[]): number {
  return EVIDENCE_LIMITS.bytes - kept.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * The clock that stood still for an answer goes on with it. Should the database fail now, the file
 * is left for the sweep: the row may be there after all.
 */
async function keep(
  house: House,
  opened: OpenTip,
  added: SealedFile,
): Promise<Outcome<EvidenceReceipt>> {
  const { tip, contentKey } = opened;
  const at = house.now().toISOString();
  const row = attachmentOf({ tipId: tip.id, contentKey }, added, at);
  let isKept = false;
  const write = async (queries: Queries) => {
    isKept = await insertAttachment(queries, row, EVIDENCE_LIMITS.files);
  };
  const { acts } = await courseOf(house, opened);
  const resumed = isPaused(acts)
    ? await doAct(house, reporterOf(opened), { act: "resume", input: {} }, write)
    : null;
  // Somebody at the desk was quicker: the clock goes on already, the evidence still counts.
  if (resumed === null || "refusal" in resumed) await house.db.tx(write);
  if (isKept) return { value: acknowledge(house, opened, { ...added, at }) };
  await deleteFile(house, added.file);
  return refuse("invalid", [fileProblem(EVIDENCE_PROBLEMS.tooMany)]);
}

function acknowledge(house: House, { tip }: OpenTip, kept: TipFile): EvidenceReceipt {
  const statement = `${tip.reference} ${kept.at} sha256:${kept.sha256}`;
  const { sign, id } = house.keyring.signing;
  return {
    ...evidenceView(kept),
    at: kept.at,
    revealed: kept.revealed,
    hasCopy: kept.copy !== null,
    statement,
    signature: sign(statement),
    keyId: id,
  };
}
