import { type Clerk, openAtDesk } from "./desk.ts";
import type { House, Outcome } from "./house.ts";
import { notePresence } from "./record-desk-work.ts";
import { type EvidenceAtDesk, evidenceOf } from "./view-evidence.ts";
import { type DeskView, deskViewOf } from "./view-tip-at-desk.ts";

/** A tip as somebody works on it, with its evidence. */
export interface CaseView extends DeskView {
  evidence: readonly EvidenceAtDesk[];
}

/**
 * Everything a clerk needs to work on a tip, opened once, and that they have it before them:
 * `isWriting` while they mend what was refused.
 */
export async function viewCase(
  house: House,
  clerk: Clerk,
  reference: string,
  isWriting: boolean,
): Promise<Outcome<CaseView>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const view = await deskViewOf(house, clerk, opened.value);
  const evidence = await evidenceOf(house, opened.value);
  await notePresence(house, clerk, opened.value, isWriting);
  return { value: { ...view, evidence } };
}
