import type { CalendarDate } from "./calendar-date.ts";
import { withoutExcluded } from "./desk-exclusion.ts";
import { deskOf, type RoutedDesk, type RoutingPlace } from "./routed-desk.ts";
import { candidates, coordinatorDesk, desksOfRules, screeningDesks } from "./routing-desks.ts";
import { findRules, type RoutingQuestion } from "./routing-rules.ts";
import { heirOf, placeOn } from "./standing-department.ts";
import { isAboutRecord } from "./tip-category.ts";

export type { RoutingQuestion } from "./routing-rules.ts";

export interface RoutingDecision {
  /** Never empty unless the supervisor was excluded, which `mayExclude` tells beforehand. */
  desks: readonly RoutedDesk[];
  /** Id of the rule that applied, `publisher` for what is about a record, or `coordinator`. */
  rule: string;
  /** The text leaves the circle of departments open (等部门); a person may add some. */
  openEnded: boolean;
  /** The local text says nothing of this matter (本地文件未规定). */
  isSilent: boolean;
  /** A person at the coordinator decides who leads. */
  isManual: boolean;
}

/**
 * Who gets a tip, and why. The rule of a topic comes before the rule of its aspect; where the local
 * text is silent on a topic every place must take (地条钢, trap 34), the aspects named by the
 * category answer. What no rule or only a person can decide goes to the coordinator. With central
 * intake the screening desk comes first and the others are named as those who would handle it.
 * No excluded desk is ever named. The supervisor is the last resort and cannot be excluded: the
 * edges refuse it with `SUPERVISOR_STAYS`, so that no tip is without a desk. Whoever took over from
 * a dissolved department stands in its place, also where it is excluded.
 */
export function routeTip(of: RoutingPlace, question: RoutingQuestion): RoutingDecision {
  const { category, on } = question;
  const place = placeOn(of, on);
  const exclude = question.exclude.map((id) => heirOf(of.departments, id, on));
  if (isAboutRecord(category)) return routeToPublisher(place, { ...question, exclude });
  const { rules, isSilent } = findRules(place, question);
  const [first] = rules;
  const isUndecided = first === undefined || first.isManual;
  const handling = isUndecided
    ? [coordinatorDesk(place, category, first), ...candidates(place, first)]
    : desksOfRules(place, rules, isSilent, category);
  return {
    desks: withoutExcluded(place, exclude, [...screeningDesks(place, category), ...handling]),
    rule: first?.id ?? "coordinator",
    openEnded: rules.some((rule) => rule.isOpenEnded),
    isSilent: isSilent || (first === undefined && !category.toSuperior),
    isManual: isUndecided && !category.toSuperior,
  };
}

/** What is about a record goes to whoever published it; no programme says where such words go. */
function routeToPublisher(
  place: RoutingPlace,
  { category, publisher, exclude, on }: RoutingQuestion,
): RoutingDecision {
  const desk =
    publisher === undefined
      ? coordinatorDesk(place, category, undefined)
      : deskOf(
          place,
          heirOf(place.departments, publisher.department, on),
          "lead",
          publisher.reason,
          publisher.cites,
        );
  const desks = withoutExcluded(place, exclude, [desk]);
  return { desks, rule: "publisher", openEnded: false, isSilent: true, isManual: false };
}

/** The desks that receive the tip at once; with central intake only the screening desk does. */
export function receivingDesks(decision: RoutingDecision): readonly RoutedDesk[] {
  const screening = decision.desks.filter((desk) => desk.role === "screening");
  return screening.length > 0 ? screening : decision.desks;
}

/** Whether a reporter may keep these departments out on a day: all but the supervisor. */
export function mayExclude(
  { departments, facts }: RoutingPlace,
  exclude: readonly string[],
  on: CalendarDate,
): boolean {
  const supervisor = heirOf(departments, facts.supervisor, on);
  return exclude.every((id) => heirOf(departments, id, on) !== supervisor);
}

/** What a reporter reads who wants the supervisor kept out. */
export const SUPERVISOR_STAYS = {
  field: "exclude",
  message: "负责监督的上级不能回避：其他部门都回避时，举报由它接收。请不要选它。",
} as const;
