import { randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { macOf } from "#server/secrets/sealing.ts";

const DIGITS = "零一二三四五六七八九";
const MINUTES_VALID = 60;

export interface ProofQuestion {
  /** Sent back with the answer; carries no answer in the clear. */
  token: string;
  text: string;
}

/**
 * A sum in words, for browsers without scripts. Its token holds a nonce, the end of its life and a
 * MAC over both and the right answer, so the server remembers nothing until it is answered.
 */
export function askQuestion(key: Uint8Array, now: Date): ProofQuestion {
  const [a, b] = [randomInt(1, 10), randomInt(1, 10)];
  const nonce = randomBytes(12).toString("base64url");
  const expires = now.getTime() + MINUTES_VALID * 60_000;
  return {
    token: [nonce, expires, sign(key, nonce, expires, a + b)].join("."),
    text: `${DIGITS[a]}加${DIGITS[b]}等于几？`,
  };
}

/** What an answer is worth. `nonce` must be spent either way, so that nobody tries them all. */
export function readAnswer(
  key: Uint8Array,
  now: Date,
  given: { question: string; answer: string },
): { isRight: boolean; nonce: string; expires: Date } | { isExpired: true } {
  const [nonce = "", expiry = "", mac = ""] = given.question.split(".");
  const expires = Number(expiry);
  const answer = numberIn(given.answer);
  if (!Number.isSafeInteger(expires) || expires < now.getTime() || mac.length !== 64) {
    return { isExpired: true };
  }
  const isRight =
    answer !== null &&
    timingSafeEqual(Buffer.from(mac), Buffer.from(sign(key, nonce, expires, answer)));
  return { isRight, nonce, expires: new Date(expires) };
}

function sign(key: Uint8Array, nonce: string, expires: number, answer: number): string {
  return macOf(key, "question", JSON.stringify([nonce, expires, answer]));
}

/** `12`, full-width `１２`, or `十二`. */
function numberIn(typed: string): number | null {
  const text = typed.slice(0, 20).normalize("NFKC").replace(/\s/g, "");
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const words = /^(十?)([零一二三四五六七八九]?)$/.exec(text);
  if (words === null || text === "") return null;
  return (words[1] ? 10 : 0) + (words[2] ? DIGITS.indexOf(words[2]) : 0);
}
