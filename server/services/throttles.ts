import { setTimeout as wait } from "node:timers/promises";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Outcome } from "./house.ts";
import { unlessBusy } from "./unless-busy.ts";

/** Thirty people behind one address can all file within ten minutes, twice over. */
const ANSWERS = { points: 60, duration: 600 } as const;
/** Thirty people behind one address, each with a few pictures. */
const FILES = { points: 150, duration: 600 } as const;
/** Reports begun: each is a row until it is over, whether or not anybody goes on with it. */
const DRAFTS = { points: 200, duration: 600 } as const;
/** Wrong codes are answered later and later, never later than this many milliseconds. */
const WRONG_CODES = { free: 5, step: 50, longest: 900, duration: 600, held: 500 } as const;
/** Where the address is not known, all share one count. */
const UNKNOWN = "unknown";

/**
 * Who may do how much, in the memory of this process alone. A visitor is a name that means nothing
 * outside it (`middleware/visitor.ts`), or null when the address is not known.
 */
export interface Throttles {
  /** False when too many questions were answered from one address. Unknown addresses may. */
  mayAnswer: (visitor: string | null) => Promise<boolean>;
  /** False when too many files came from one address. Unknown addresses may. */
  mayUpload: (visitor: string | null) => Promise<boolean>;
  /** False when too many reports were begun from one address. Unknown addresses may. */
  mayBegin: (visitor: string | null) => Promise<boolean>;
  /**
   * Does what a code asks for, and holds back the answer to a wrong one. A right code is answered
   * at once, whoever else guesses from the same address.
   */
  withCode: <T>(visitor: string | null, ask: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
}

export function openThrottles(): Throttles {
  const answers = new RateLimiterMemory({ keyPrefix: "answers", ...ANSWERS });
  const files = new RateLimiterMemory({ keyPrefix: "files", ...FILES });
  const drafts = new RateLimiterMemory({ keyPrefix: "drafts", ...DRAFTS });
  const wrongCodes = new RateLimiterMemory({
    keyPrefix: "codes",
    points: Number.MAX_SAFE_INTEGER,
    duration: WRONG_CODES.duration,
  });
  let held = 0;
  return {
    mayAnswer: (visitor) => mayConsume(answers, visitor),
    mayUpload: (visitor) => mayConsume(files, visitor),
    mayBegin: (visitor) => mayConsume(drafts, visitor),
    withCode: async (visitor, ask) => {
      const outcome = await unlessBusy(ask);
      if (!("refusal" in outcome) || outcome.refusal !== "not-found") return outcome;
      const { consumedPoints } = await wrongCodes.consume(visitor ?? UNKNOWN);
      const delay = Math.max(0, consumedPoints - WRONG_CODES.free) * WRONG_CODES.step;
      if (delay === 0 || held >= WRONG_CODES.held) return outcome;
      held += 1;
      await wait(Math.min(delay, WRONG_CODES.longest)).finally(() => {
        held -= 1;
      });
      return outcome;
    },
  };
}

async function mayConsume(limiter: RateLimiterMemory, visitor: string | null): Promise<boolean> {
  if (visitor === null) return true;
  return await limiter.consume(visitor).then(
    () => true,
    () => false,
  );
}
