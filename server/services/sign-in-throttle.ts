import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** Wrong answers in how many seconds, counted for each of three. */
const WRONG = {
  /** From one address: then no more from it, but for known devices. */
  network: { points: 30, duration: 600 },
  /** For one account, from devices it has not been used on: then each try has to wait. */
  account: { points: 10, duration: 900 },
  /** On a device the account has been used on; counted apart, so that nobody else can use it up. */
  device: { points: 10, duration: 900 },
  /** Wrong second steps after a right password: then none of that account for a day. */
  secondStep: { points: 20, duration: 86_400 },
} as const;
/** How a try has to wait, and how many of one account may wait at once. */
const WAIT = { milliseconds: 3000, waiting: 5 } as const;
/** Passwords tried at once, each with 64 MiB, and how many may stand in line. */
const KEYS = { running: 2, waiting: 40 } as const;

/** Who tries: an address as this process names it, and a device the account was used on before. */
export interface Trier {
  account: string;
  visitor: string | null;
  device: string | null;
}

/**
 * Keeps guessing slow without giving anybody a way to lock a colleague out: an account is never
 * closed to its owner's known devices, and elsewhere it becomes slow, not shut. In the memory of
 * this process alone.
 */
export interface SignInThrottle {
  /** Tries a password when it may be tried now; "busy" when there is no room for it. */
  tryPassword: <T>(who: Trier, attempt: () => Promise<T | null>) => Promise<T | null | "busy">;
  /** Tries a second step; "busy" when too many were wrong. */
  trySecondStep: <T>(who: Trier, attempt: () => Promise<T | null>) => Promise<T | null | "busy">;
}

export function openSignInThrottle(wait: (ms: number) => Promise<unknown> = sleep): SignInThrottle {
  const limiter = (name: keyof typeof WRONG) =>
    new RateLimiterMemory({ keyPrefix: name, ...WRONG[name] });
  const network = limiter("network");
  const account = limiter("account");
  const device = limiter("device");
  const secondStep = limiter("secondStep");
  const line = new PQueue({ concurrency: KEYS.running });
  const waiting = new Map<string, number>();

  async function mayTry(who: Trier): Promise<boolean> {
    if (who.device !== null && !(await isSpent(device, deviceOf(who)))) return true;
    if (who.visitor !== null && (await isSpent(network, who.visitor))) return false;
    return !(await isSpent(account, who.account)) || (await waitFor(who.account));
  }

  /** False when enough are waiting for this account already. */
  async function waitFor(name: string): Promise<boolean> {
    const before = waiting.get(name) ?? 0;
    if (before >= WAIT.waiting) return false;
    waiting.set(name, before + 1);
    await wait(WAIT.milliseconds);
    const after = (waiting.get(name) ?? 1) - 1;
    if (after === 0) waiting.delete(name);
    else waiting.set(name, after);
    return true;
  }

  async function countWrong(who: Trier): Promise<void> {
    if (who.visitor !== null) await network.penalty(who.visitor);
    if (who.device === null) await account.penalty(who.account);
    else await device.penalty(deviceOf(who));
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
      if (await isSpent(secondStep, name)) return "busy";
      const result = await attempt();
      if (result === null) await secondStep.penalty(name);
      return result;
    },
  };
}

async function isSpent(limiter: RateLimiterMemory, name: string): Promise<boolean> {
  const spent = await limiter.get(name);
  return spent !== null && spent.consumedPoints >= limiter.points;
}

function deviceOf({ account, device }: Trier): string {
  return `${account} ${device}`;
}
