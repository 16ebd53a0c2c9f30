import { countEach } from "./facets.ts";
import { type Found, find } from "./find.ts";
import { type Loader, openIndex } from "./index-reader.ts";
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
const FINDS_KEPT = 16;

/** Opens an index whose files the loader brings: by fetch in a browser, from disk on the server. */
export async function openSearch(load: Loader): Promise<Search> {
  const reader = await openIndex(load);
  const finds = new Map<string, Promise<Found>>();

  /** Paging and counting go on from what the first page found. */
  const findOnce = (query: SearchQuery): Promise<Found> => {
    const key = JSON.stringify([query.q, query.facets, query.sort]);
    const found = finds.get(key) ?? find(reader, query);
    finds.delete(key);
    finds.set(key, found);
    found.catch(() => finds.delete(key));
    const oldest = finds.keys().next().value;
    if (finds.size > FINDS_KEPT && oldest !== undefined) finds.delete(oldest);
    return found;
  };
  return {
    search: async (partial) => {
      const query = complete(partial);
      return readPage(reader, await findOnce(query), query);
    },
    countFacets: async (partial) => {
      const query = complete(partial);
      const { textDocs, failed } = await findOnce(query);
      const docs = failed.size > 0 ? textDocs.filter((doc) => !failed.has(doc)) : textDocs;
      return countEach(reader, docs, query.facets);
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
