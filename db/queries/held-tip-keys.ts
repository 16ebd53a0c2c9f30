import { eq, type InferInsertModel, inArray, sql } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import type { TipKeyRow } from "./tips.ts";

/** Keys of tips that are sealed to one of these versions of desk keys, not more than `limit`. */
export async function listKeysHeldBy(
  queries: Queries,
  deskKeyIds: readonly string[],
  limit: number,
): Promise<TipKeyRow[]> {
  const { tipKeys } = tablesOf(queries);
  return await queries
    .select()
    .from(tipKeys)
    .where(inArray(tipKeys.holder, [...deskKeyIds]))
    .limit(limit);
}

/**
 * Puts a key of a tip in the place of the one sealed to another holder, if that is still there.
 * Whoever was about to hand the tip on by the old one is told that somebody was faster.
 */
export async function updateTipKey(
  queries: Queries,
  id: string,
  row: InferInsertModel<Tables["tipKeys"]>,
): Promise<void> {
  const { tipKeys, tips } = tablesOf(queries);
  await queries.update(tipKeys).set(row).where(eq(tipKeys.id, id));
  await queries
    .update(tips)
    .set({ version: sql`${tips.version} + 1` })
    .where(eq(tips.id, row.tipId));
}

/**
 * Puts keys of a tip in the place of others, if all of those are still there as they were read;
 * else nothing changes. Only inside a transaction.
 */
export async function replaceTipKeys(
  queries: Queries,
  before: readonly TipKeyRow[],
  after: readonly InferInsertModel<Tables["tipKeys"]>[],
): Promise<void> {
  const { tipKeys } = tablesOf(queries);
  const ofBefore = inArray(
    tipKeys.id,
    before.map(({ id }) => id),
  );
  const there = await queries.select({ id: tipKeys.id }).from(tipKeys).where(ofBefore);
  if (there.length !== before.length) return;
  const gone = await queries.delete(tipKeys).where(ofBefore).returning({ id: tipKeys.id });
  if (gone.length > 0) await queries.insert(tipKeys).values([...after]);
}
