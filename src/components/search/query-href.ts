import { toParams } from "#search/address.ts";
import type { SearchQuery } from "#search/query.ts";
import { FACETS, type Facet } from "#search/record.ts";

/** A question without paging size: what the address of the search page says. */
export type Question = Omit<SearchQuery, "size">;

const SEARCH_PATH = "/search/";

/** The address of a question; without one, of the plain search page. */
export function hrefOf(question: Partial<Question>): string {
  const params = toParams(question).toString();
  return params ? `${SEARCH_PATH}?${params}` : SEARCH_PATH;
}

/** The question with one value of a facet taken away, from its first page. */
export function without(question: Question, facet: Facet, value: string): Question {
  const left = (question.facets[facet] ?? []).filter((chosen) => chosen !== value);
  return { ...question, facets: { ...question.facets, [facet]: left }, page: 1 };
}

/** Every chosen value with its facet, in the order of the facets. */
export function chosenIn({ facets }: Question): { facet: Facet; value: string }[] {
  return FACETS.flatMap((facet) => (facets[facet] ?? []).map((value) => ({ facet, value })));
}

/** Nothing is asked and nothing chosen: the page invites instead of listing everything. */
export function isEmpty(question: Question): boolean {
  return question.q.trim() === "" && chosenIn(question).length === 0;
}
