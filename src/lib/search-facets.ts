import type { FacetGroup } from "#search/facet-group.ts";
import type { FacetCounts } from "#search/query.ts";
import { FACETS, type Facet } from "#search/record.ts";
import { SEARCH_STATES } from "./search-states.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

type Choice = { id: string; name: string };

/** For each facet its name and, in the order of content, the names of its values. */
const FACET_TABLE: Readonly<
  Record<Facet, { name: string; choices: (index: SnapshotIndex) => readonly Choice[] }>
> = {
  jurisdiction: {
    name: "地区",
    choices: ({ snapshot }) =>
      snapshot.jurisdictions.map(({ id, facts }) => ({ id, name: facts.name })),
  },
  listKind: { name: "名单", choices: ({ snapshot }) => snapshot.listKinds },
  industry: { name: "行业", choices: ({ snapshot }) => snapshot.industries },
  year: { name: "年份", choices: () => [] },
  state: { name: "状态", choices: () => SEARCH_STATES },
};

/**
 * The facets of a page: every value that occurs anywhere in the index, with how many records each
 * would leave now, nothing included.
 */
export function facetGroups(
  index: SnapshotIndex,
  occurring: FacetCounts,
  counts: FacetCounts = occurring,
): FacetGroup[] {
  return FACETS.map((facet) => {
    const { name, choices } = FACET_TABLE[facet];
    const named = choices(index).filter(({ id }) => id in occurring[facet]);
    const others = Object.keys(occurring[facet])
      .filter((value) => !named.some(({ id }) => id === value))
      .sort((a, b) => b.localeCompare(a))
      .map((id) => ({ id, name: facet === "year" ? `${id}年` : id }));
    return {
      facet,
      name,
      choices: [...named, ...others].map(({ id, name }) => ({
        value: id,
        name,
        count: counts[facet][id] ?? 0,
        total: occurring[facet][id] ?? 0,
      })),
    };
  });
}
