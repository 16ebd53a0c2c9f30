import { ByteReader, ByteWriter } from "./bytes.ts";
import type { DocSet } from "./doc-set.ts";

/**
 * One facet of all records: the distinct combinations of values, then the number of each record's
 * combination. After brotli a third of the size of a posting list a value, since records that
 * stand together carry the same values.
 */
export function encodeFacetColumn(column: readonly (readonly string[])[]): Uint8Array {
  const keys = column.map((values) => JSON.stringify([...new Set(values)].sort()));
  const combinations = [...new Set(keys)].sort();
  const numbers = new Map(combinations.map((key, number) => [key, number]));
  const writer = new ByteWriter();
  writer.writeBlock(new TextEncoder().encode(`[${combinations.join()}]`));
  for (const key of keys) writer.writeNumber(numbers.get(key) ?? 0);
  return writer.finish();
}

/** For each value the documents that carry it. */
export function decodeFacetColumn(bytes: Uint8Array): ReadonlyMap<string, DocSet> {
  const reader = new ByteReader(bytes);
  const combinations = JSON.parse(new TextDecoder().decode(reader.readBlock())) as string[][];
  const docsByValue = new Map(combinations.flat().map((value) => [value, [] as number[]]));
  for (let doc = 0; !reader.isAtEnd; doc++) {
    const values = combinations[reader.readNumber()] ?? [];
    for (const value of values) docsByValue.get(value)?.push(doc);
  }
  return new Map([...docsByValue].map(([value, docs]) => [value, Uint32Array.from(docs)]));
}
