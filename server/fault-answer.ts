import type { Logger } from "pino";
import { isDatabaseBusy } from "#db/busy.ts";

/** What is answered when something failed, and what is said. */
export interface FaultAnswer {
  status: 500 | 503;
  message: string;
  headers: Readonly<Record<string, string>>;
}

const BUSY: FaultAnswer = {
  status: 503,
  message: "现在办理的人太多，请过几秒再试一次",
  headers: { "Retry-After": "5" },
};
const BROKEN: FaultAnswer = { status: 500, message: "服务出了故障，请稍后再试", headers: {} };

/**
 * Writes where something failed into the log; never its message, which may hold what somebody wrote,
 * nor the address that was asked for.
 */
export function faultAnswer(log: Logger, error: unknown): FaultAnswer {
  const { name, message, stack } = error instanceof Error ? error : new Error(typeof error);
  const at = stack
    ?.replace(message, "")
    .split("\n")
    .filter((line) => /^ +at /.test(line));
  log.error({ fault: name, at: at?.slice(0, 5) });
  return isDatabaseBusy(error) ? BUSY : BROKEN;
}

/** The same for a page, where no API tells a program about it. */
export function faultPage({ status, message, headers }: FaultAnswer): Response {
  const type = { "Content-Type": "text/plain; charset=utf-8" };
  return new Response(`${message}。`, { status, headers: { ...type, ...headers } });
}
