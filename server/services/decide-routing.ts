import { withClocks } from "#domain/desk-due.ts";
import { type RoutingDecision, type RoutingQuestion, routeTip } from "#domain/routing.ts";
import { tipClock } from "#domain/tip-clock.ts";
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
  const filed = [{ act: "submit", on }];
  const clocks = tipClock(filed, { ...facts, limits, workingYears }, on);
  return { ...decision, desks: withClocks(decision.desks, clocks) };
}
