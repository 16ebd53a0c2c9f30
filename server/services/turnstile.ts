import { z } from "zod";
import { TURNSTILE_ACTION } from "#domain/report-journey.ts";

/** What may happen to a filing when Cloudflare cannot be reached; the operator chooses. */
export const WHEN_UNREACHABLE = ["fall-back", "accept"] as const;

/** How the operator has switched Cloudflare Turnstile on. */
export interface Turnstile {
  siteKey: string;
  secretKey: string;
  verifyUrl: string;
  /** Names of the hosts that show our widget. */
  hostnames: readonly string[];
  whenUnreachable: (typeof WHEN_UNREACHABLE)[number];
  /** Milliseconds to wait for each of two attempts. */
  patience: number;
  /** Tells the operator what is wrong; never anything of a visitor. */
  report: (fault: string) => void;
}

export type TurnstileVerdict =
  | { verdict: "passed" }
  | { verdict: "failed"; problem: string }
  | { verdict: "unreachable" };

/** Longer tokens are never given out, says Cloudflare's page on validation. */
export const TURNSTILE_TOKEN_LENGTH = 2048;

const AGAIN = "验证没有通过，请再验证一次，或者改为回答问题。";
const TOO_LATE = "验证已过期或已经用过，请再验证一次，或者改为回答问题。";

/** The documented error codes: whose fault each is, or what the reporter is told. */
const ERROR_CODES: Readonly<Record<string, { fault: "operator" | "passing" } | { say: string }>> = {
  "missing-input-secret": { fault: "operator" },
  "invalid-input-secret": { fault: "operator" },
  "missing-input-response": { say: AGAIN },
  "invalid-input-response": { say: AGAIN },
  "timeout-or-duplicate": { say: TOO_LATE },
  "bad-request": { fault: "operator" },
  "internal-error": { fault: "passing" },
};

/** Cloudflare's published test secrets: they answer for no real host or action. */
export const TEST_SECRET = /^[123]x0{31}AA$/;

const siteverifyAnswer = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
  hostname: z.string().optional(),
  action: z.string().optional(),
});
type Answer = z.infer<typeof siteverifyAnswer>;

/**
 * Asks Cloudflare about a token, twice at most and with the same `idempotencyKey` (a UUID), so that
 * an answer lost on the way does not use the token up. The visitor's address is not sent.
 */
export async function verifyTurnstile(
  turnstile: Turnstile,
  token: string,
  idempotencyKey: string,
): Promise<TurnstileVerdict> {
  for (const attempt of ["first", "second"]) {
    const answer = await ask(turnstile, token, idempotencyKey);
    const verdict = typeof answer === "string" ? null : judge(turnstile, answer);
    if (verdict !== null) return verdict;
    turnstile.report(
      `${attempt} attempt: ${typeof answer === "string" ? answer : "internal-error"}`,
    );
  }
  return { verdict: "unreachable" };
}

/** What Cloudflare said, or in a word why nothing came. */
async function ask(
  { verifyUrl, secretKey, patience }: Turnstile,
  token: string,
  idempotencyKey: string,
): Promise<Answer | string> {
  try {
    const response = await fetch(verifyUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        secret: secretKey,
        response: token,
        idempotency_key: idempotencyKey,
      }),
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    const answer = siteverifyAnswer.safeParse(await response.json());
    return answer.success ? answer.data : `status ${response.status}, not an answer`;
  } catch (error) {
    return error instanceof Error ? error.name : "no answer";
  }
}

/** Null when it is worth asking again. */
function judge(turnstile: Turnstile, answer: Answer): TurnstileVerdict | null {
  if (answer.success) return judgePlace(turnstile, answer);
  const known = answer["error-codes"].flatMap((code) => ERROR_CODES[code] ?? []);
  const faults = known.flatMap((entry) => ("fault" in entry ? [entry.fault] : []));
  if (faults.includes("operator")) {
    turnstile.report(answer["error-codes"].filter((code) => code in ERROR_CODES).join());
    return { verdict: "unreachable" };
  }
  if (faults.includes("passing")) return null;
  const said = known.find((entry) => "say" in entry);
  return { verdict: "failed", problem: said?.say ?? AGAIN };
}

/** A token of another site or another form was not given for a report here. */
function judgePlace(turnstile: Turnstile, { hostname, action }: Answer): TurnstileVerdict {
  if (TEST_SECRET.test(turnstile.secretKey)) return { verdict: "passed" };
  const isOurs =
    hostname !== undefined && turnstile.hostnames.includes(hostname) && action === TURNSTILE_ACTION;
  return isOurs ? { verdict: "passed" } : { verdict: "failed", problem: AGAIN };
}
