import type { TipEventRow } from "#db/queries/tip-events.ts";
import type { TipRow } from "#db/queries/tips.ts";
import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { type ClockCase, NAMING_ACT } from "#domain/clock-rules.ts";
import { screeningDesks } from "#domain/routing-desks.ts";
import { type StepClock, tipClock } from "#domain/tip-clock.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** What the clocks of a tip are counted from. All of it lies in the clear: no key is needed. */
export type ClockedTip = Pick<TipRow, "jurisdiction" | "category" | "isNamed">;
export type ClockedEvent = Pick<TipEventRow, "act" | "at" | "until">;

/** Every clock of a tip as it stands on `today`, by the limits and the calendar of the content. */
export function clocksOfTip(
  snapshot: Snapshot,
  tip: ClockedTip,
  events: readonly ClockedEvent[],
  today: CalendarDate,
): StepClock[] {
  const course = events.map(({ act, at, until }) => ({
    act,
    on: shanghaiDate(new Date(at)),
    until,
  }));
  return tipClock(course, caseOf(snapshot, tip, events), today);
}

function caseOf(
  { jurisdictions, tipCategories, timeLimits: limits, workingYears }: Snapshot,
  { jurisdiction, category, isNamed }: ClockedTip,
  events: readonly ClockedEvent[],
): ClockCase {
  const place = jurisdictions.find(({ id }) => id === jurisdiction);
  const found = tipCategories.find(({ id }) => id === category);
  const isScreened = place && found ? screeningDesks(place, found).length > 0 : false;
  const isNamedLater = events.some(({ act }) => act === NAMING_ACT);
  const facts = { jurisdiction, category, isNamed: isNamed && !isNamedLater, isScreened };
  return { ...facts, limits, workingYears };
}
