import { ended, extended, newRound, paused, type Round, resumed } from "./clock-round.ts";
import {
  type ClockCase,
  type ClockEvent,
  EXTENDING_ACT,
  FINISHING_ACTS,
  NAMING_ACT,
  PAUSING_ACT,
  RESUMING_ACT,
  STARTED_BY_FILING,
  STEP_RULES,
} from "./clock-rules.ts";
import { limitFor, type TipStep } from "./time-limit.ts";

/** Where the clocks of a tip stand after some events. */
interface Standing {
  rounds: readonly Round[];
  isNamed: boolean;
  isFinished: boolean;
  receivedOn: string;
  /** Steps that began while the reporter was unknown, and so without a limit. */
  waiting: readonly TipStep[];
}

/** Every run of every clock of a tip, in the order of its events. */
export function clockCourse(events: readonly ClockEvent[], of: ClockCase): Standing {
  const receivedOn = events[0]?.on ?? "";
  const { isNamed } = of;
  const begin: Standing = { rounds: [], isNamed, isFinished: false, receivedOn, waiting: [] };
  return events.reduce((standing, event) => after(standing, event, of), begin);
}

function after(before: Standing, event: ClockEvent, of: ClockCase): Standing {
  const { act, on } = event;
  const running = (change: (round: Round) => Round): Standing => ({
    ...before,
    rounds: before.rounds.map((round) => (round.doneOn === null ? change(round) : round)),
  });
  if (FINISHING_ACTS.includes(act)) {
    return { ...running((round) => ended(round, event, of)), isFinished: true, waiting: [] };
  }
  if (act === PAUSING_ACT) return running((round) => paused(round, on));
  if (act === RESUMING_ACT) return running((round) => resumed(round, on, of));
  if (act === EXTENDING_ACT) return running((round) => extended(round, event, of));
  if (act === NAMING_ACT) return named(before, event, of);
  return moved(before, event, of);
}

/** Ends what the act ends, then starts what it starts. */
function moved(before: Standing, event: ClockEvent, of: ClockCase): Standing {
  const { act, on } = event;
  const starting = stepsStartedBy(act, before, of);
  const isOver = (step: TipStep) =>
    starting.includes(step) ||
    STEP_RULES.some((rule) => rule.step === step && rule.doneBy.includes(act));
  const standing: Standing = {
    ...before,
    isFinished: before.isFinished && act !== "reopen",
    receivedOn: act === "reopen" ? on : before.receivedOn,
    rounds: before.rounds.map((round) =>
      round.doneOn === null && isOver(round.limit.step) ? ended(round, event, of) : round,
    ),
    waiting: before.waiting.filter((step) => !isOver(step)),
  };
  return started(standing, starting, event, of);
}

function stepsStartedBy(act: string, { rounds }: Standing, of: ClockCase): readonly TipStep[] {
  if (act === "submit") return STARTED_BY_FILING[of.isScreened ? "screened" : "direct"];
  const isRunning = (step: TipStep) =>
    rounds.some((round) => round.limit.step === step && round.doneOn === null);
  return STEP_RULES.filter(
    ({ step, startedBy, keptBy }) =>
      startedBy.includes(act) || (keptBy.includes(act) && !isRunning(step)),
  ).map(({ step }) => step);
}

/** Starts steps; one without a limit for this reporter waits until they give a name. */
function started(
  before: Standing,
  steps: readonly TipStep[],
  { act, on }: ClockEvent,
  of: ClockCase,
): Standing {
  const { isNamed, receivedOn } = before;
  const begun = steps.map((step) => {
    const limit = limitFor(of.limits, step, { ...of, isNamed, on });
    const isFromReceipt = limit?.start === "received" && step !== "transfer";
    return { step, round: limit && newRound(limit, act, isFromReceipt ? receivedOn : on, of) };
  });
  return {
    ...before,
    rounds: [...before.rounds, ...begun.flatMap(({ round }) => round ?? [])],
    waiting: [...before.waiting, ...begun.flatMap(({ step, round }) => (round ? [] : step))],
  };
}

/** A name starts the clocks of named reports; it never puts a day off that was promised before. */
function named(before: Standing, event: ClockEvent, of: ClockCase): Standing {
  const rounds = before.rounds.map((round) => {
    const question = { ...of, isNamed: true, on: event.on };
    const limit = limitFor(of.limits, round.limit.step, question);
    if (round.doneOn !== null || !limit?.isNamedOnly || round.limit.isNamedOnly) return round;
    const fresh = newRound(limit, event.act, event.on, of);
    const isSooner = fresh.due !== null && (round.due === null || fresh.due < round.due);
    return isSooner ? { ...fresh, pausedSince: round.pausedSince && event.on } : round;
  });
  return started({ ...before, isNamed: true, rounds, waiting: [] }, before.waiting, event, of);
}
