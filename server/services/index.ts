import { EVIDENCE_PROBLEMS, fileProblem } from "#domain/evidence.ts";
import { checkFiling } from "./check-filing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { listReceiptKeys } from "./list-receipt-keys.ts";
import { newChallenge, newQuestion } from "./proofs.ts";
import { type EvidenceReceipt, recordEvidence } from "./record-evidence.ts";
import { recordIdentity } from "./record-identity.ts";
import { recordReporterMessage } from "./record-message.ts";
import { recordSatisfaction } from "./record-satisfaction.ts";
import { previewRouting } from "./route-tip.ts";
import { createStaffServices } from "./staff.ts";
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
    /** Null when the operator has not switched Turnstile on. */
    turnstileSiteKey: house.turnstile?.siteKey ?? null,
    newChallenge: async () => newChallenge(house, await workPrice()),
    newQuestion: () => newQuestion(house),
    checkFiling: (filing: unknown) => checkFiling(house, filing),
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
