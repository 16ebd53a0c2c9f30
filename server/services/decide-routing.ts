import { withDueDates } from "#domain/desk-due.ts";
import { type RoutingDecision, type RoutingQuestion, routeTip } from "#domain/routing.ts";
import { dueDates } from "#domain/time-limit.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** Who gets a tip received on the day of the question, and by when each must have done its part. */
export function decideRouting(
  { timeLimits, workingYears }: Snapshot,
  place: JurisdictionFolder,
  question: RoutingQuestion,
): RoutingDecision {
  const decision = routeTip(place, question);
  const dates = dueDates(timeLimits, workingYears, {
    category: question.category.id,
    isNamed: false,
    receivedOn: question.on,
    isScreened: decision.desks.some((desk) => desk.role === "screening"),
  });
  return { ...decision, desks: withDueDates(decision.desks, dates) };
}
