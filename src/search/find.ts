import { LONGEST_QUESTION, words as wordsOf } from "#domain/tokenizer.ts";
import { allDocs, type DocSet, intersect } from "./doc-set.ts";
import { filterByFacets, newestFirst } from "./facets.ts";
import { findWords, type WordFinding } from "./find-words.ts";
import type { IndexReader } from "./index-reader.ts";
import type { SearchQuery } from "./query.ts";
import { rank } from "./rank.ts";

/** What a question finds before rows are looked at, and what looking at rows has told since. */
export interface Found {
  readonly words: readonly string[];
  readonly isCut: boolean;
  /** Documents that match the words, whatever the facets. */
  readonly textDocs: DocSet;
  /** Those that match the facets too, best first. */
  readonly order: Uint32Array;
  /** No row needs checking. */
  readonly isProven: boolean;
  readonly checked: Set<number>;
  /** Documents whose grams all fit but that do not hold the words. */
  readonly failed: Set<number>;
}

export async function find(reader: IndexReader, query: SearchQuery): Promise<Found> {
  const words = wordsOf(query.q);
  const narrow = (docs: DocSet) => filterByFacets(reader, docs, query.facets);

  const isBrowsing = query.q.trim() === "";
  const findings = await findWords(
    reader,
    words,
    async (found) => (await narrow(inAll(found))).length,
  );
  const textDocs = isBrowsing ? allDocs(reader.manifest.records) : inAll(findings);
  const ranked = rank(await narrow(textDocs), findings, reader.manifest.records);
  return {
    words,
    isCut: query.q.length > LONGEST_QUESTION,
    textDocs,
    order: query.sort === "newest" ? await newestFirst(reader, ranked) : ranked,
    isProven: findings.every((finding) => finding.isProven),
    checked: new Set(),
    failed: new Set(),
  };
}

function inAll(findings: readonly WordFinding[]): DocSet {
  return intersect(findings.map(({ docs }) => docs));
}
