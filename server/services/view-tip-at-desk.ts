import { listTips } from "#db/queries/tips.ts";
import type { DeskRole, RoutedDesk } from "#domain/routed-desk.ts";
import { type LawfulAct, lawfulActs } from "#domain/tip-act.ts";
import type { StepClock } from "#domain/tip-clock.ts";
import { type Finding, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { unsealJson } from "#server/secrets/sealing.ts";
import { type Clerk, openAtDesk, placeOf } from "./desk.ts";
import type { House, Outcome } from "./house.ts";
import { courseOf, messagesOf, standingOf, type TipMessageView, type TipStep } from "./open-tip.ts";
import { places, type TipBody, type TipIdentity } from "./tip-envelope.ts";

/** A line of the inbox: only what lies in the clear. */
export interface TipLine {
  reference: string;
  jurisdiction: string;
  category: string;
  status: TipStatus;
  receivedAt: string;
  isNamed: boolean;
}

export interface DeskView extends TipLine {
  body: TipBody;
  identity: TipIdentity | null;
  isWeaklyProven: boolean;
  finding: Finding | null;
  /** Sent along with an act, it keeps anyone from acting on what they have not seen. */
  version: number;
  /** The desk for which it was opened. */
  department: string;
  role: DeskRole;
  steps: readonly TipStep[];
  desks: readonly RoutedDesk[];
  clocks: readonly StepClock[];
  messages: readonly TipMessageView[];
  mayDo: readonly LawfulAct[];
}

/** All tips, newest first, without opening any. */
export async function listTipLines(house: House): Promise<TipLine[]> {
  const rows = await listTips(house.db.read);
  return rows.map(({ reference, jurisdiction, category, status, receivedAt, isNamed }) => ({
    reference,
    jurisdiction,
    category,
    status: status as TipStatus,
    receivedAt,
    isNamed,
  }));
}

/** A tip with everything a desk needs, opened with the desk's key. */
export async function viewTipAtDesk(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<DeskView>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  const { tip, contentKey, identityKey, department, role } = opened.value;
  const course = await courseOf(house, opened.value);
  const { jurisdiction, category, receivedAt, isNamed, isWeaklyProven } = tip;
  const status = tip.status as TipStatus;
  return {
    value: {
      reference: tip.reference,
      jurisdiction,
      category,
      status: tipStatusOf(status).id,
      receivedAt,
      isNamed,
      isWeaklyProven,
      finding: tip.finding as Finding | null,
      version: tip.version,
      department,
      role,
      body: unsealJson(contentKey, tip.sealedBody, places.body(tip.id)),
      identity:
        identityKey && tip.sealedIdentity
          ? unsealJson(identityKey, tip.sealedIdentity, places.identity(tip.id))
          : null,
      steps: course.steps,
      desks: course.decision.desks,
      clocks: course.clocks,
      messages: await messagesOf(house, opened.value),
      mayDo: lawfulActs(standingOf(tip, course), role, (permission) =>
        clerk.may(permission, placeOf(tip, department)),
      ),
    },
  };
}
