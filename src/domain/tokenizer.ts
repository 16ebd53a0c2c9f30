/**
 * Cuts text into words and grams. One file for build, browser and server: a record and a question
 * are found to agree only because both went through here.
 */

/** Normalised text, and for each of its UTF-16 units the offset it came from in `source`. */
export interface NormalText {
  /** The text as given, in Unicode NFC: the offsets in `at` point into this. */
  readonly source: string;
  /** Lower case, one spelling of each sign; a space stands only where no word may run across. */
  readonly text: string;
  readonly at: readonly number[];
}

/** A question longer than this is cut: no field of a record comes near it. */
export const LONGEST_QUESTION = 512;

const HAN = /\p{Script=Han}/u;
const WORD_SIGN = /[\p{L}\p{N}\p{M}]/u;
/** Brackets, quotes, hyphens and invisible signs: people leave them out, so nothing hangs on them. */
const DROPPED = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Cf}"'`_·・•]/u;
const DIAMETER = /[φфø⌀∅]/u;
const TIMES = /[×✕✖╳*∗⨯]/u;
/** Stands for a mark that parts words even beside Chinese, where a plain space does not. */
const BREAK = "|";

/**
 * What a sign means depends on its neighbours only here. Group 1 stays; the rest of the match
 * becomes the second column. Without lookbehind, which older phones do not read.
 */
const IN_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [/([\dm米])\s*×\s*(?=[\dφ])/g, "x"],
  [/([\dm米])\s+x\s+(?=[\dφ])/g, "x"],
  [/(φ)\s+(?=\d)/g, ""],
  [/([xφ]\d+(?:\.\d+)?)\s+(?=m)/g, ""],
  [/()\.(?!\d)/g, BREAK],
  [/(^|[^\d.])\.(?=\d)/g, BREAK],
  [/(\d),(?=\d{3}(?!\d))/g, ""],
  [/()[×,]/g, BREAK],
];

const SPACE_BESIDE_HAN: readonly (readonly [RegExp, string])[] = [
  [/(\p{Script=Han}) +/gu, ""],
  [/() +(?=\p{Script=Han})/gu, ""],
];

/**
 * Normalises a field of a record. Spaces beside Chinese are typography and go, so
 * `Φ2.2 × 7m 球磨机` and `φ2.2*7m球磨机` become the same text.
 */
export function normalizeField(field: string): NormalText {
  const parted = SPACE_BESIDE_HAN.reduce(rewrite, inContext(field));
  return { ...parted, text: parted.text.replaceAll(BREAK, " ") };
}

/**
 * The words of a question, each of which must occur in a record: parted at spaces and at marks
 * such as `，` or `:`; a model (`φ2.2x7m`) beside Chinese is a word of its own. Any string is
 * good; one without a letter, digit or character gives no words.
 */
export function words(question: string): string[] {
  const parts = inContext(question.slice(0, LONGEST_QUESTION)).text.split(/[\s|]+/);
  return [...new Set(parts.flatMap(partModels).filter(Boolean))];
}

/** Every gram a record's normalised text is found by: one to three signs, see `coverOf`. */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const part of text.split(" ")) {
    const signs = [...part];
    signs.forEach((sign, i) => {
      grams.add(sign);
      for (const gram of [pairAt(signs, i), tripleAt(signs, i)]) if (gram) grams.add(gram);
    });
  }
  return grams;
}

/**
 * The fewest grams that together cover a word: pairs where Chinese is involved, triples inside
 * runs of letters and digits, the word itself when it is shorter. A text without one of them
 * cannot contain the word.
 */
export function coverOf(word: string): string[] {
  const signs = [...word];
  if (signs.length < 2) return signs;
  const grams = signs.flatMap((_, i) => {
    const triple = tripleAt(signs, i);
    const isInsideRun = triple ?? (i > 0 && tripleAt(signs, i - 1));
    return triple ?? (isInsideRun ? undefined : pairAt(signs, i)) ?? [];
  });
  return [...new Set(grams)];
}

function pairAt(signs: readonly string[], i: number): string | undefined {
  const [a, b] = [signs[i], signs[i + 1]];
  return a && b ? a + b : undefined;
}

/** Three signs in a row without a Chinese one: for those, pairs are sharp enough. */
function tripleAt(signs: readonly string[], i: number): string | undefined {
  const [a, b, c] = [signs[i], signs[i + 1], signs[i + 2]];
  return a && b && c && !HAN.test(a + b + c) ? a + b + c : undefined;
}

function partModels(part: string): string[] {
  const runs = part.split(/(\p{Script=Han}+)/u);
  const hasModel = runs.some((run) => /φ|\dm?x[\dφ]/.test(run));
  return hasModel ? runs : [part];
}

function inContext(field: string): NormalText {
  const source = field.normalize("NFC");
  let text = "";
  const at: number[] = [];
  let offset = 0;
  for (const sign of source) {
    const plain = plainSign(sign);
    text += plain;
    for (let i = 0; i < plain.length; i++) at.push(offset);
    offset += sign.length;
  }
  return IN_CONTEXT.reduce(rewrite, { source, text, at });
}

/** More than any register uses; what strangers type must not fill the memory of a server. */
const SIGNS_KEPT = 20_000;
const plainSigns = new Map<string, string>();

/** One sign as given → none, one or a few signs of the small alphabet the rules above work on. */
function plainSign(sign: string): string {
  let plain = plainSigns.get(sign);
  if (plain === undefined) {
    const parts = sign === "，" ? [BREAK] : [...sign.normalize("NFKC").toLowerCase()];
    plain = parts.map(plainPart).join("");
    if (plainSigns.size < SIGNS_KEPT) plainSigns.set(sign, plain);
  }
  return plain;
}

function plainPart(part: string): string {
  if (DIAMETER.test(part)) return "φ";
  if (TIMES.test(part)) return "×";
  if (WORD_SIGN.test(part) || part === "." || part === ",") return part;
  if (DROPPED.test(part)) return "";
  return /\s/.test(part) ? " " : BREAK;
}

function rewrite(before: NormalText, [pattern, sign]: readonly [RegExp, string]): NormalText {
  let text = "";
  const at: number[] = [];
  let from = 0;
  const keep = (to: number) => {
    text += before.text.slice(from, to);
    for (let i = from; i < to; i++) at.push(before.at[i] ?? 0);
  };
  for (const match of before.text.matchAll(pattern)) {
    const cut = match.index + (match[1] ?? "").length;
    keep(cut);
    if (sign) at.push(before.at[cut] ?? 0);
    text += sign;
    from = match.index + match[0].length;
  }
  keep(before.text.length);
  return { source: before.source, text, at };
}
