import { findDeskWork } from "#db/queries/desk-work.ts";
import { findIdentityLook } from "#db/queries/identity-looks.ts";
import { listInboxRows } from "#db/queries/inbox.ts";
import { listTips, type TipRow } from "#db/queries/tips.ts";
import { addDays, type CalendarDate, shanghaiMidnight } from "#domain/calendar-date.ts";
import type { IdentityState } from "#domain/identity-look.ts";
import { identityOpenTo } from "#domain/identity-look.ts";
import { mayOpenOriginals } from "#domain/original-look.ts";
import type { DeskRole, RoutedDesk } from "#domain/routed-desk.ts";
import type { Permission } from "#domain/staff-role.ts";
import type { TipSubject } from "#domain/tip.ts";
import { type LawfulAct, lawfulActs } from "#domain/tip-act.ts";
import { answerText } from "#domain/tip-category.ts";
import type { StepClock } from "#domain/tip-clock.ts";
import { type Finding, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { CannotOpen, type KeyPair, unsealJson, unsealWith } from "#server/secrets/sealing.ts";
import { joinKey } from "#server/secrets/split-key.ts";
import { type Clerk, openAtDesk, placeOf, type TipAtDesk } from "./desk.ts";
import { type DeskNote, deskNotesOf } from "./desk-notes.ts";
import type { House, Outcome } from "./house.ts";
import { identityStateOf } from "./identity-state.ts";
import { type MergedWith, mergedWith } from "./merge-tip.ts";
import {
  courseOf,
  type FoundNote,
  type MadePaper,
  messagesOf,
  standingOf,
  type TipCourse,
  type TipMessageView,
  type TipStep,
  type TipTask,
} from "./open-tip.ts";
import { type VerificationRecord, verificationsOf } from "./record-verification.ts";
import { type SupervisionOrder, supervisionOrdersOf } from "./supervision-orders.ts";
import { places, type TipBody, type TipIdentity } from "./tip-envelope.ts";
import { findTipsOfSubject, recordSubject } from "./tip-subject.ts";

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
  /** The answers to the questions of the category, in words. */
  answers: readonly { question: string; answer: string }[];
  /** Only for whoever asked for it, once another has agreed, and for a short time. */
  identity: TipIdentity | null;
  /** The latest request to see it; null when nobody has asked. */
  identityLook: IdentityState | null;
  isWeaklyProven: boolean;
  finding: Finding | null;
  /** How the finding was checked, and why nobody went there. */
  found: FoundNote | null;
  /** Sent along with an act, it keeps anyone from acting on what they have not seen. */
  version: number;
  /** The desk for which it was opened. */
  department: string;
  role: DeskRole;
  steps: readonly TipStep[];
  desks: readonly RoutedDesk[];
  clocks: readonly StepClock[];
  /** What supporting desks are asked to do, and by when. */
  tasks: readonly TipTask[];
  messages: readonly TipMessageView[];
  /** What desks wrote for themselves. */
  notes: readonly DeskNote[];
  /** What inspectors saw on site. */
  verifications: readonly VerificationRecord[];
  papers: readonly MadePaper[];
  /** What the coordinating body demands (督办). */
  orders: readonly SupervisionOrder[];
  /** Other tips of the last 90 days about the same enterprise, as far as this desk has them. */
  related: readonly TipLine[];
  mergedWith: MergedWith;
  /** They have just said why they open the originals of the evidence. */
  mayOpenOriginals: boolean;
  assignee: string | null;
  snoozedUntil: CalendarDate | null;
  mayDo: readonly LawfulAct[];
  /** What else may be done now, by members of the desk with other permissions. */
  colleaguesMayDo: readonly LawfulAct[];
}

/** What members of a desk do with a tip; a name, an order or a disclosure has a way of its own. */
const DESK_WORK: readonly (Permission | null)[] = ["triage", "handle", "close", "manageDesk"];

/** All tips, newest first, without opening any. */
export async function listTipLines(house: House): Promise<TipLine[]> {
  return (await listTips(house.db.read)).map(tipLineOf);
}

/** A tip with everything a desk needs, opened with the desk's key. */
export async function viewTipAtDesk(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<DeskView>> {
  const opened = await openAtDesk(house, clerk, reference);
  if (!("value" in opened)) return opened;
  return { value: await deskViewOf(house, clerk, opened.value) };
}

/** What a desk sees of a tip that it has opened. */
export async function deskViewOf(house: House, clerk: Clerk, opened: TipAtDesk): Promise<DeskView> {
  const { tip, contentKey, department, role } = opened;
  const body = unsealJson<TipBody>(contentKey, tip.sealedBody, places.body(tip.id));
  const may = (permission: Permission | null) =>
    permission !== null && clerk.may(permission, placeOf(tip, department));
  await recordSubject(house, clerk, opened, body.subject);
  const course = await courseOf(house, opened);
  const standing = standingOf(tip, course);
  const work = await findDeskWork(house.db.read, tip.id, department);
  return {
    ...tipLineOf(tip),
    isWeaklyProven: tip.isWeaklyProven,
    finding: tip.finding as Finding | null,
    found: course.found,
    version: tip.version,
    department,
    role,
    body,
    answers: answersOf(house, body),
    identity: await identityOf(house, clerk, opened, course),
    identityLook: await identityStateOf(house, clerk, tip.id),
    steps: course.steps,
    desks: course.decision.desks,
    clocks: course.clocks,
    tasks: course.tasks,
    messages: await messagesOf(house, opened),
    notes: await deskNotesOf(house, opened),
    verifications: await verificationsOf(house, opened),
    papers: course.papers,
    orders: await supervisionOrdersOf(house, clerk, opened),
    related: await relatedTo(house, clerk, opened, body.subject),
    mergedWith: await mergedWith(house, clerk, tip),
    mayOpenOriginals: mayOpenOriginals(course.done, clerk.id, house.now()),
    assignee: work?.assignee ?? null,
    snoozedUntil: work?.snoozedUntil ?? null,
    mayDo: lawfulActs(standing, role, may),
    colleaguesMayDo: lawfulActs(
      standing,
      role,
      (permission) => DESK_WORK.includes(permission) && !may(permission),
    ),
  };
}

/** The name, for whoever asked, while the office's half of its key lies sealed to them. */
async function identityOf(
  house: House,
  { id, own }: Clerk,
  { tip, identityHalf }: TipAtDesk,
  { done }: TipCourse,
): Promise<TipIdentity | null> {
  const isAllowed = identityOpenTo(done, house.now()) === id;
  if (!isAllowed || identityHalf === null || tip.sealedIdentity === null) return null;
  const look = await findIdentityLook(house.db.read, tip.id, id);
  if (!look?.sealedHalf) return null;
  const office = halfOf(own, look.sealedHalf);
  if (office === null) return null;
  return unsealJson(
    joinKey({ desk: identityHalf, office }),
    tip.sealedIdentity,
    places.identity(tip.id),
  );
}

/** Null for whoever was given a new key since the office agreed: they have to ask again. */
function halfOf(own: KeyPair, sealedHalf: Buffer): Uint8Array | null {
  try {
    return unsealWith(own, sealedHalf);
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

/** How far back tips about the same enterprise are looked for. */
const RELATED_DAYS = 90;

async function relatedTo(
  house: House,
  clerk: Clerk,
  { tip, department }: TipAtDesk,
  subject: TipSubject,
): Promise<TipLine[]> {
  const desk = { jurisdiction: tip.jurisdiction, department };
  const ids = await findTipsOfSubject(house, clerk, [desk], [subject]);
  const receivedFrom = shanghaiMidnight(addDays(house.today(), -RELATED_DAYS));
  const filter = { desks: [desk], tipIds: ids.filter((id) => id !== tip.id), receivedFrom };
  const rows = await listInboxRows(house.db.read, filter, { limit: 20, first: "newest" });
  return rows
    .filter((row) => clerk.may("readTip", { ...desk, area: row.tip.area ?? undefined }))
    .map((row) => tipLineOf(row.tip));
}

function tipLineOf(tip: Omit<TipLine, "status"> & Pick<TipRow, "status">): TipLine {
  const { reference, jurisdiction, category, receivedAt, isNamed } = tip;
  const { id: status } = tipStatusOf(tip.status as TipStatus);
  return { reference, jurisdiction, category, status, receivedAt, isNamed };
}

/** Questions may have been reworded or dropped since; then the id stands for the words. */
function answersOf(house: House, { category, answers = [] }: TipBody) {
  const asked = house.snapshot().tipCategories.find((entry) => entry.id === category)?.questions;
  return answers.map(({ question: id, answer }) => {
    const question = asked?.find((entry) => entry.id === id);
    return { question: question?.label ?? id, answer: answerText(question, answer) };
  });
}
