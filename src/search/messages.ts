import type { FacetCounts, SearchAnswer, SearchQuery } from "./query.ts";

/** First where the index lies, then questions, each with a number of its own. */
export type WorkerQuestion =
  | { readonly base: string }
  | {
      readonly id: number;
      readonly ask: "warm" | "search" | "countFacets";
      readonly query: Partial<SearchQuery>;
    };

export type WorkerAnswer =
  | { readonly id: number; readonly value: SearchAnswer | FacetCounts | undefined }
  | { readonly id: number; readonly fault: string };
