import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { House } from "./house.ts";
import { signInCounts } from "./sign-in-counts.ts";

/** From one address: then no more from it, but for known devices. In this process's memory alone. */
const NETWORK = { points: 30, duration: 600 } as const;
/** Wrong answers in how many seconds, counted for all processes together. */
const WRONG = {
  /** For one account, from devices it has not been used on: then each try has to wait. */
  account: { points: 10, duration: 900 },
  /** On a device the account has been used on; counted apart, so that nobody else can use it up. */
  device: { points: 10, duration: 900 },
  /** Wrong second steps after a right password: then none of that account for a day. */
  secondStep: { points: 20, duration: 86_400 },
} as const;
/** How long a try has to wait, and how many of one account may begin to in that time. */
const WAIT = { milliseconds: 3000, limit: { points: 5, duration: 3 } } as const;
/** Passwords tried at once, each with 64 MiB, and how many may stand in line, in this process. */
const KEYS = { running: 2, waiting: 40 } as const;

/** Who tries: an address as this process names it, and a device the account was used on before. */
export interface Trier {
  account: string;
  visitor: string | null;
  device: string | null;
}

/**
 * Keeps guessing slow without giving anybody a way to lock a colleague out: an account is never
 * closed to its owner's known devices, and elsewhere it becomes slow, not shut. What is counted for
 * accounts and devices holds for every process and after a restart; addresses are never stored.
 */
export interface SignInThrottle {
  /** Tries a password when it may be tried now; "busy" when there is no room for it. */
  tryPassword: <T>(who: Trier, attempt: () => Promise<T | null>) => Promise<T | null | "busy">;
  /** Tries a second step; "busy" when too many were wrong. */
  trySecondStep: <T>(who: Trier, attempt: () => Promise<T | null>) => Promise<T | null | "busy">;
}

export function openSignInThrottle(
  house: House,
  wait: (ms: number) => Promise<unknown> = sleep,
): SignInThrottle {
  const network = new RateLimiterMemory({ keyPrefix: "network", ...NETWORK });
  const counts = signInCounts(house);
  const line = new PQueue({ concurrency: KEYS.running });
  const isSpent = (kind: keyof typeof WRONG, name: string) =>
    counts.isSpent(kind, WRONG[kind], name);

  async function mayTry(who: Trier): Promise<boolean> {
    if (who.device !== null && !(await isSpent("device", deviceOf(who)))) return true;
    if (who.visitor !== null && (await isNetworkSpent(who.visitor))) return false;
    return !(await isSpent("account", who.account)) || (await waitFor(who.account));
  }

  /** False when enough wait for this account already. */
  async function waitFor(name: string): Promise<boolean> {
    if (!(await counts.count("wait", WAIT.limit, name))) return false;
    await wait(WAIT.milliseconds);
    return true;
  }

  async function isNetworkSpent(visitor: string): Promise<boolean> {
    const spent = await network.get(visitor);
    return spent !== null && spent.consumedPoints >= NETWORK.points;
  }

  async function countWrong(who: Trier): Promise<void> {
    if (who.visitor !== null) await network.penalty(who.visitor);
    if (who.device === null) await counts.count("account", WRONG.account, who.account);
    else await counts.count("device", WRONG.device, deviceOf(who));
  }

  return {
    tryPassword: async (who, attempt) => {
      if (line.size >= KEYS.waiting || !(await mayTry(who))) return "busy";
      const result = await line.add(attempt);
      if (result === null) await countWrong(who);
      return result;
    },
    trySecondStep: async (who, attempt) => {
      const name = who.device === null ? who.account : deviceOf(who);
      // Counted before it is looked at: of a thousand sent at once no more are tried than of twenty.
      if (!(await counts.count("secondStep", WRONG.secondStep, name))) return "busy";
      const result = await attempt();
      if (result !== null) await counts.takeBack("secondStep", WRONG.secondStep, name);
      return result;
    },
  };
}

function deviceOf({ account, device }: Trier): string {
  return `${account} ${device}`;
}
