import { type DocSet, intersect, NO_DOCS, unite } from "./doc-set.ts";
import type { IndexReader } from "./index-reader.ts";
import type { FacetCounts, SearchQuery } from "./query.ts";
import { FACETS, type Facet } from "./record.ts";

/** For each facet in which something is chosen, the documents that carry one of the values. */
export type FacetFilters = ReadonlyMap<Facet, DocSet>;

export async function readFilters(
  reader: IndexReader,
  chosen: SearchQuery["facets"],
): Promise<FacetFilters> {
  const filters = FACETS.flatMap((facet) => {
    const values = chosen[facet] ?? [];
    if (values.length === 0) return [];
    const docs = reader
      .facetSets(facet)
      .then((sets) => unite(values.map((value) => sets.get(value) ?? NO_DOCS)));
    return [docs.then((set) => [facet, set] as const)];
  });
  return new Map(await Promise.all(filters));
}

/** Counts, for each value, the documents that would be left if it alone were chosen in its facet. */
export async function countEach(
  reader: IndexReader,
  docs: DocSet,
  filters: FacetFilters,
): Promise<FacetCounts> {
  const counts = FACETS.map(async (facet) => {
    const others = [...filters].filter(([other]) => other !== facet).map(([, set]) => set);
    const left = intersect([docs, ...others]);
    const isLeft = new Uint8Array(reader.manifest.records);
    for (const doc of left) isLeft[doc] = 1;
    const values = [...(await reader.facetSets(facet))].map(([value, set]) => {
      let count = 0;
      for (const doc of set) count += isLeft[doc] ?? 0;
      return [value, count] as const;
    });
    return [facet, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(await Promise.all(counts)) as FacetCounts;
}
