import { type CalendarDate, isActive } from "#domain/calendar-date.ts";
import { INTAKE_MODES } from "#domain/jurisdiction.ts";
import { LIMIT_STARTS, lengthText, limitsFor, TIP_STEPS } from "#domain/time-limit.ts";
import { isAboutRecord } from "#domain/tip-category.ts";
import { nameOf, UNSAID } from "#lib/format.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** How long one step of a tip may take, in words. */
export interface StepTerm {
  name: string;
  text: string;
  isDefault: boolean;
}

/** What a reporter meets in one place: who sees the tip first, and by when each step is due. */
export interface TipCourse {
  id: string;
  name: string;
  /** Whether the programme of the place speaks of tips at all. */
  isTipMentioned: boolean;
  intake: string;
  terms: readonly StepTerm[];
}

/** The course of a tip in every place, for a named reporter, filed on `today`. */
export function tipCourses(snapshot: Snapshot, today: CalendarDate): TipCourse[] {
  return snapshot.jurisdictions.map((place) => ({
    id: place.id,
    name: place.facts.name,
    isTipMentioned: place.facts.intake.isTipMentioned,
    intake: intakeText(place),
    terms: termsOf(snapshot, place, today),
  }));
}

/** The categories of what may be seen and reported on `today`, in the order they are offered. */
export function openCategories({ tipCategories }: Snapshot, today: CalendarDate) {
  return tipCategories
    .filter((entry) => isActive(entry, today) && !isAboutRecord(entry))
    .toSorted((a, b) => a.order - b.order);
}

function intakeText({ facts, departments }: JurisdictionFolder): string {
  const { mode, screening } = facts.intake;
  const name = departments.find((entry) => entry.id === screening)?.name;
  return name === undefined
    ? nameOf(INTAKE_MODES, mode)
    : `${nameOf(INTAKE_MODES, mode)}，先由${name}看`;
}

function termsOf(snapshot: Snapshot, place: JurisdictionFolder, today: CalendarDate): StepTerm[] {
  const isScreened = place.facts.intake.mode === "central";
  const question = { jurisdiction: place.id, category: "", isNamed: true, isScreened, on: today };
  return limitsFor(snapshot.timeLimits, question).map((limit) => {
    const start = limit.start === "transferred" && !isScreened ? "received" : limit.start;
    const length = lengthText(limit);
    return {
      name: nameOf(TIP_STEPS, limit.step),
      text: length === null ? UNSAID : `${nameOf(LIMIT_STARTS, start)}后${length}内`,
      isDefault: length !== null && limit.isDefault,
    };
  });
}
