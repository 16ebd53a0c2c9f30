/** 统一社会信用代码 by GB 32100: 18 characters, the last one a check character modulo 31. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** Organisation code (GB 11714): positions 9-16, its check character at 17, modulo 11. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

export type CreditCodeFault = "length" | "alphabet" | "check" | "organisation-check";

/**
 * Faults of a code, empty when it is sound. Real codes exist that fail, so a fault is a warning
 * for people to look at and never a reason to refuse.
 */
export function creditCodeFaults(code: string): CreditCodeFault[] {
  if (code.length !== 18) return ["length"];
  if ([...code].some((character) => !ALPHABET.includes(character))) return ["alphabet"];
  const faults: CreditCodeFault[] = [];
  if (creditCheckCharacter(code.slice(0, 17)) !== code[17]) faults.push("check");
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) faults.push("organisation-check");
  return faults;
}

/** The 18th character for the first 17. */
export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(first17[index] ?? "0"),
    0,
  );
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}

/** The check character of the organisation code's first eight. */
export function organisationCheckCharacter(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) =>
      total + weight * "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(first8[index] ?? "0"),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}
