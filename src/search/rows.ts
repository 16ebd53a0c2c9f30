import { FACETS, FIELD_GROUPS, type SearchRecord } from "./record.ts";

/** Records to a file: neighbours resemble each other, and a result of ten rows stays small. */
export const ROWS_PER_FILE = 16;

export function rowsFile(number: number): string {
  return `rows-${number}.json`;
}

/** Columns pack better than rows; texts that repeat stand together. */
export function encodeRows(records: readonly SearchRecord[]): Uint8Array {
  const columns = [
    records.map((record) => record.id),
    records.map((record) => record.url),
    records.map((record) => record.kind),
    records.map((record) => record.date),
    records.map((record) => (record.isSample ? 1 : 0)),
    ...FIELD_GROUPS.map((group) => records.map((record) => record.fields[group])),
    ...FACETS.map((facet) => records.map((record) => record.facets[facet])),
  ];
  return new TextEncoder().encode(JSON.stringify(columns));
}

export function decodeRows(bytes: Uint8Array): SearchRecord[] {
  const [ids, urls, kinds, dates, samples, ...rest] = JSON.parse(
    new TextDecoder().decode(bytes),
  ) as [string[], string[], SearchRecord["kind"][], string[], number[], ...string[][][]];
  const named = <Name extends string>(names: readonly Name[], from: number, row: number) =>
    Object.fromEntries(names.map((name, i) => [name, rest[from + i]?.[row] ?? []])) as Record<
      Name,
      string[]
    >;
  return ids.map((id, row) => ({
    id,
    url: urls[row] ?? "",
    kind: kinds[row] ?? "enterprise",
    date: dates[row] ?? "",
    isSample: samples[row] === 1,
    fields: named(FIELD_GROUPS, 0, row),
    facets: named(FACETS, FIELD_GROUPS.length, row),
  }));
}
