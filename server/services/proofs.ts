import { createChallenge, type Payload, verifySolution } from "altcha-lib";
import { deriveKey as pbkdf2 } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { macOf } from "#server/secrets/sealing.ts";
import type { House } from "./house.ts";
import { askQuestion, readAnswer } from "./proof-question.ts";
import { TURNSTILE_TOKEN_LENGTH, verifyTurnstile } from "./turnstile.ts";

/** 256 tries on average; what each costs is in `work-price.ts`. */
const WORK = { algorithm: "PBKDF2/SHA-256", keyPrefix: "00" } as const;
/** Short, so that cheap work is not laid in before a flood. */
const MINUTES_VALID = 20;
/** How long a proof is remembered as spent; longer than any is valid. */
export const MINUTES_SPENT = 120;

const altchaProof = z.strictObject({ altcha: z.string().min(1).max(4000) });
const questionProof = z.strictObject({
  question: z.string().min(1).max(300),
  answer: z.string("请回答验证问题。").min(1, "请回答验证问题。").max(20, "请用数字回答验证问题。"),
  website: z
    .string()
    .max(0, "有一栏请留空，是用来识别程序的。请清空后重新提交。")
    .optional()
    .describe("A trap for programs that fill every field; people do not see it"),
});
const turnstileProof = z.strictObject({
  turnstile: z.string().min(1).max(TURNSTILE_TOKEN_LENGTH),
});

/** What a filing brings to show that it is not one of thousands. */
export const tipProof = z.union(
  [altchaProof, questionProof, turnstileProof],
  "缺少防滥用验证，请先取一道题。",
);
export type TipProof = z.infer<typeof tipProof>;

/** A proof that counts, with what must be marked as spent. */
export interface CountingProof {
  spent: { id: string; expiresAt: string };
  /** True for the question, which a program can answer too. */
  isWeak: boolean;
}
/** A proof that does not count; a question wrongly answered is used up all the same. */
export interface FailedProof {
  problem: string;
  spent?: { id: string; expiresAt: string };
}

/** What `GET /api/v1/challenge` gives: work for scripts, and a question for everyone else. */
export async function newChallenge(house: House, cost: number) {
  const altcha = await createChallenge({
    ...WORK,
    cost,
    deriveKey: pbkdf2,
    expiresAt: new Date(house.now().getTime() + MINUTES_VALID * 60_000),
    hmacSignatureSecret: workSecret(house),
  });
  return { altcha, question: newQuestion(house) };
}

/** A question for a page without scripts. */
export function newQuestion(house: House) {
  return askQuestion(house.keyring.proofKey, house.now());
}

/** Whether a proof counts. Whether it was used before is found out when it is spent. */
export async function checkProof(
  house: House,
  proof: TipProof,
): Promise<CountingProof | FailedProof> {
  if ("altcha" in proof) return await checkWork(house, proof.altcha);
  if ("turnstile" in proof) return await checkTurnstile(house, proof.turnstile);
  return checkAnswer(house, proof);
}

/** A token is spent here too, so that a retry of the question to Cloudflare opens no second filing. */
async function checkTurnstile(house: House, token: string): Promise<CountingProof | FailedProof> {
  const { turnstile } = house;
  if (turnstile === undefined) return { problem: "本站没有启用这种验证，请先取一道题。" };
  const mark = macOf(house.keyring.macKey, "turnstile", token);
  const result = await verifyTurnstile(turnstile, token, uuidOf(mark));
  if (result.verdict === "failed") return { problem: result.problem };
  const isReached = result.verdict === "passed";
  if (!isReached && turnstile.whenUnreachable === "fall-back") return { problem: UNREACHABLE };
  return { spent: spentProof(house, mark), isWeak: !isReached };
}

const UNREACHABLE = "这种验证暂时用不了，请改为回答问题后再提交。您填写的内容都还在。";

/** The same token always gives the same UUID, also after a crash between asking and storing. */
function uuidOf(mark: string): string {
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(mark) ?? [];
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

async function checkWork(house: House, encoded: string): Promise<CountingProof | FailedProof> {
  const payload = readPayload(encoded);
  if (payload === null) return { problem: "防滥用验证的内容读不出来，请重新取题。" };
  const secret = workSecret(house);
  const { verified, expired } = await verifySolution({
    ...payload,
    deriveKey: pbkdf2,
    hmacSignatureSecret: secret,
  });
  if (expired) return { problem: "防滥用验证已过期，请重新取题。" };
  if (!verified) return { problem: "防滥用验证没有通过，请重新取题。" };
  return { spent: spentProof(house, payload.challenge.signature ?? ""), isWeak: false };
}

function checkAnswer(
  house: House,
  proof: z.infer<typeof questionProof>,
): CountingProof | FailedProof {
  const reading = readAnswer(house.keyring.proofKey, house.now(), proof);
  if ("isExpired" in reading) return { problem: "验证问题已过期，请回答新的问题。" };
  const spent = spentProof(house, reading.nonce);
  if (!reading.isRight) return { problem: "验证问题答得不对，请回答新的问题。", spent };
  return { spent, isWeak: true };
}

const payloadShape = z.object({
  challenge: z.object({
    parameters: z.looseObject({ algorithm: z.literal(WORK.algorithm), expiresAt: z.number() }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

function readPayload(encoded: string): Payload | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    return payloadShape.parse(json) as unknown as Payload;
  } catch {
    return null;
  }
}

/** Kept a little longer than the proof could count. */
function spentProof(house: House, mark: string) {
  const expires = new Date(house.now().getTime() + MINUTES_SPENT * 60_000);
  return { id: macOf(house.keyring.macKey, "proof", mark), expiresAt: expires.toISOString() };
}

function workSecret(house: House): string {
  return macOf(house.keyring.proofKey, "work", "");
}
