import { withDueDates } from "#domain/desk-due.ts";
import { dueDates } from "#domain/due-date.ts";
import { type RoutingDecision, type RoutingQuestion, routeTip } from "#domain/routing.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** Who gets a tip received on the day of the question, and by when each must have done its part. */
export function decideRouting(
  { timeLimits: limits, workingYears }: Snapshot,
  place: JurisdictionFolder,
  question: RoutingQuestion,
): RoutingDecision {
  const decision = routeTip(place, question);
  const { category, on } = question;
  const isScreened = decision.desks.some((desk) => desk.role === "screening");
  const facts = { jurisdiction: place.id, category: category.id, isNamed: false, isScreened };
  const dates = dueDates({ ...facts, limits, workingYears }, on);
  return { ...decision, desks: withDueDates(decision.desks, dates) };
}
