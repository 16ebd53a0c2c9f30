import { addDays, type CalendarDate, daysBetween } from "./calendar-date.ts";
import type { ClockCase, ClockEvent } from "./clock-rules.ts";
import { endOf, limitFor, type TimeLimit } from "./time-limit.ts";
import { addWorkingDays, countWorkingDays } from "./working-days.ts";

/** One run of the clock of a step. */
export interface Round {
  limit: TimeLimit;
  startedBy: string;
  startedOn: CalendarDate;
  due: CalendarDate | null;
  isProvisional: boolean;
  pausedSince: CalendarDate | null;
  pausedDays: number;
  extension: { to: CalendarDate; isDefault: boolean; basis: string } | null;
  doneOn: CalendarDate | null;
  endedBy: string | null;
}

/** A clock that starts to count from a day. */
export function newRound(
  limit: TimeLimit,
  startedBy: string,
  startedOn: CalendarDate,
  { workingYears }: ClockCase,
): Round {
  const end = endOf(limit, workingYears, startedOn);
  return {
    limit,
    startedBy,
    startedOn,
    due: end?.on ?? null,
    isProvisional: end?.isProvisional ?? false,
    pausedSince: null,
    pausedDays: 0,
    extension: null,
    doneOn: null,
    endedBy: null,
  };
}

/** Stands still while the reporter is asked; what is overdue stays overdue. */
export function paused(round: Round, on: CalendarDate): Round {
  const isOverdue = round.due !== null && on > round.due;
  return round.pausedSince === null && !isOverdue ? { ...round, pausedSince: on } : round;
}

/**
 * The round as it goes on after a pause: the day of the question stood still, the day of the answer
 * counts, and the last day is never before the answer.
 */
export function resumed(round: Round, on: CalendarDate, { workingYears }: ClockCase): Round {
  const { pausedSince, startedOn, limit, due } = round;
  if (pausedSince === null) return round;
  const from = pausedSince > startedOn ? pausedSince : addDays(startedOn, 1);
  const isInWorkingDays = limit.unit === "working-days";
  const stood = isInWorkingDays
    ? countWorkingDays(workingYears, from, on)
    : { days: Math.max(0, daysBetween(from, on)), isProvisional: false };
  const going = { ...round, pausedSince: null, pausedDays: round.pausedDays + stood.days };
  if (due === null) return going;
  const later = isInWorkingDays
    ? addWorkingDays(workingYears, due, stood.days)
    : { on: addDays(due, stood.days), isProvisional: false };
  return {
    ...going,
    due: later.on > on ? later.on : on,
    isProvisional: round.isProvisional || stood.isProvisional || later.isProvisional,
  };
}

/**
 * A verification goes on to the day that was told, at most as long as the limit of extensions gives
 * from the original last day; without such a limit there is no bound. Once for a round, which is a
 * default of this register.
 */
export function extended(round: Round, { on, until }: ClockEvent, of: ClockCase): Round {
  if (round.limit.step !== "verification" || round.extension !== null) return round;
  const limit = limitFor(of.limits, "extension", { ...of, on });
  const latest = limit && round.due ? endOf(limit, of.workingYears, round.due) : null;
  const isBound = latest !== null && (!until || until > latest.on);
  const to = isBound ? latest.on : until;
  if (!to || (round.due !== null && to <= round.due)) return round;
  const { isDefault, basis } = limit ?? round.limit;
  return {
    ...round,
    due: to,
    isProvisional: isBound && latest.isProvisional,
    extension: { to, isDefault, basis },
  };
}

/** The round when an act has ended it; a pause ends with it. */
export function ended(round: Round, { act, on }: ClockEvent, of: ClockCase): Round {
  return { ...resumed(round, on, of), doneOn: on, endedBy: act };
}
