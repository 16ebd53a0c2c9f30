import type { CalendarDate } from "./calendar-date.ts";
import type { TimeLimit, TipStep } from "./time-limit.ts";
import type { WorkingYear } from "./working-days.ts";

/** An act on a tip, as far as its clocks look at it; all of it lies in the clear. */
export interface ClockEvent {
  act: string;
  /** Shanghai calendar. */
  on: CalendarDate;
  /** The new last day of an extension. */
  until?: CalendarDate | null;
}

/** What the clocks of a tip need to know of it. */
export interface ClockFacts {
  jurisdiction: string;
  /** Tip category. */
  category: string;
  /** Whether a name was given with the filing; an `identify` event tells of one given later. */
  isNamed: boolean;
  /** With central intake a desk screens first; otherwise the tip is with the desks at once. */
  isScreened: boolean;
}

/** What the clocks are counted with. */
export interface ClockRules {
  limits: readonly TimeLimit[];
  workingYears: readonly WorkingYear[];
}

/** A tip and its rules, as the clocks are counted for it. */
export type ClockCase = ClockFacts & ClockRules;

type ClockStep = Exclude<TipStep, "extension">;

interface StepRule {
  step: ClockStep;
  /** Acts that set its clock going; the clock of a desk that had it before ends. */
  startedBy: readonly string[];
  /** Acts that set it going only where it stands still. */
  keptBy: readonly string[];
  doneBy: readonly string[];
}

/** Which acts start and end the clock of each step. An extension is part of the verification. */
export const STEP_RULES: readonly StepRule[] = [
  {
    step: "transfer",
    startedBy: ["return"],
    keptBy: [],
    doneBy: ["transfer", "escalate", "admit"],
  },
  {
    step: "objection",
    startedBy: ["transfer", "escalate"],
    keptBy: [],
    doneBy: ["admit", "verify", "return"],
  },
  {
    step: "verification",
    startedBy: ["transfer", "escalate", "reopen"],
    // A desk that screens may keep a tip instead of transferring it.
    keptBy: ["admit"],
    doneBy: ["find", "return"],
  },
  { step: "reply", startedBy: ["find"], keptBy: [], doneBy: ["reply"] },
];

/** What runs from the filing on. */
export const STARTED_BY_FILING = {
  screened: ["transfer"],
  direct: ["objection", "verification"],
} as const satisfies Record<string, readonly ClockStep[]>;

/** Acts that end everything. */
export const FINISHING_ACTS: readonly string[] = ["decline", "merge", "close"];

/** Acts that change a running clock; `identify`: the reporter gives a name after filing. */
export const PAUSING_ACT = "ask";
export const RESUMING_ACT = "resume";
export const EXTENDING_ACT = "extend";
export const NAMING_ACT = "identify";
