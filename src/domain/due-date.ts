import type { CalendarDate } from "./calendar-date.ts";
import type { ClockCase } from "./clock-rules.ts";
import type { TipStep } from "./time-limit.ts";
import { type StepClock, tipClock } from "./tip-clock.ts";

/** The last day of one step; provisional where the working days of a year are not yet announced. */
export interface DueDate {
  step: TipStep;
  /** null where no number is given. */
  on: CalendarDate | null;
  isProvisional: boolean;
  isDefault: boolean;
  basis: string;
}

/**
 * What is due when of a tip received on `receivedOn`, before anything has happened. A step that
 * begins when another ends is counted from the last day of that one, so each date is the latest.
 */
export function dueDates(of: ClockCase, receivedOn: CalendarDate): DueDate[] {
  return tipClock([{ act: "submit", on: receivedOn }], of, receivedOn).map(dueDateOf);
}

/** The date of a clock, and what kind of date it is. */
export function dueDateOf({ step, dueOn, isProvisional, isDefault, basis }: StepClock): DueDate {
  return { step, on: dueOn, isProvisional, isDefault, basis };
}
