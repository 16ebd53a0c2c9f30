import { SEARCH_SORTS, type SearchQuery } from "./query.ts";
import { FACETS, type Facet } from "./record.ts";

/**
 * A question as it stands in the address of the search page: `?q=…&jurisdiction=ankang&page=2`.
 * What is as usual is left out; each facet may come several times.
 */
export function toParams(query: Partial<SearchQuery>): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q) params.set("q", query.q);
  for (const facet of FACETS) {
    for (const value of query.facets?.[facet] ?? []) params.append(facet, value);
  }
  if (query.sort && query.sort !== "relevance") params.set("sort", query.sort);
  if (query.page && query.page > 1) params.set("page", String(query.page));
  return params;
}

/** Reads an address; what makes no sense in it is taken as not said. */
export function fromParams(params: URLSearchParams): Omit<SearchQuery, "size"> {
  const facets: Partial<Record<Facet, string[]>> = {};
  for (const facet of FACETS) {
    const values = [...new Set(params.getAll(facet).filter(Boolean))];
    if (values.length > 0) facets[facet] = values;
  }
  const page = Number(params.get("page"));
  return {
    q: params.get("q") ?? "",
    facets,
    sort: SEARCH_SORTS.find((sort) => sort === params.get("sort")) ?? "relevance",
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}
