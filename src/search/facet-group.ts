import type { Facet } from "./record.ts";

/** A facet as a page shows it: its name and every value that occurs. */
export interface FacetGroup {
  readonly facet: Facet;
  readonly name: string;
  readonly choices: readonly FacetChoice[];
}

interface FacetChoice {
  readonly value: string;
  readonly name: string;
  /** How many results it would leave now. */
  readonly count: number;
  /** How many records have it in all. */
  readonly total: number;
}

/** The name of a value, wherever a page has it from. */
export type NameOfValue = (facet: Facet, value: string) => string;
