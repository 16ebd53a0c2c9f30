import { and, eq, gt, lte, sql } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/** How often something was counted since its time began; 0 when that is over. */
export async function findSignInCount(queries: Queries, id: string, now: string): Promise<number> {
  const { signInCounts } = tablesOf(queries);
  const [row] = await queries
    .select({ tries: signInCounts.tries })
    .from(signInCounts)
    .where(and(eq(signInCounts.id, id), gt(signInCounts.expiresAt, now)));
  return row?.tries ?? 0;
}

/**
 * Counts `by` more, anew when the time before is over; gives how many by now. A negative number takes
 * back what was counted before its end was known.
 */
export async function updateSignInCount(
  queries: Queries,
  { id, now, expiresAt, by }: { id: string; now: string; expiresAt: string; by: number },
): Promise<number> {
  const { signInCounts } = tablesOf(queries);
  const isOver = sql`${signInCounts.expiresAt} <= ${now}`;
  const [row] = await queries
    .insert(signInCounts)
    .values({ id, tries: by, expiresAt })
    .onConflictDoUpdate({
      target: signInCounts.id,
      set: {
        tries: sql`case when ${isOver} then ${by} else ${signInCounts.tries} + ${by} end`,
        expiresAt: sql`case when ${isOver} then ${expiresAt} else ${signInCounts.expiresAt} end`,
      },
    })
    .returning({ tries: signInCounts.tries });
  return row?.tries ?? by;
}

/** Forgets counts whose time is over. */
export async function deleteOverSignInCounts(queries: Queries, now: string): Promise<void> {
  const { signInCounts } = tablesOf(queries);
  await queries.delete(signInCounts).where(lte(signInCounts.expiresAt, now));
}
