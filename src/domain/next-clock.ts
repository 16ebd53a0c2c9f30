import { addDays, type CalendarDate } from "./calendar-date.ts";
import { isOpen, type StepClock } from "./tip-clock.ts";
import { countWorkingDays, type WorkingYear } from "./working-days.ts";

/** Of the clocks that run, the one that is over first; to object is a right, not a duty. */
export function nextClock(clocks: readonly StepClock[]): StepClock | null {
  const [first] = clocks
    .filter((clock) => isOpen(clock) && clock.dueOn !== null && clock.step !== "objection")
    .toSorted((a, b) => ((a.dueOn ?? "") < (b.dueOn ?? "") ? -1 : 1));
  return first ?? null;
}

/** Working days after `today` up to the last day, negative when it is over; null without one. */
export function workingDaysLeft(
  years: readonly WorkingYear[],
  clock: StepClock,
  today: CalendarDate,
): number | null {
  if (clock.dueOn === null) return null;
  if (clock.lateBy > 0 || clock.dueOn < today) return -clock.lateBy;
  return countWorkingDays(years, addDays(today, 1), addDays(clock.dueOn, 1)).days;
}
