import {
  DRAFT_OVER,
  emptyDraft,
  filingOf,
  proofOf,
  type ReportProof,
} from "#domain/report-draft.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { recordDraft, viewDraft } from "./report-draft.ts";
import { submitTip } from "./submit-tip.ts";
import type { Throttles } from "./throttles.ts";
import { type TipReceipt, tipReceipt } from "./tip-receipt.ts";

/**
 * Files the draft of a ticket as a tip. Once that is on the disk, nothing but the code is left of
 * the draft, so that the page sent twice shows the same receipt twice.
 */
export async function submitDraft(
  house: House,
  ticket: string,
  proof: ReportProof,
  visitor: string | null,
  throttles: Throttles,
): Promise<Outcome<TipReceipt>> {
  const draft = await viewDraft(house, ticket);
  if (draft === null) return refuse("not-found", [DRAFT_OVER]);
  if (draft.receipt !== null) return { value: await tipReceipt(house, draft.receipt) };
  const { answers, files } = draft;
  const submission = {
    idempotencyKey: answers.token,
    input: { ...filingOf(answers), proof: proofOf(proof) },
    visitor,
    files,
  };
  const outcome = await submitTip(house, submission, throttles);
  if (!("value" in outcome)) return outcome;
  const receipt = outcome.value.receipt.replaceAll("-", "");
  await recordDraft(house, ticket, ({ answers: { token }, step }) => ({
    answers: emptyDraft(token),
    step,
    files: [],
    receipt,
  }));
  return outcome;
}
