import { createHash } from "node:crypto";
import { gramsOf, normalizeField } from "#domain/tokenizer.ts";
import { blockFile, DOCS_PER_BLOCK, encodeFacetBlock } from "./facet-blocks.ts";
import { initialPairs, spellingOf } from "./initials.ts";
import { MANIFEST_FILE, type Manifest, READINGS_FILE } from "./manifest.ts";
import { PostingWriter } from "./postings.ts";
import { encodeReadings, readingsIn } from "./readings.ts";
import { FIELD_GROUPS, RECORD_KINDS, type SearchRecord } from "./record.ts";
import { encodeRows, ROWS_PER_FILE, rowsFile } from "./rows.ts";
import { type TermLists, writeTerms } from "./terms.ts";

/** Files to be served below a folder whose name changes with their content. */
export interface SearchFiles {
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Builds the whole index in memory; the same records in any order give the same bytes.
 * Time and memory at 10,000 and 100,000 enterprises: docs/search.md.
 */
export function buildSearch(records: Iterable<SearchRecord>): SearchFiles {
  const sorted = inOrder(Array.from(records, tidy));
  const initials = new TermGathering();
  const grams = new TermGathering();
  const readings = readingsIn(sorted.flatMap(namesToSpell));
  sorted.forEach((record, doc) => {
    gatherGrams(record, doc, grams);
    for (const name of namesToSpell(record)) {
      for (const pair of initialPairs(name, readings)) initials.add(pair, 0, doc);
    }
  });
  const gramTerms = writeTerms("grams", grams.finish());
  const initialTerms = writeTerms("initials", initials.finish());
  const manifest: Manifest = {
    format: 1,
    records: sorted.length,
    grams: gramTerms.index,
    initials: initialTerms.index,
  };
  const files = new Map([
    [MANIFEST_FILE, new TextEncoder().encode(JSON.stringify(manifest))],
    [READINGS_FILE, encodeReadings(readings)],
    ...gramTerms.files,
    ...initialTerms.files,
    ...cut(sorted, DOCS_PER_BLOCK, blockFile, encodeFacetBlock),
    ...cut(sorted, ROWS_PER_FILE, rowsFile, encodeRows),
  ]);
  return { folder: hashOf(files), files };
}

function namesToSpell({ fields }: SearchRecord): string[] {
  return fields.name.map((name) => normalizeField(spellingOf([...fields.place, name])).text);
}

/** Offsets of highlights count in NFC, so texts are kept in it. */
function tidy(record: SearchRecord): SearchRecord {
  const fields = { ...record.fields };
  for (const group of FIELD_GROUPS)
    fields[group] = fields[group].map((text) => text.normalize("NFC"));
  return { ...record, fields };
}

/** Neighbours share area, industry and year: posting lists become runs, row files pack well. */
function inOrder(records: readonly SearchRecord[]): SearchRecord[] {
  const keyed = records.map((record) => [neighbourhoodOf(record), record] as const);
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return keyed.map(([, record]) => record);
}

/** Kinds in their order, and within an industry the latest year first: so equal matches stand. */
function neighbourhoodOf({ id, kind, fields, facets }: SearchRecord): string {
  const latestYear = Math.max(0, ...facets.year.map(Number).filter(Number.isFinite));
  return [
    RECORD_KINDS.indexOf(kind),
    facets.jurisdiction.join(),
    fields.place.join(),
    facets.industry.join(),
    9999 - latestYear,
    id,
  ].join("\0");
}

function gatherGrams(record: SearchRecord, doc: number, grams: TermGathering): void {
  FIELD_GROUPS.forEach((group, place) => {
    for (const text of record.fields[group]) {
      for (const gram of gramsOf(normalizeField(text).text)) grams.add(gram, place, doc);
    }
  });
}

function* cut(
  records: readonly SearchRecord[],
  size: number,
  nameOf: (number: number) => string,
  encode: (part: readonly SearchRecord[]) => Uint8Array,
): Generator<readonly [string, Uint8Array]> {
  for (let number = 0; number * size < records.length; number++) {
    yield [nameOf(number), encode(records.slice(number * size, (number + 1) * size))];
  }
}

function hashOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name} ${bytes.length} `).update(bytes);
  }
  return hash.digest("hex").slice(0, 12);
}

class TermGathering {
  private readonly terms = new Map<string, (PostingWriter | undefined)[]>();

  add(term: string, place: number, doc: number): void {
    const lists = this.terms.get(term) ?? [];
    if (lists.length === 0) this.terms.set(term, lists);
    const list = lists[place] ?? new PostingWriter();
    lists[place] = list;
    list.add(doc);
  }

  finish(): Map<string, TermLists> {
    const coded = [...this.terms].map(
      ([term, lists]) => [term, Array.from(lists, (list) => list?.finish())] as const,
    );
    return new Map(coded);
  }
}
