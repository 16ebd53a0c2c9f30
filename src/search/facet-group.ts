import type { Facet } from "./record.ts";

/** A facet as a page shows it: its name and the values that occur, with how many records have each. */
export interface FacetGroup {
  readonly facet: Facet;
  readonly name: string;
  readonly choices: readonly {
    readonly value: string;
    readonly name: string;
    readonly count: number;
  }[];
}

/** The name of a value, wherever a page has it from. */
export type NameOfValue = (facet: Facet, value: string) => string;
