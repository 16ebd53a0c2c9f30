import { LONGEST_QUESTION, words as wordsOf } from "#domain/tokenizer.ts";
import { allDocs, type DocSet, intersect } from "./doc-set.ts";
import { filterByFacets, newestFirst } from "./facets.ts";
import { findWords, type WordFinding } from "./find-words.ts";
import type { IndexReader } from "./index-reader.ts";
import type { SearchQuery } from "./query.ts";
import { rank } from "./rank.ts";

/** Nobody types more; each further word costs a server time and memory. */
const MOST_WORDS = 16;

/** What a text finds before rows are looked at, and what looking at rows has told since. */
export interface Found {
  readonly words: readonly string[];
  readonly isCut: boolean;
  readonly findings: readonly WordFinding[];
  /** Documents that match the words, whatever the facets. */
  readonly docs: DocSet;
  /** No row needs checking. */
  readonly isProven: boolean;
  readonly checked: Set<number>;
  /** Documents whose grams all fit but that do not hold the words. */
  readonly failed: Set<number>;
}

/** A text without anything but spaces finds everything; one without words finds nothing. */
export async function findText(reader: IndexReader, q: string): Promise<Found> {
  const asked = wordsOf(q);
  const words = asked.slice(0, MOST_WORDS);
  const findings = await findWords(reader, words);
  const isBrowsing = q.trim() === "";
  return {
    words,
    isCut: q.length > LONGEST_QUESTION || asked.length > MOST_WORDS,
    findings,
    docs: isBrowsing
      ? allDocs(reader.manifest.records)
      : intersect(findings.map(({ docs }) => docs)),
    isProven: findings.every((finding) => finding.isProven),
    checked: new Set(),
    failed: new Set(),
  };
}

/** The documents found that match the facets too, best first. */
export async function inOrder(
  reader: IndexReader,
  { docs, findings }: Found,
  { facets, sort }: SearchQuery,
): Promise<Uint32Array> {
  const left = await filterByFacets(reader, docs, facets);
  const ranked = rank(left, findings, reader.manifest.records);
  return sort === "newest" ? newestFirst(reader, ranked) : ranked;
}
