import { checkFiling } from "./check-filing.ts";
import type { House } from "./house.ts";
import { newChallenge, newQuestion } from "./proofs.ts";
import { recordReporterMessage } from "./record-message.ts";
import { previewRouting } from "./route-tip.ts";
import { submitTip } from "./submit-tip.ts";
import { viewTip } from "./view-tip.ts";

/** The use cases of the two public edges, the API and the pages, bound to one house. */
export function createServices(house: House) {
  return {
    newChallenge: () => newChallenge(house),
    newQuestion: () => newQuestion(house),
    checkFiling: (filing: unknown) => checkFiling(house, filing),
    previewRouting: (question: unknown) => previewRouting(house, question),
    submitTip: (submission: Parameters<typeof submitTip>[1]) => submitTip(house, submission),
    viewTip: (receipt: string) => viewTip(house, receipt),
    recordReporterMessage: (receipt: string, input: unknown, repeatKey?: string) =>
      recordReporterMessage(house, receipt, input, repeatKey),
  };
}
export type Services = ReturnType<typeof createServices>;
