import { EVIDENCE_PROBLEMS, fileProblem } from "#domain/evidence.ts";
import type { ReportProof } from "#domain/report-draft.ts";
import { checkFiling } from "./check-filing.ts";
import { createDeskServices } from "./desk-services.ts";
import { type DraftFile, recordDraftFile, withdrawDraftFile } from "./draft-evidence.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { listFigures } from "./list-figures.ts";
import { listReceiptKeys } from "./list-receipt-keys.ts";
import { newChallenge, newQuestion } from "./proofs.ts";
import { createPublicationServices } from "./publications.ts";
import { type EvidenceReceipt, recordEvidence } from "./record-evidence.ts";
import { recordIdentity } from "./record-identity.ts";
import { recordReporterMessage } from "./record-message.ts";
import { recordSatisfaction } from "./record-satisfaction.ts";
import { type KeptDraft, openDraft, purgeDraft, recordDraft, viewDraft } from "./report-draft.ts";
import { previewRouting } from "./route-tip.ts";
import { createStaffServices } from "./staff.ts";
import { submitDraft } from "./submit-draft.ts";
import { submitReexamination } from "./submit-reexamination.ts";
import { type Submission, submitTip } from "./submit-tip.ts";
import { openThrottles } from "./throttles.ts";
import { viewReceipt } from "./tip-receipt.ts";
import { unlessBusy } from "./unless-busy.ts";
import { viewTip } from "./view-tip.ts";
import { workPricer } from "./work-price.ts";

/** The use cases of the two edges, the API and the pages, bound to one house. */
export function createServices(house: House) {
  const throttles = openThrottles();
  const workPrice = workPricer(house);
  return {
    /** Accounts, sign-in and keys of the staff. */
    staff: createStaffServices(house),
    /** Tips as desks work on them. */
    desk: createDeskServices(house),
    /** Lists on their way to being public. */
    publications: createPublicationServices(house),
    /** Null when the operator has not switched Turnstile on. */
    turnstileSiteKey: house.turnstile?.siteKey ?? null,
    newChallenge: async () => newChallenge(house, await workPrice()),
    newQuestion: () => newQuestion(house),
    checkFiling: (filing: unknown) => checkFiling(house, filing),
    listFigures: (question: unknown) => listFigures(house, question),
    previewRouting: (question: unknown) => previewRouting(house, question),
    submitTip: (submission: Submission) =>
      unlessBusy(() => submitTip(house, submission, throttles)),
    viewTip: (receipt: string, visitor: string | null) =>
      throttles.withCode(visitor, () => viewTip(house, receipt)),
    viewReceipt: (receipt: string, visitor: string | null) =>
      throttles.withCode(visitor, () => viewReceipt(house, receipt)),
    listReceiptKeys: () => listReceiptKeys(house),
    recordReporterMessage: (
      receipt: string,
      visitor: string | null,
      input: unknown,
      repeatKey?: string,
    ) => throttles.withCode(visitor, () => recordReporterMessage(house, receipt, input, repeatKey)),
    /** Null when too many are begun, or the disk is nearly full: filings need what is left of it. */
    openDraft: async (draft: KeptDraft, visitor: string | null) =>
      (await throttles.mayBegin(visitor)) && (await house.files.hasRoom())
        ? await openDraft(house, draft)
        : null,
    viewDraft: (ticket: string) => viewDraft(house, ticket),
    recordDraft: (ticket: string, change: (draft: KeptDraft) => KeptDraft) =>
      recordDraft(house, ticket, change),
    purgeDraft: (ticket: string) => purgeDraft(house, ticket),
    submitDraft: (ticket: string, proof: ReportProof, visitor: string | null) =>
      submitDraft(house, ticket, proof, visitor, throttles),
    recordDraftFile: async (
      ticket: string,
      visitor: string | null,
      content: AsyncIterable<Uint8Array>,
    ): Promise<Outcome<DraftFile>> =>
      (await throttles.mayUpload(visitor))
        ? await recordDraftFile(house, ticket, content)
        : refuse("too-many", [fileProblem(EVIDENCE_PROBLEMS.tooOften)]),
    withdrawDraftFile: (ticket: string, file: string) => withdrawDraftFile(house, ticket, file),
    recordEvidence: (
      receipt: string,
      visitor: string | null,
      content: AsyncIterable<Uint8Array>,
    ): Promise<Outcome<EvidenceReceipt>> =>
      throttles.withCode(visitor, async () =>
        (await throttles.mayUpload(visitor))
          ? await recordEvidence(house, receipt, content)
          : refuse("too-many", [fileProblem(EVIDENCE_PROBLEMS.tooOften)]),
      ),
    recordIdentity: (receipt: string, visitor: string | null, input: unknown) =>
      throttles.withCode(visitor, () => recordIdentity(house, receipt, input)),
    recordSatisfaction: (receipt: string, visitor: string | null, input: unknown) =>
      throttles.withCode(visitor, () => recordSatisfaction(house, receipt, input)),
    submitReexamination: (receipt: string, visitor: string | null, input: unknown) =>
      throttles.withCode(visitor, () => submitReexamination(house, receipt, input)),
  };
}
export type Services = ReturnType<typeof createServices>;
