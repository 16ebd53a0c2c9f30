import { findDisclosureCopy } from "#db/queries/disclosure-copies.ts";
import type { TipRow } from "#db/queries/tips.ts";
import type { Disclosure, DisclosureStage } from "#domain/disclosure.ts";
import { actRule } from "#domain/tip-act.ts";
import type { Finding } from "#domain/tip-status.ts";
import type { Clerk } from "./desk.ts";
import { openDisclosure } from "./disclosure.ts";
import { openDisclosureCopy } from "./disclosure-copy.ts";
import type { House, Outcome } from "./house.ts";
import { standingOf } from "./open-tip.ts";

/** The disclosure of a tip as the desk in charge works on it. */
export interface DisclosureView {
  reference: string;
  jurisdiction: string;
  category: string;
  department: string;
  finding: Finding | null;
  version: number;
  stage: DisclosureStage;
  /** Why it is never disclosed; null when it may be. */
  bar: string | null;
  disclosure: Disclosure | null;
  /** The enterprise of the register that the tip is about. */
  enterprise: string | null;
  /** Whether whoever looks proposed it, and so cannot agree. */
  isOwn: boolean;
  /** Whether it waits for a coordinator, since nobody else of the desk can agree. */
  isForOffice: boolean;
  /** Whether whoever looks is such a coordinator, who reads the text and nothing of the tip. */
  isOffice: boolean;
  /** Why a coordinator cannot agree now; null when they may. */
  holdUp: string | null;
  mayPropose: boolean;
  mayAgree: boolean;
  mayWithdraw: boolean;
  /** Whether the pages served know the outcome as it was decided last. */
  isShown: boolean;
}

/** The disclosure of a tip, for whoever may disclose it. */
export async function viewDisclosure(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<DisclosureView>> {
  const found = await openDisclosure(house, clerk, reference);
  if (!("value" in found)) return await viewAsOffice(house, clerk, reference);
  const { opened, course, stage, disclosure, bar, body } = found.value;
  const { tip, department } = opened;
  const standing = standingOf(tip, course);
  const isLawful = (act: string) => bar === null && actRule(act, standing) !== undefined;
  const proposer = course.done.findLast(({ act }) => act === "propose-disclosure")?.actor;
  const isOwn = proposer === clerk.id;
  const copy = await findDisclosureCopy(house.db.read, tip.id);
  return {
    value: {
      ...factsOf(tip, department),
      stage,
      bar,
      disclosure,
      enterprise: "enterprise" in body.subject ? body.subject.enterprise : null,
      isOwn,
      isForOffice: stage === "proposed" && copy !== undefined && copy.sealedText !== null,
      isOffice: false,
      holdUp: null,
      mayPropose: isLawful("propose-disclosure"),
      mayAgree: isLawful("disclose") && !isOwn,
      mayWithdraw: actRule("withdraw-disclosure", standing) !== undefined,
      isShown: isShown(house, disclosure, stage),
    },
  };
}

/** The text alone, for a coordinator who decides for a desk without a second person. */
async function viewAsOffice(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<DisclosureView>> {
  const found = await openDisclosureCopy(house, clerk, reference);
  if (!("value" in found)) return found;
  const { tip, department, events, stage, disclosure, bar, holdUp } = found.value;
  const proposer = events.findLast(({ act }) => act === "propose-disclosure")?.actor;
  const isOwn = proposer === clerk.id;
  const isOpen = stage === "proposed";
  return {
    value: {
      ...factsOf(tip, department),
      stage,
      bar,
      disclosure: stage === "none" ? null : disclosure,
      enterprise: null,
      isOwn,
      isForOffice: isOpen,
      isOffice: true,
      holdUp: isOpen ? holdUp : null,
      mayPropose: false,
      mayAgree: isOpen && bar === null && holdUp === null && !isOwn,
      mayWithdraw: false,
      isShown: isShown(house, disclosure, stage),
    },
  };
}

function factsOf(tip: TipRow, department: string) {
  const { reference, jurisdiction, category, version } = tip;
  return {
    reference,
    jurisdiction,
    category,
    department,
    finding: tip.finding as Finding | null,
    version,
  };
}

/** Whether the pages served know the outcome as it was decided last. */
function isShown(house: House, disclosure: Disclosure | null, stage: DisclosureStage): boolean {
  const shown = house.snapshot().outcomes.find(({ id }) => id === disclosure?.outcome);
  return shown?.versions.length === (stage === "withdrawn" ? 2 : 1);
}
