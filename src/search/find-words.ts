import { coverOf } from "#domain/tokenizer.ts";
import { type DocSet, intersect, NO_DOCS, unite } from "./doc-set.ts";
import type { IndexReader, TermSets } from "./index-reader.ts";
import { isLetterWord, pairsOf } from "./initials.ts";
import { FIELD_GROUPS } from "./record.ts";
import { hasOwnFile } from "./terms.ts";

/** Where a word can stand, as far as the grams read so far tell. */
export interface WordFinding {
  readonly word: string;
  readonly docs: DocSet;
  /** By field group, in the order of `FIELD_GROUPS`. */
  readonly byGroup: readonly DocSet[];
  /** The index alone proves that every document holds the word: no row needs checking. */
  readonly isProven: boolean;
}

const GRAMS_AT_FIRST = 5;
const GRAMS_LATER = 24;
const GRAMS_THAT_TELL = 3;
const FEW_ENOUGH = 20;
const NAME = FIELD_GROUPS.indexOf("name");

/**
 * Looks all words up together: a few grams of each, then, if they still leave many
 * documents, the rest. Grams with a file of their own are the common ones and come last.
 */
export async function findWords(
  reader: IndexReader,
  words: readonly string[],
): Promise<readonly WordFinding[]> {
  const plans = words.map((word) => planFor(reader, word));
  const findings = await Promise.all(plans.map((plan) => follow(reader, plan, false)));
  if (
    plans.every(isSettledAtFirst) ||
    intersect(findings.map(({ docs }) => docs)).length <= FEW_ENOUGH
  )
    return findings;
  return Promise.all(plans.map((plan) => follow(reader, plan, true)));
}

interface Plan {
  readonly word: string;
  readonly first: readonly string[];
  readonly later: readonly string[];
  /** `first` and `later` are all grams of the word. */
  readonly isWhole: boolean;
  /** Pairs of pinyin initials, for a word of letters only. */
  readonly pairs: readonly string[];
}

/** Common grams are large files and tell little: they only help out where rare ones are few. */
function planFor(reader: IndexReader, word: string): Plan {
  const isCommon = (gram: string) => hasOwnFile(reader.manifest.grams, gram);
  const cover = coverOf(word);
  const rare = cover.filter((gram) => !isCommon(gram));
  const common = cover.filter(isCommon);
  const help = spread(common, Math.max(0, GRAMS_THAT_TELL - rare.length));
  const first = rare.length > 0 ? spread(rare, GRAMS_AT_FIRST) : help.slice(0, 2);
  const later = spread(
    [...rare, ...help].filter((gram) => !first.includes(gram)),
    GRAMS_LATER,
  );
  const isWhole = first.length + later.length === cover.length;
  const pairs = isLetterWord(word) ? pairsOf(word) : [];
  return { word, first, later, isWhole, pairs };
}

function isSettledAtFirst({ later, pairs }: Plan): boolean {
  return later.length === 0 && pairs.length <= 2;
}

async function follow(reader: IndexReader, plan: Plan, isSecondRound: boolean) {
  const grams = isSecondRound ? [...plan.first, ...plan.later] : plan.first;
  const [found, spelt] = await Promise.all([
    Promise.all(grams.map((gram) => reader.setsOf(reader.manifest.grams, gram))),
    findInitials(reader, plan.pairs, isSecondRound),
  ]);
  const byGroup = FIELD_GROUPS.map((_, group) => {
    const whole = intersect(found.map((sets) => sets[group] ?? NO_DOCS));
    return group === NAME ? unite([whole, spelt]) : whole;
  });
  const isProven =
    plan.isWhole && plan.first.length === 1 && !plan.later.length && plan.pairs.length < 2;
  return { word: plan.word, docs: unite(byGroup), byGroup, isProven };
}

/** At first only the outer pairs, which every way of cutting the word needs. */
async function findInitials(
  reader: IndexReader,
  pairs: readonly string[],
  isSecondRound: boolean,
): Promise<DocSet> {
  const outer = new Set([pairs[0], pairs.at(-1)]);
  const wanted = isSecondRound ? pairs : pairs.filter((pair) => outer.has(pair));
  const sets = await Promise.all(
    wanted.map((pair) => reader.setsOf(reader.manifest.initials, pair)),
  );
  const docs = sets.map((places: TermSets) => places[0] ?? NO_DOCS);
  if (!isSecondRound) return intersect(docs);
  const letters = [docs[0] ?? NO_DOCS, ...docs].map((set, i) => unite([set, docs[i] ?? set]));
  return intersect(letters);
}

/** At most `most` of the grams, evenly from all over the word: neighbours tell much the same. */
function spread(grams: readonly string[], most: number): string[] {
  if (grams.length <= most) return [...grams];
  if (most < 2) return grams.slice(0, most);
  return Array.from({ length: most }, (_, i) => {
    const at = Math.round((i * (grams.length - 1)) / (most - 1));
    return grams[at] ?? "";
  });
}
