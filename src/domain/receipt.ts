/**
 * The receipt code (查询码): five groups of four characters, nineteen random ones and a check
 * character, 95 bits in all. So much chance needs no slow hash to protect it.
 */

/** Digits and capitals without I, L, O and U, which are misread or misheard. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARACTERS = 19;
const LENGTH = RANDOM_CHARACTERS + 1;

/** What people write for characters the alphabet leaves out. */
const MISREADINGS: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/** How many random bytes `makeReceipt` needs. */
export const RECEIPT_BYTES = RANDOM_CHARACTERS;

/**
 * A receipt from 19 random bytes, of which five bits each are used, so that every character is
 * equally likely. Written without separators; `formatReceipt` writes it for people.
 */
export function makeReceipt(random: Uint8Array): string {
  if (random.length !== RECEIPT_BYTES) throw new RangeError(`expected ${RECEIPT_BYTES} bytes`);
  const values = Array.from(random, (byte) => byte & 31);
  return [...values, checkValue(values)].map((value) => ALPHABET[value]).join("");
}

/** `XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function formatReceipt(receipt: string): string {
  return receipt.match(/.{4}/g)?.join("-") ?? receipt;
}

export type ReceiptReading = { receipt: string } | { problem: string };

/**
 * Reads a code as people type it: full-width, lower case, any dashes or spaces, O for 0 and I or L
 * for 1. The sentence of a problem can be shown as it is; it never repeats what was typed.
 */
export function readReceipt(typed: string): ReceiptReading {
  const characters = Array.from(
    typed
      .slice(0, 200)
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[\s\p{Pd}_.·—]/gu, ""),
    (character) => MISREADINGS[character] ?? character,
  );
  if (characters.length === 0) return { problem: "请填写查询码。" };
  const values = characters.map((character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) {
    return {
      problem: "查询码里有不会出现的字符。查询码只有数字和英文字母，请对照您记下的查询码再填一次。",
    };
  }
  if (values.length !== LENGTH) {
    return {
      problem: `查询码应有${LENGTH}位，现在是${values.length}位。请对照您记下的，看是否漏写或多写。`,
    };
  }
  if (checkValue(values.slice(0, RANDOM_CHARACTERS)) !== values[RANDOM_CHARACTERS]) {
    return { problem: "查询码有一位写错了，或者相邻两位写颠倒了。请对照您记下的查询码再填一次。" };
  }
  return { receipt: characters.join("") };
}

/**
 * The weighted sum over GF(32) of the random characters. The weight of each place is another power
 * of a generator of the field, so one wrong character or two swapped ones always change the sum.
 */
function checkValue(values: readonly number[]): number {
  let sum = 0;
  for (const value of values.toReversed()) sum = timesGenerator(sum ^ value);
  return sum;
}

/** Multiplies by x in GF(32) = GF(2)[x]/(x⁵+x²+1), where x generates every element but 0. */
function timesGenerator(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? doubled ^ 0b100101 : doubled;
}
