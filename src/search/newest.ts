import type { IndexReader } from "./index-reader.ts";

/** Reorders documents by the latest year each carries; equals keep their order, no year is last. */
export async function newestFirst(reader: IndexReader, docs: Uint32Array): Promise<Uint32Array> {
  const latest = new Uint16Array(reader.manifest.records);
  for (const [value, set] of await reader.facetSets("year")) {
    const year = Number(value) || 0;
    for (const doc of set) latest[doc] = Math.max(latest[doc] ?? 0, year);
  }
  return Uint32Array.from(docs).sort((a, b) => (latest[b] ?? 0) - (latest[a] ?? 0));
}
