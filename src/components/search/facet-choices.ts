import type { FacetGroup } from "#search/facet-group.ts";
import type { Question } from "./query-href.ts";

type Facet = FacetGroup["facet"];

export function isChosen(facet: Facet, value: string, question: Question): boolean {
  return question.facets[facet]?.includes(value) === true;
}

/** A value that would leave nothing is not offered, unless it is chosen and can be given up. */
export function isOffered(
  { value, count }: { value: string; count: number },
  facet: Facet,
  question: Question,
): boolean {
  return count > 0 || isChosen(facet, value, question);
}

/** Whether anything is left to narrow by. */
export function hasChoices(groups: readonly FacetGroup[], question: Question): boolean {
  return groups.some(({ facet, choices }) =>
    choices.some((choice) => isOffered(choice, facet, question)),
  );
}
