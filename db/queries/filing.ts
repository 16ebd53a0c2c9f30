import { count, eq, gt, type InferInsertModel, lt, sql } from "drizzle-orm";
import type { Queries } from "../database.ts";
import { idempotency, numberSeries, spentProofs } from "../schema/sqlite.ts";

/** The next number of a series, from 1; only inside a transaction, so that none is lost or doubled. */
export async function nextNumber(queries: Queries, series: string): Promise<number> {
  const [row] = await queries
    .insert(numberSeries)
    .values({ id: series, last: 1 })
    .onConflictDoUpdate({ target: numberSeries.id, set: { last: sql`${numberSeries.last} + 1` } })
    .returning({ last: numberSeries.last });
  if (row === undefined) throw new Error(`no number in series ${series}`);
  return row.last;
}

/** The kept answer of a filing sent before. */
export async function findAnswer(queries: Queries, keyMac: string) {
  const [row] = await queries.select().from(idempotency).where(eq(idempotency.keyMac, keyMac));
  return row;
}

/** Keeps an answer for those who send the same filing again. */
export async function insertAnswer(
  queries: Queries,
  row: InferInsertModel<typeof idempotency>,
): Promise<void> {
  await queries.insert(idempotency).values(row);
}

/** Marks a proof as used; false when it was used before. */
export async function spendProof(
  queries: Queries,
  proof: InferInsertModel<typeof spentProofs>,
): Promise<boolean> {
  const rows = await queries
    .insert(spentProofs)
    .values(proof)
    .onConflictDoNothing()
    .returning({ id: spentProofs.id });
  return rows.length === 1;
}

/** How many proofs are remembered past an instant, that is: were spent after another. */
export async function countSpentProofs(queries: Queries, expiringAfter: string): Promise<number> {
  const [row] = await queries
    .select({ count: count() })
    .from(spentProofs)
    .where(gt(spentProofs.expiresAt, expiringAfter));
  return row?.count ?? 0;
}

/** Forgets answers and proofs whose time is over. */
export async function deleteExpired(queries: Queries, now: string): Promise<void> {
  await queries.delete(idempotency).where(lt(idempotency.expiresAt, now));
  await queries.delete(spentProofs).where(lt(spentProofs.expiresAt, now));
}
