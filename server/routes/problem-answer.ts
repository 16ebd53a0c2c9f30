import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Problem } from "#domain/problem.ts";
import { type Outcome, REFUSALS, type RefusalKind } from "#server/services/house.ts";

/** An error as RFC 9457 `application/problem+json`. Nothing the caller sent is repeated. */
export function problemAnswer(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  errors: readonly Problem[] = [],
): Response {
  const body = JSON.stringify({ type: "about:blank", title, status, errors });
  return c.body(body, status, { "Content-Type": "application/problem+json; charset=utf-8" });
}

/** The result of a use case, or its refusal as a problem. */
export function outcomeAnswer<T>(
  c: Context,
  outcome: Outcome<T>,
  status: ContentfulStatusCode = 200,
): Response {
  if ("value" in outcome) return c.json(outcome.value, status);
  const { status: refused, title } = REFUSALS[outcome.refusal];
  const wait = RETRY_AFTER[outcome.refusal];
  if (wait !== undefined) c.header("Retry-After", String(wait));
  return problemAnswer(c, refused, title, outcome.problems);
}

/** Seconds after which it is worth trying again. */
const RETRY_AFTER: Partial<Record<RefusalKind, number>> = { "too-many": 600, busy: 5 };
