import { buildSearch } from "#search/build.ts";
import { openSearch, type Search } from "#search/engine.ts";
import { memoryLoader } from "#search/folder.ts";
import type { SearchQuery } from "#search/query.ts";
import type { SearchRecord } from "#search/record.ts";

export function openOver(records: readonly SearchRecord[]): Promise<Search> {
  return openSearch(memoryLoader(buildSearch(records)));
}

/** The ids of every result, page after page. */
export async function findAll(search: Search, query: Partial<SearchQuery>): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const { hits } = await search.search({ size: 100, ...query, page });
    if (hits.length === 0) return ids;
    ids.push(...hits.map(({ record }) => record.id));
  }
}
