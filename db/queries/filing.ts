import { count, eq, gt, type InferInsertModel, lt, sql } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

/**
 * The next number of a series, from 1. Only inside a transaction: others who want one wait for its
 * end, and when it fails its number is given again, so that none is lost or doubled.
 */
export async function nextNumber(queries: Queries, series: string): Promise<number> {
  const { numberSeries } = tablesOf(queries);
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
  const { idempotency } = tablesOf(queries);
  const [row] = await queries.select().from(idempotency).where(eq(idempotency.keyMac, keyMac));
  return row;
}

/** Keeps an answer for those who send the same filing again; false when one is kept already. */
export async function insertAnswer(
  queries: Queries,
  row: InferInsertModel<Tables["idempotency"]>,
): Promise<boolean> {
  const { idempotency } = tablesOf(queries);
  const rows = await queries
    .insert(idempotency)
    .values(row)
    .onConflictDoNothing()
    .returning({ keyMac: idempotency.keyMac });
  return rows.length === 1;
}

/** Marks a proof as used; false when it was used before. */
export async function spendProof(
  queries: Queries,
  proof: InferInsertModel<Tables["spentProofs"]>,
): Promise<boolean> {
  const { spentProofs } = tablesOf(queries);
  const rows = await queries
    .insert(spentProofs)
    .values(proof)
    .onConflictDoNothing()
    .returning({ id: spentProofs.id });
  return rows.length === 1;
}

/** How many proofs are remembered past an instant, that is: were spent after another. */
export async function countSpentProofs(queries: Queries, expiringAfter: string): Promise<number> {
  const { spentProofs } = tablesOf(queries);
  const [row] = await queries
    .select({ count: count() })
    .from(spentProofs)
    .where(gt(spentProofs.expiresAt, expiringAfter));
  return row?.count ?? 0;
}

/** Forgets answers and proofs whose time is over. */
export async function deleteExpired(queries: Queries, now: string): Promise<void> {
  const { idempotency, spentProofs } = tablesOf(queries);
  await queries.delete(idempotency).where(lt(idempotency.expiresAt, now));
  await queries.delete(spentProofs).where(lt(spentProofs.expiresAt, now));
}
