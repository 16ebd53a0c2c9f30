import { isCalendarDate } from "./calendar-date.ts";

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Whether 18 characters are a sound identity number (GB 11643): province, day of birth, check. */
export function hasIdentityCheck(number: string): boolean {
  const parts = /^[1-8]\d{5}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/i.exec(number);
  if (parts === null) return false;
  const [, year, month, day] = parts;
  const sum = IDENTITY_WEIGHTS.reduce(
    (total, weight, at) => total + weight * Number(number[at]),
    0,
  );
  return (
    isCalendarDate(`${year}-${month}-${day}`) &&
    "10X98765432"[sum % 11] === number[17]?.toUpperCase()
  );
}

/** Whether the last digit is the check digit of the others (ISO/IEC 7812, Luhn). */
export function hasLuhnCheck(digits: string): boolean {
  const sum = [...digits].reduceRight((total, digit, at) => {
    const isDoubled = (digits.length - 1 - at) % 2 === 1;
    const value = Number(digit) * (isDoubled ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
