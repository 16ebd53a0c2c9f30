import { ByteReader, ByteWriter } from "./bytes.ts";
import { FACETS, type Facet, type SearchRecord } from "./record.ts";

/** Records to a block: results of one place, which lie together, need one or two blocks. */
export const DOCS_PER_BLOCK = 4096;

export function blockOf(doc: number): number {
  return Math.floor(doc / DOCS_PER_BLOCK);
}

export function blockFile(block: number): string {
  return `facets-${block}.bin`;
}

/** One facet of a block: its distinct combinations of values, and for each record which it has. */
export interface FacetColumn {
  readonly combinations: readonly (readonly string[])[];
  readonly numbers: Uint16Array;
}

export type FacetBlock = Readonly<Record<Facet, FacetColumn>>;

/** After brotli about half of what a posting list for each value takes (docs/search.md). */
export function encodeFacetBlock(records: readonly SearchRecord[]): Uint8Array {
  const writer = new ByteWriter();
  for (const facet of FACETS) {
    const keys = records.map(({ facets }) => JSON.stringify([...new Set(facets[facet])].sort()));
    const combinations = [...new Set(keys)].sort();
    const numbers = new Map(combinations.map((key, number) => [key, number]));
    writer.writeBlock(new TextEncoder().encode(`[${combinations.join()}]`));
    for (const key of keys) writer.writeNumber(numbers.get(key) ?? 0);
  }
  return writer.finish();
}

/** @param count how many records the block holds */
export function decodeFacetBlock(bytes: Uint8Array, count: number): FacetBlock {
  const reader = new ByteReader(bytes);
  const columns = FACETS.map((facet): readonly [Facet, FacetColumn] => {
    const combinations = JSON.parse(new TextDecoder().decode(reader.readBlock())) as string[][];
    const numbers = Uint16Array.from({ length: count }, () => reader.readNumber());
    return [facet, { combinations, numbers }];
  });
  return Object.fromEntries(columns) as Record<Facet, FacetColumn>;
}
