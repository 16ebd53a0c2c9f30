/**
 * `hbsn` finds 汉滨…水泥: the letters of a word are cut into pieces of two and more, and each
 * piece is the first letters of signs that stand side by side, piece after piece, in the place
 * and name of an enterprise. Letters and digits in a name stand for themselves.
 */

/** For a Chinese sign, every letter its reading begins with in some record. */
export type Readings = ReadonlyMap<string, string>;

const LETTERS = /^[a-z]{2,24}$/;
const SHORTEST_PIECE = 2;
/** 汉滨区 is called 汉滨: what a place is does not begin a piece, so 市南 is no `sn`. */
const KIND_OF_PLACE = /[省市州县区]/;

/** Initials run over the place and then a name, but no piece runs from one text into the next. */
export const SEAM = "|";

export function spellingOf(texts: readonly string[]): string {
  return texts.join(SEAM);
}

export function isLetterWord(word: string): boolean {
  return LETTERS.test(word);
}

/** The pairs of first letters that stand side by side in a normalised text. */
export function initialPairs(text: string, readings: Readings): Set<string> {
  const letters = lettersOf(text, readings);
  const pairs = new Set<string>();
  letters.forEach((firsts, i) => {
    for (const a of firsts) for (const b of letters[i + 1] ?? "") pairs.add(a + b);
  });
  return pairs;
}

/** The pairs in a letter word, in order; every letter is in one of two neighbouring pairs. */
export function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
}

/** Which signs of a normalised text the pieces of a letter word stand for, if they fit. */
export function matchInitials(
  word: string,
  text: string,
  readings: Readings,
): readonly (readonly [number, number])[] | undefined {
  const letters = lettersOf(text, readings);
  const failed = new Set<string>();

  const place = (done: number, from: number): [number, number][] | undefined => {
    if (done === word.length) return [];
    const state = `${done} ${from}`;
    if (failed.has(state)) return undefined;
    for (let start = from; start < letters.length; start++) {
      if (KIND_OF_PLACE.test(text[start] ?? "")) continue;
      for (let length = runAt(done, start); length >= SHORTEST_PIECE; length--) {
        const rest = place(done + length, start + length);
        if (rest) return [[start, start + length], ...rest];
      }
    }
    failed.add(state);
    return undefined;
  };
  const runAt = (done: number, start: number) => {
    let length = 0;
    while (letters[start + length]?.includes(word[done + length] ?? " ")) length++;
    return length;
  };
  return place(0, 0);
}

/** One entry a UTF-16 unit, so that positions stay those of the text. */
function lettersOf(text: string, readings: Readings): string[] {
  return Array.from({ length: text.length }, (_, i) => {
    const sign = text[i] ?? "";
    return readings.get(sign) ?? (/[a-z0-9]/.test(sign) ? sign : "");
  });
}
