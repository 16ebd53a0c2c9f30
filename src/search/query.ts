import type { Facet, FieldGroup, SearchRecord } from "./record.ts";

/** What a visitor asks for. Without words and facets: everything, in the order of the index. */
export interface SearchQuery {
  readonly q: string;
  /** Within a facet any of the values, between facets all of them. */
  readonly facets: Readonly<Partial<Record<Facet, readonly string[]>>>;
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly sort: SearchSort;
}

/** `newest`: by the latest year a record carries; equals stand in order of relevance. */
export const SEARCH_SORTS = ["relevance", "newest"] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** From start up to, not including, end, in UTF-16 units of the text shown. */
export type Range = readonly [start: number, end: number];

/** For each text of a field group, where the words were found. */
export type Marks = Readonly<Record<FieldGroup, readonly (readonly Range[])[]>>;

export interface SearchHit {
  readonly record: SearchRecord;
  readonly marks: Marks;
}

export interface SearchAnswer {
  /** The words looked for, normalised; none when `q` holds nothing that can be looked for. */
  readonly words: readonly string[];
  /** The question was longer than can be looked for; only its beginning was used. */
  readonly isCut: boolean;
  readonly total: number;
  /** When false the total may be a little too high: say 约. */
  readonly isTotalExact: boolean;
  readonly page: number;
  readonly size: number;
  readonly hits: readonly SearchHit[];
}

/** How many results each value would leave, given what is chosen in the other facets. */
export type FacetCounts = Readonly<Record<Facet, Readonly<Record<string, number>>>>;
