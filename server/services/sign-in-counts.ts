import { findSignInCount, updateSignInCount } from "#db/queries/sign-in-counts.ts";
import { macOf } from "#server/secrets/sealing.ts";
import type { House } from "./house.ts";

/** How often something may happen in how many seconds. */
export interface SignInLimit {
  points: number;
  duration: number;
}

/** Counts that every process of a house shares, and that a restart does not forget. */
export interface SignInCounts {
  isSpent: (kind: string, limit: SignInLimit, name: string) => Promise<boolean>;
  /** Counts one; false when that is more than may be. */
  count: (kind: string, limit: SignInLimit, name: string) => Promise<boolean>;
  /** Takes one back that was counted before it turned out to be right. */
  takeBack: (kind: string, limit: SignInLimit, name: string) => Promise<void>;
}

/** Counts in the database, under MACs: the table names no account and no browser. */
export function signInCounts(house: House): SignInCounts {
  const idOf = (kind: string, name: string) => macOf(house.staff.key, `sign-in/${kind}`, name);
  const change = async (kind: string, { duration }: SignInLimit, name: string, by: number) => {
    const now = house.now();
    const expiresAt = new Date(now.getTime() + duration * 1000).toISOString();
    const row = { id: idOf(kind, name), now: now.toISOString(), expiresAt, by };
    return await house.db.tx((queries) => updateSignInCount(queries, row));
  };
  return {
    isSpent: async (kind, { points }, name) => {
      const now = house.now().toISOString();
      return (await findSignInCount(house.db.read, idOf(kind, name), now)) >= points;
    },
    count: async (kind, limit, name) => (await change(kind, limit, name, 1)) <= limit.points,
    takeBack: async (kind, limit, name) => void (await change(kind, limit, name, -1)),
  };
}
