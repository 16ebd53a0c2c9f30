import { countSpentProofs } from "#db/queries/filing.ts";
import type { House } from "./house.ts";
import { MINUTES_SPENT } from "./proofs.ts";

/** PBKDF2 rounds of each try, by how many filings came lately. The first is a second on a phone. */
export const WORK_PRICES = [
  { upTo: 100, cost: 5_000 },
  { upTo: 300, cost: 10_000 },
  { upTo: 1_000, cost: 20_000 },
  { upTo: Number.POSITIVE_INFINITY, cost: 40_000 },
] as const;
const MINUTES_COUNTED = 10;
const SECONDS_KEPT = 5;

/**
 * What the next proof of work costs. It is counted from the proofs in the database, so that several
 * processes ask the same price, and not more often than every five seconds.
 */
export function workPricer(house: House): () => Promise<number> {
  let kept = { cost: 0, until: Number.NEGATIVE_INFINITY };
  return async () => {
    const now = house.now().getTime();
    if (now < kept.until) return kept.cost;
    const since = new Date(now + (MINUTES_SPENT - MINUTES_COUNTED) * 60_000).toISOString();
    const filings = await countSpentProofs(house.db.read, since);
    const { cost } = WORK_PRICES.find(({ upTo }) => filings < upTo) ?? WORK_PRICES[0];
    kept = { cost, until: now + SECONDS_KEPT * 1000 };
    return cost;
  };
}
