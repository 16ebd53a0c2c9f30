import { countEach } from "./facets.ts";
import { findText, inOrder } from "./find.ts";
import { type Loader, openIndex } from "./index-reader.ts";
import { keepLatest } from "./keep-latest.ts";
import { readPage } from "./page.ts";
import type { FacetCounts, SearchAnswer, SearchQuery } from "./query.ts";

export interface Search {
  /** One page of results. Any text is a good question; a fault of the loader is passed on. */
  search(query: Partial<SearchQuery>): Promise<SearchAnswer>;
  /** Counts beside the facets; apart from `search`, so that the first result need not wait. */
  countFacets(query: Partial<SearchQuery>): Promise<FacetCounts>;
}

const LARGEST_PAGE = 100;
const USUAL_PAGE = 10;
const QUESTIONS_KEPT = 4;

/** Opens an index whose files the loader brings: by fetch in a browser, from disk on the server. */
export async function openSearch(load: Loader): Promise<Search> {
  const reader = await openIndex(load);
  const onceText = keepLatest(QUESTIONS_KEPT);
  const onceOrder = keepLatest(QUESTIONS_KEPT);

  /** Pages and counts go on from what the first page found. */
  const find = ({ q }: SearchQuery) => onceText(q, () => findText(reader, q));
  return {
    search: async (partial) => {
      const query = complete(partial);
      const found = await find(query);
      const order = await onceOrder(JSON.stringify([query.q, query.facets, query.sort]), () =>
        inOrder(reader, found, query),
      );
      return readPage(reader, found, order, query);
    },
    countFacets: async (partial) => {
      const query = complete(partial);
      const { docs, failed } = await find(query);
      const sound = failed.size > 0 ? docs.filter((doc) => !failed.has(doc)) : docs;
      return countEach(reader, sound, query.facets);
    },
  };
}

function complete(query: Partial<SearchQuery>): SearchQuery {
  return {
    q: query.q ?? "",
    facets: query.facets ?? {},
    page: wholeWithin(query.page, 1, Number.MAX_SAFE_INTEGER, 1),
    size: wholeWithin(query.size, 1, LARGEST_PAGE, USUAL_PAGE),
    sort: query.sort ?? "relevance",
  };
}

function wholeWithin(value: number | undefined, least: number, most: number, usual: number) {
  if (value === undefined || !Number.isFinite(value)) return usual;
  return Math.min(most, Math.max(least, Math.floor(value)));
}
