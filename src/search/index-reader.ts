import type { DocSet } from "./doc-set.ts";
import { blockFile, DOCS_PER_BLOCK, decodeFacetBlock, type FacetBlock } from "./facet-blocks.ts";
import type { Readings } from "./initials.ts";
import { keepLatest } from "./keep-latest.ts";
import { MANIFEST_FILE, type Manifest, READINGS_FILE } from "./manifest.ts";
import { decodePostings } from "./postings.ts";
import type { SearchRecord } from "./record.ts";
import { decodeRows, ROWS_PER_FILE, rowsFile } from "./rows.ts";
import { decodeTerms, fileOf, type TermFiles, type TermLists } from "./terms.ts";

/** Brings one named file of the index: from the network, a folder or memory. */
export type Loader = (name: string) => Promise<Uint8Array>;

/** One set a place where the term can stand; a hole where it does not. */
export type TermSets = readonly (DocSet | undefined)[];

/** Reads the files of an index; each is fetched once while it is in use. */
export interface IndexReader {
  readonly manifest: Manifest;
  setsOf(index: TermFiles, term: string): Promise<TermSets>;
  facetBlock(block: number): Promise<FacetBlock>;
  recordAt(doc: number): Promise<SearchRecord>;
  readings(): Promise<Readings>;
}

/** Parsed files kept at hand; enough for a long visit, little enough for an old phone. */
const FILES_KEPT = 400;

export async function openIndex(load: Loader): Promise<IndexReader> {
  const manifest = readJson<Manifest>(await load(MANIFEST_FILE));
  const onceEach = keepLatest(FILES_KEPT);
  const once = <T>(name: string, decode: (bytes: Uint8Array) => T) =>
    onceEach(name, async () => decode(await load(name)));

  const readTerms = (name: string) => once(name, decodeTerms);
  return {
    manifest,
    setsOf: async (index, term) => decodeLists((await readTerms(fileOf(index, term))).get(term)),
    facetBlock: (block) => {
      const count = Math.min(DOCS_PER_BLOCK, manifest.records - block * DOCS_PER_BLOCK);
      return once(blockFile(block), (bytes) => decodeFacetBlock(bytes, count));
    },
    recordAt: async (doc) => {
      const rows = await once(rowsFile(Math.floor(doc / ROWS_PER_FILE)), decodeRows);
      const record = rows[doc % ROWS_PER_FILE];
      if (!record) throw new RangeError(`search index: no record ${doc}`);
      return record;
    },
    readings: () => once(READINGS_FILE, decodeReadings),
  };
}

function decodeLists(lists: TermLists = []): TermSets {
  return lists.map((list) => list && decodePostings(list));
}

function decodeReadings(bytes: Uint8Array): Readings {
  const readings = new Map<string, string>();
  for (const [letter, signs] of Object.entries(readJson<Record<string, string>>(bytes))) {
    for (const sign of signs) readings.set(sign, (readings.get(sign) ?? "") + letter);
  }
  return readings;
}

function readJson<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
