import { setTimeout } from "node:timers/promises";
import { answerTo } from "./answer.ts";

/** An answer of the API over a socket. */
export interface ApiAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** How often a filing is sent again under its key before its sender gives up. */
const PATIENCE = 20;

/**
 * Files a tip at one server with a question that another, or the same, has asked. Who is told that
 * the house is busy (503) sends the same again, as the answer asks them to.
 */
export async function fileAt(origin: string, askedAt = origin): Promise<ApiAnswer> {
  const { body, key } = await prepareAt(askedAt);
  for (let tries = 1; ; tries += 1) {
    const answer = await sendTo(origin, body, key);
    if (answer.status !== 503 || tries === PATIENCE) return answer;
    await setTimeout(250);
  }
}

/** A filing with the proof it needs, and the key under which it is sent, maybe twice. */
export async function prepareAt(origin: string): Promise<{ body: object; key: string }> {
  const { question } = await (await fetch(`${origin}/api/v1/challenge`)).json();
  const proof = { question: question.token, answer: answerTo(question.text) };
  return { body: { ...FILING, proof }, key: crypto.randomUUID() };
}

/** Sends a body to be filed under a key of the sender's. */
export async function sendTo(origin: string, body: object, key: string): Promise<ApiAnswer> {
  const answer = await fetch(`${origin}/api/v1/tips`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Reads the tip of a receipt. */
export async function followAt(origin: string, receipt: unknown): Promise<ApiAnswer> {
  const answer = await fetch(`${origin}/api/v1/tips/current`, {
    headers: { Authorization: `Receipt ${receipt}` },
  });
  return { status: answer.status, body: await answer.json() };
}

/** Adds a file to the tip of a receipt. */
export async function attachAt(
  origin: string,
  receipt: unknown,
  bytes: Uint8Array,
): Promise<ApiAnswer> {
  const answer = await fetch(`${origin}/api/v1/tips/current/attachments`, {
    method: "POST",
    headers: {
      "Content-Type": "application/octet-stream",
      Authorization: `Receipt ${receipt}`,
    },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: await answer.json() };
}

const FILING = {
  jurisdiction: "lanhe",
  area: "990102",
  category: "ditiaogang",
  subject: { unknown: true },
  description: "后半夜有中频炉化废钢。",
  isOngoing: true,
  reporter: { as: "anonymous" },
};
