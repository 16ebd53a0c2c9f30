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

/** The facets of a page: every value that occurs in the index, also those that count nothing now. */
export function facetGroups(index: SnapshotIndex, counts: FacetCounts): FacetGroup[] {
  return FACETS.map((facet) => {
    const { name, choices } = FACET_TABLE[facet];
    const named = choices(index);
    const occurring = Object.entries(counts[facet]);
    const known = named.flatMap(({ id, name }) =>
      id in counts[facet] ? { value: id, name, count: counts[facet][id] ?? 0 } : [],
    );
    const others = occurring
      .filter(([value]) => !named.some(({ id }) => id === value))
      .map(([value, count]) => ({ value, name: facet === "year" ? `${value}年` : value, count }))
      .sort((a, b) => b.value.localeCompare(a.value));
    return { facet, name, choices: [...known, ...others] };
  });
}
