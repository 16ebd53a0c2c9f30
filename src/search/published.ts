import type { Search } from "./engine.ts";
import type { FacetCounts } from "./query.ts";

/** Where an index lies on a site: a folder named after its content, below this one. */
export const INDEX_ROOT = "/search-index/";

/** The opened index of a built site, and the path the browser finds the same index at. */
export interface PublishedSearch {
  readonly path: string;
  readonly search: Search;
  /** Every value that occurs, counted over all records. */
  readonly occurring: FacetCounts;
}
