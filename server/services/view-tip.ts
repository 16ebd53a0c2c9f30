import type { TipRow } from "#db/queries/tips.ts";
import type { EvidenceView } from "#domain/evidence.ts";
import { PAPER_MADE } from "#domain/paper.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import type { Satisfaction } from "#domain/tip.ts";
import { type LawfulAct, lawfulActs } from "#domain/tip-act.ts";
import type { StepClock } from "#domain/tip-clock.ts";
import { type Finding, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { evidenceView } from "./evidence-file.ts";
import type { House, Outcome } from "./house.ts";
import { findLeadingTip } from "./merge-tip.ts";
import {
  courseOf,
  messagesOf,
  openByReceipt,
  standingOf,
  type TipMessageView,
  type TipStep,
} from "./open-tip.ts";
import { listTipFiles } from "./tip-evidence.ts";

interface StatusView {
  status: TipStatus;
  statusName: string;
  meaning: string;
  finding: Finding | null;
}

/** What a reporter sees of the tip their receipt opens. */
export interface TipView extends StatusView {
  reference: string;
  jurisdiction: string;
  category: string;
  /** Whether a name is known to the desk in charge; the name itself is not shown. */
  isNamed: boolean;
  satisfaction: Satisfaction | null;
  /** For a merged tip the state of the one in which it goes on; its words stay with its reporter. */
  continuedIn: StatusView | null;
  /** What the reporter may do now, besides writing. */
  mayDo: readonly LawfulAct[];
  steps: readonly TipStep[];
  desks: readonly RoutedDesk[];
  clocks: readonly StepClock[];
  messages: readonly TipMessageView[];
  attachments: readonly EvidenceView[];
}

/** The state of a tip, by its receipt. */
export async function viewTip(house: House, receipt: string): Promise<Outcome<TipView>> {
  const opened = await openByReceipt(house, receipt);
  if (!("value" in opened)) return opened;
  const { tip } = opened.value;
  const course = await courseOf(house, opened.value);
  const leading = await findLeadingTip(house, tip);
  return {
    value: {
      reference: tip.reference,
      jurisdiction: tip.jurisdiction,
      category: tip.category,
      isNamed: tip.isNamed,
      satisfaction: tip.satisfaction as Satisfaction | null,
      ...statusView(tip),
      continuedIn: leading.id === tip.id ? null : statusView(leading),
      mayDo: lawfulActs(standingOf(tip, course), "reporter"),
      steps: course.steps.filter(({ act }) => act !== PAPER_MADE),
      desks: course.decision.desks,
      clocks: course.clocks,
      messages: await messagesOf(house, opened.value),
      attachments: (await listTipFiles(house, opened.value)).map(evidenceView),
    },
  };
}

function statusView(tip: TipRow): StatusView {
  const { id, name, meaning } = tipStatusOf(tip.status as TipStatus);
  return { status: id, statusName: name, meaning, finding: tip.finding as Finding | null };
}
