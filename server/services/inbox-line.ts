import { listPresences } from "#db/queries/desk-work.ts";
import {
  countUnread,
  type InboxFilter,
  type InboxRow,
  listActsOfInbox,
} from "#db/queries/inbox.ts";
import { type CalendarDate, daysBetween, shanghaiDate } from "#domain/calendar-date.ts";
import type { InboxFacts } from "#domain/inbox.ts";
import { nextClock, workingDaysLeft } from "#domain/next-clock.ts";
import type { DeskRole } from "#domain/routed-desk.ts";
import { daysToTask, type TaskEvent, taskDueOn } from "#domain/support-task.ts";
import type { TipSubject } from "#domain/tip.ts";
import { isPaused } from "#domain/tip-act.ts";
import type { StepClock } from "#domain/tip-clock.ts";
import type { Finding, TipStatus } from "#domain/tip-status.ts";
import { type ClockedEvent, type ClockedTip, clocksOfTip } from "./clocks-of-tip.ts";
import type { DeskOpener } from "./desk.ts";
import type { House } from "./house.ts";
import { subjectOpener } from "./open-subjects.ts";

/** A line of the inbox. */
export interface InboxLine extends InboxFacts {
  reference: string;
  jurisdiction: string;
  department: string;
  role: DeskRole;
  category: string;
  area: string | null;
  finding: Finding | null;
  isNamed: boolean;
  isWeaklyProven: boolean;
  receivedAt: string;
  /** Calendar days since it was received. */
  age: number;
  /** Whom it is about; null where no key of the clerk opens it. */
  subject: TipSubject | null;
  /** What runs out next: a clock, or the task of a supporting desk. */
  clock: Pick<StepClock, "dueOn" | "isProvisional" | "isDefault"> | null;
  /** Members who have it open just now. */
  viewers: readonly { memberId: string; isWriting: boolean }[];
  version: number;
}

/** Rows of a filter as lines: with their clocks and what is unread, not yet opened. */
export async function inboxLines(house: House, rows: readonly InboxRow[], filter: InboxFilter) {
  const acts = Map.groupBy(await listActsOfInbox(house.db.read, filter), ({ tipId }) => tipId);
  const unread = new Map(
    (await countUnread(house.db.read, filter)).map((entry) => [
      `${entry.tipId}/${entry.department}`,
      entry.count,
    ]),
  );
  const clockOf = clockReader(house);
  return rows.map((row) => {
    const events = acts.get(row.tip.id) ?? [];
    const facts = {
      isPaused: isPaused(events.map(({ act }) => act)),
      unread: unread.get(`${row.tip.id}/${row.desk.department}`) ?? 0,
      ...(taskOf(house, row, events) ?? clockOf(row.tip, events)),
    };
    return { row, line: lineOf(row, facts, house.today()) };
  });
}

/** What a supporting desk was asked to do runs by its own day; null when it has nothing to do. */
function taskOf(house: House, { desk }: InboxRow, events: readonly TaskEvent[]) {
  if (desk.role !== "supporting") return null;
  const dueOn = taskDueOn(events, desk.department);
  if (dueOn === null) return null;
  const { workingYears } = house.snapshot();
  const { daysLeft, isProvisional } = daysToTask(workingYears, dueOn, house.today());
  return { clock: { dueOn, isProvisional, isDefault: false }, daysLeft };
}

/** Reads clocks; tips of one kind that went the same way on the same days have the same ones. */
function clockReader(house: House) {
  const known = new Map<string, Pick<InboxLine, "clock" | "daysLeft">>();
  const snapshot = house.snapshot();
  const today = house.today();
  return (tip: ClockedTip, events: readonly ClockedEvent[]) => {
    const { jurisdiction, category, isNamed } = tip;
    const course = events.map(({ act, at, until }) => [act, shanghaiDate(new Date(at)), until]);
    const key = JSON.stringify([jurisdiction, category, isNamed, course]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const clock = nextClock(clocksOfTip(snapshot, tip, events, today));
    const read = { clock, daysLeft: clock && workingDaysLeft(snapshot.workingYears, clock, today) };
    known.set(key, read);
    return read;
  };
}

/** Lines with whom they are about, opened with the clerk's keys, and who else has them open. */
export async function openLines(
  house: House,
  opener: DeskOpener,
  entries: readonly { row: InboxRow; line: InboxLine }[],
): Promise<InboxLine[]> {
  const rows = entries.map(({ row }) => row);
  const subjects = await subjectOpener(house, opener)(rows);
  const present = Map.groupBy(
    await listPresences(house.db.read, house.now().toISOString()),
    ({ tipId }) => tipId,
  );
  return entries.map(({ row, line }, place) => ({
    ...line,
    subject: subjects[place] ?? null,
    viewers: (present.get(row.tip.id) ?? []).map(({ memberId, isWriting }) => ({
      memberId,
      isWriting,
    })),
  }));
}

type WorkedOut = Pick<InboxLine, "isPaused" | "unread" | "clock" | "daysLeft">;

function lineOf({ tip, desk, work }: InboxRow, facts: WorkedOut, today: CalendarDate): InboxLine {
  return {
    reference: tip.reference,
    jurisdiction: tip.jurisdiction,
    department: desk.department,
    role: desk.role as DeskRole,
    status: tip.status as TipStatus,
    finding: tip.finding as Finding | null,
    category: tip.category,
    area: tip.area,
    isNamed: tip.isNamed,
    isWeaklyProven: tip.isWeaklyProven,
    receivedAt: tip.receivedAt,
    age: daysBetween(shanghaiDate(new Date(tip.receivedAt)), today),
    assignee: work?.assignee ?? null,
    snoozedUntil: work?.snoozedUntil ?? null,
    version: tip.version,
    subject: null,
    viewers: [],
    ...facts,
  };
}
