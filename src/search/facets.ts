import type { DocSet } from "./doc-set.ts";
import { blockOf, DOCS_PER_BLOCK, type FacetBlock } from "./facet-blocks.ts";
import type { IndexReader } from "./index-reader.ts";
import type { FacetCounts, SearchQuery } from "./query.ts";
import { FACETS, type Facet } from "./record.ts";

type Chosen = SearchQuery["facets"];

/** Keeps the documents that carry one of the chosen values in every facet with a choice. */
export async function filterByFacets(
  reader: IndexReader,
  docs: DocSet,
  chosen: Chosen,
): Promise<DocSet> {
  if (FACETS.every((facet) => isOpen(chosen, facet))) return docs;
  const blocks = await readBlocks(reader, docs);
  return docs.filter((doc) => FACETS.every((facet) => fits(blocks, doc, facet, chosen)));
}

/**
 * Counts, for each value, the documents that would be left if it alone were chosen in its facet,
 * with the choices in the other facets as they are. A value that would leave none is not named.
 */
export async function countEach(
  reader: IndexReader,
  docs: DocSet,
  chosen: Chosen,
): Promise<FacetCounts> {
  const blocks = await readBlocks(reader, docs);
  const counts = FACETS.map((facet) => [facet, new Map<string, number>()] as const);
  for (const doc of docs) {
    const misfits = FACETS.filter((facet) => !fits(blocks, doc, facet, chosen));
    for (const [facet, ofFacet] of counts) {
      if (misfits.some((misfit) => misfit !== facet)) continue;
      for (const value of valuesAt(blocks, doc, facet)) {
        ofFacet.set(value, (ofFacet.get(value) ?? 0) + 1);
      }
    }
  }
  const named = counts.map(([facet, ofFacet]) => [facet, Object.fromEntries(ofFacet)] as const);
  return Object.fromEntries(named) as Record<Facet, Record<string, number>>;
}

/** Reorders documents by the latest year each carries; equals keep their order, no year is last. */
export async function newestFirst(reader: IndexReader, docs: Uint32Array): Promise<Uint32Array> {
  const blocks = await readBlocks(reader, docs);
  const latest = new Map(
    Array.from(docs, (doc) => {
      const years = valuesAt(blocks, doc, "year").map((year) => Number(year) || 0);
      return [doc, Math.max(0, ...years)];
    }),
  );
  return Uint32Array.from(docs).sort((a, b) => (latest.get(b) ?? 0) - (latest.get(a) ?? 0));
}

/** The blocks in which the documents lie, each at its own number. */
async function readBlocks(reader: IndexReader, docs: Uint32Array): Promise<FacetBlock[]> {
  const blocks: FacetBlock[] = [];
  const wanted = new Set(Array.from(docs, blockOf));
  const reading = [...wanted].map(async (block) => {
    blocks[block] = await reader.facetBlock(block);
  });
  await Promise.all(reading);
  return blocks;
}

function valuesAt(blocks: readonly FacetBlock[], doc: number, facet: Facet): readonly string[] {
  const column = blocks[blockOf(doc)]?.[facet];
  return column?.combinations[column.numbers[doc % DOCS_PER_BLOCK] ?? -1] ?? [];
}

function fits(blocks: readonly FacetBlock[], doc: number, facet: Facet, chosen: Chosen): boolean {
  const values = chosen[facet] ?? [];
  return isOpen(chosen, facet) || valuesAt(blocks, doc, facet).some((v) => values.includes(v));
}

function isOpen(chosen: Chosen, facet: Facet): boolean {
  return (chosen[facet] ?? []).length === 0;
}
