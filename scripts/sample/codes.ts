import { creditCheckCharacter, organisationCheckCharacter } from "#domain/credit-code.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const SPAN = ALPHABET.length ** 6;

/**
 * A unified social credit code with sound check characters (GB 32100, GB 11714) for the `index`-th
 * firm of a region. The organisation code begins with `YY`, a range in which none has been given out:
 * real ones begin with a digit or `M`.
 */
export function inventedCreditCode(region: string, index: number): string {
  const first8 = `YY${digits((index * 48_271 + 1_234_567) % SPAN)}`;
  const first17 = `91${region}${first8}${organisationCheckCharacter(first8)}`;
  return first17 + creditCheckCharacter(first17);
}

/** The same code with a last character that fails the check, as some printed codes do. */
export function misprinted(code: string): string {
  const last = ALPHABET.indexOf(code.slice(17));
  return code.slice(0, 17) + ALPHABET[(last + 1) % ALPHABET.length];
}

function digits(value: number): string {
  let text = "";
  for (let left = value; text.length < 6; left = Math.floor(left / ALPHABET.length)) {
    text = ALPHABET[left % ALPHABET.length] + text;
  }
  return text;
}
