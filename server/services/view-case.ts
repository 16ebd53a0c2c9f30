import type { TipViewer } from "#domain/tip-viewer.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import type { House, Outcome } from "./house.ts";
import { notePresence, viewersOf } from "./record-presence.ts";
import { type EvidenceAtDesk, evidenceOf } from "./view-evidence.ts";
import { type DeskView, deskViewOf } from "./view-tip-at-desk.ts";

/** A tip as somebody works on it, with its evidence and who else has it open. */
export interface CaseView extends DeskView {
  evidence: readonly EvidenceAtDesk[];
  viewers: readonly TipViewer[];
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
  await notePresence(house, clerk, opened.value, { isWriting, hasRead: true });
  const viewers = await viewersOf(house, clerk, opened.value.tip.id);
  return { value: { ...view, evidence, viewers } };
}
