import { addDays, type CalendarDate } from "./calendar-date.ts";
import type { Citation } from "./citation.ts";
import { clockCourse } from "./clock-course.ts";
import { newRound, type Round, resumed } from "./clock-round.ts";
import type { ClockCase, ClockEvent } from "./clock-rules.ts";
import { limitFor, type TipStep } from "./time-limit.ts";
import { countWorkingDays } from "./working-days.ts";

export const CLOCK_STATES = [
  { id: "expected", name: "尚未开始" },
  { id: "running", name: "未到期" },
  { id: "paused", name: "暂停计算" },
  { id: "overdue", name: "已超期" },
  { id: "lapsed", name: "期满" },
  { id: "none", name: "没有规定期限" },
  { id: "done", name: "已完成" },
] as const;
export type ClockState = (typeof CLOCK_STATES)[number]["id"];

/** How one step of a tip stands in time. All days are of the Shanghai calendar. */
export interface StepClock {
  step: TipStep;
  state: ClockState;
  /** The act that set it going; null while expected. */
  startedBy: string | null;
  /** The day it counts from, itself not counted. */
  startedOn: CalendarDate;
  /** Last day, with pauses and extension; null where no number is given. */
  dueOn: CalendarDate | null;
  /** A day it counted lies in a year whose holidays are not announced. */
  isProvisional: boolean;
  /** Days it stood still while the reporter was asked, in the unit of its limit. */
  pausedDays: number;
  /** The day it was extended to, and on what ground. */
  extension: { to: CalendarDate; isDefault: boolean; basis: string } | null;
  doneOn: CalendarDate | null;
  endedBy: string | null;
  isLate: boolean;
  /** Working days after the last day, up to the end of the step or today. */
  lateBy: number;
  isDefault: boolean;
  basis: string;
  cites: readonly Citation[];
}

/**
 * Every clock of a tip, oldest first: those it had (a transfer or a new start begins another) and
 * those still to come, each counted from the latest day of the one before. Nothing of this is
 * stored, so it follows the limits and the calendar whenever they change; a limit is that of the day
 * on which its clock started.
 */
export function tipClock(
  events: readonly ClockEvent[],
  of: ClockCase,
  today: CalendarDate,
): StepClock[] {
  const { rounds, isFinished, isNamed } = clockCourse(events, of);
  const begun = rounds.map((round) => clockOf(round, of, today));
  return isFinished ? begun : [...begun, ...expectedAfter(begun, { ...of, isNamed })];
}

/** The last clock of a step that has begun or is expected. */
export function clockOfStep(clocks: readonly StepClock[], step: TipStep): StepClock | undefined {
  return clocks.findLast((clock) => clock.step === step);
}

/** Whether something is still to be done for it. */
export function isOpen({ state }: Pick<StepClock, "state">): boolean {
  return state === "running" || state === "paused" || state === "overdue";
}

function clockOf(round: Round, of: ClockCase, today: CalendarDate): StepClock {
  const { limit, startedBy, startedOn, extension, doneOn, endedBy } = round;
  // While the reporter is asked, the last day is told as if they answered today.
  const { due, isProvisional, pausedDays } = resumed(round, today, of);
  const until = doneOn ?? today;
  // Who may object and does not is not late: the right is gone.
  const isLate = due !== null && until > due && limit.step !== "objection";
  const { days } = countWorkingDays(of.workingYears, addDays(due ?? until, 1), addDays(until, 1));
  return {
    step: limit.step,
    state: stateOf(round, due, today),
    startedBy,
    startedOn,
    dueOn: due,
    isProvisional,
    pausedDays,
    extension,
    doneOn,
    endedBy,
    isLate,
    lateBy: isLate ? days : 0,
    ...groundOf(limit),
  };
}

function stateOf(round: Round, due: CalendarDate | null, today: CalendarDate): ClockState {
  if (round.doneOn !== null) return "done";
  if (due === null) return "none";
  if (today > due) return round.limit.step === "objection" ? "lapsed" : "overdue";
  return round.pausedSince === null ? "running" : "paused";
}

/** Which step is expected at the last day of which. */
const FOLLOWS: readonly { step: TipStep; after: TipStep }[] = [
  { step: "objection", after: "transfer" },
  { step: "verification", after: "transfer" },
  { step: "reply", after: "verification" },
];

function expectedAfter(begun: readonly StepClock[], of: ClockCase): StepClock[] {
  const clocks = [...begun];
  for (const { step, after } of FOLLOWS) {
    const before = clockOfStep(clocks, after);
    if (before === undefined || before.state === "done" || before.dueOn === null) continue;
    const limit = limitFor(of.limits, step, { ...of, on: before.dueOn });
    if (limit === undefined) continue;
    const [first] = begun;
    const startedOn = limit.start === "received" && first ? first.startedOn : before.dueOn;
    const round = newRound(limit, "", startedOn, of);
    clocks.push({
      ...clockOf(round, of, startedOn),
      state: round.due === null ? "none" : "expected",
      startedBy: null,
      isProvisional: before.isProvisional || round.isProvisional,
    });
  }
  return clocks.slice(begun.length);
}

function groundOf({ isDefault, basis, cites }: Round["limit"]) {
  return { isDefault, basis, cites };
}
