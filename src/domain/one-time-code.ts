/** Codes that people copy by hand: digits and capitals without I, L, O and U, which are misread. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MISREADINGS: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1", U: "V" };
const GROUP = 5;

/** An invitation opens an account for whoever holds it: 100 bits. */
export const INVITATION_BYTES = 20;
/** A recovery code stands in for the second step alone, after the password: 50 bits. */
export const RECOVERY_CODE_BYTES = 10;

/** A code of as many characters as there are random bytes, five bits each, in groups of five. */
export function makeCode(random: Uint8Array): string {
  const letters = Array.from(random, (byte) => ALPHABET[byte & 31]).join("");
  return letters.match(new RegExp(`.{1,${GROUP}}`, "g"))?.join("-") ?? "";
}

/** A code as it was made, however it was typed: full-width, lower case, any dashes or spaces. */
export function readCode(typed: string): string {
  return Array.from(
    typed
      .slice(0, 200)
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[\s\p{Pd}_.·]/gu, ""),
    (character) => MISREADINGS[character] ?? character,
  ).join("");
}
