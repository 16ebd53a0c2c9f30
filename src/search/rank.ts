import lunr from "lunr";
import type { DocSet } from "./doc-set.ts";
import type { WordFinding } from "./find-words.ts";
import { FIELD_GROUPS, type FieldGroup } from "./record.ts";

/** What `@types/lunr` does not say: the parts that an index of lunr 2.3.9 is put together from. */
interface LunrParts {
  readonly Vector: new () => Vector;
  readonly TokenSet: { fromArray(sortedTerms: readonly string[]): object };
  readonly Index: new (parts: Record<string, unknown>) => lunr.Index;
}
interface Vector {
  insert(term: number, weight: number): void;
}
const { Vector, TokenSet, Index } = lunr as unknown as LunrParts;

/** How much more a word counts where it stands. */
const BOOSTS: Readonly<Record<FieldGroup, number>> = {
  name: 10,
  code: 8,
  place: 4,
  equipment: 3,
  about: 2,
  capacity: 1,
};

/** lunr ranks so many; beyond, it would take longer than anyone reads. */
export const MOST_RANKED = 200;

/** A shorter word stands in many codes by chance, so a code says nothing about it. */
const SHORTEST_CODE_WORD = 4;

/**
 * Orders documents, best first: those with the words in name or code are picked before the rest,
 * the first `MOST_RANKED` are ranked by lunr, equals stay in the order of the index.
 */
export function rank(docs: DocSet, findings: readonly WordFinding[], records: number): Uint32Array {
  if (findings.length === 0) return docs;
  const ordered = nameAndCodeFirst(docs, findings);
  const head = ordered.subarray(0, MOST_RANKED);
  const scores = scoreByLunr(head, findings, records);
  const byScore = Uint32Array.from(head).sort(
    (a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b,
  );
  ordered.set(byScore);
  return ordered;
}

function nameAndCodeFirst(docs: DocSet, findings: readonly WordFinding[]): Uint32Array {
  if (docs.length <= MOST_RANKED) return Uint32Array.from(docs);
  const hits = new Uint8Array((docs.at(-1) ?? 0) + 1);
  for (const { word, byGroup } of findings) {
    FIELD_GROUPS.forEach((group, place) => {
      const counts = group === "name" || (group === "code" && word.length >= SHORTEST_CODE_WORD);
      if (counts) for (const doc of byGroup[place] ?? []) hits[doc] = (hits[doc] ?? 0) + 1;
    });
  }
  const levels = Array.from({ length: 2 * findings.length + 1 }, (_, level) => level).reverse();
  return Uint32Array.from(
    levels.flatMap((level) => [...docs.filter((doc) => hits[doc] === level)]),
  );
}

/**
 * A real lunr index made on the spot: its terms are the words asked for, its postings what the
 * shards told. A visitor's text never meets lunr's query parser.
 */
function scoreByLunr(
  docs: Uint32Array,
  findings: readonly WordFinding[],
  records: number,
): Map<number, number> {
  const ranked = new Set(docs);
  const invertedIndex: Record<string, Record<string, unknown>> = Object.create(null);
  const fieldVectors: Record<string, Vector> = {};
  findings.forEach(({ word, docs: all, byGroup }, number) => {
    const postings: Record<string, unknown> = { _index: number };
    FIELD_GROUPS.forEach((group, place) => {
      const weight = BOOSTS[group] * rarity(all.length, records);
      const standing: Record<string, object> = {};
      for (const doc of byGroup[place] ?? []) {
        if (!ranked.has(doc)) continue;
        standing[doc] = {};
        const vector = fieldVectors[`${group}/${doc}`] ?? new Vector();
        vector.insert(number, weight);
        fieldVectors[`${group}/${doc}`] = vector;
      }
      postings[group] = standing;
    });
    invertedIndex[word] = postings;
  });
  const words = findings.map(({ word }) => word).sort();
  const index = new Index({
    invertedIndex,
    fieldVectors,
    tokenSet: TokenSet.fromArray(words),
    fields: [...FIELD_GROUPS],
    pipeline: new lunr.Pipeline(),
  });
  const results = index.query((query) => {
    for (const word of words) {
      query.term(word, { usePipeline: false, presence: lunr.Query.presence.REQUIRED });
    }
  });
  return new Map(results.map(({ ref, score }) => [Number(ref), score]));
}

/** As in BM25: a word that few records hold weighs more. */
function rarity(docs: number, records: number): number {
  return Math.log(1 + (records - docs + 0.5) / (docs + 0.5));
}
