import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { TipDeskRow, TipKeyRow } from "./tips.ts";

export interface NewHolders {
  /** All desks of the tip from now on. */
  desks: readonly TipDeskRow[];
  addedKeys: readonly TipKeyRow[];
  /** Ids of the sealed keys that are destroyed. */
  removedKeys: readonly string[];
}

/** Puts a tip into other hands: its desks are replaced, keys are sealed to some and taken from others. */
export async function updateTipHolders(
  queries: Queries,
  tipId: string,
  { desks, addedKeys, removedKeys }: NewHolders,
): Promise<void> {
  const { tipDesks, tipKeys } = tablesOf(queries);
  await queries.delete(tipDesks).where(eq(tipDesks.tipId, tipId));
  await queries.insert(tipDesks).values([...desks]);
  await queries
    .delete(tipKeys)
    .where(and(eq(tipKeys.tipId, tipId), inArray(tipKeys.id, [...removedKeys])));
  if (addedKeys.length > 0) await queries.insert(tipKeys).values([...addedKeys]);
}

/** The MACs of the departments that a reporter keeps out. */
export async function listExclusionsOfTip(queries: Queries, tipId: string): Promise<string[]> {
  const { tipExclusions } = tablesOf(queries);
  const rows = await queries.select().from(tipExclusions).where(eq(tipExclusions.tipId, tipId));
  return rows.map(({ mac }) => mac);
}

/** Tips with content that lie with a desk, oldest first. */
export async function listTipsHeldBy(
  queries: Queries,
  desk: { jurisdiction: string; department: string },
  limit?: number,
) {
  const { tipDesks, tips } = tablesOf(queries);
  const { id, reference, jurisdiction } = tips;
  const found = queries
    .select({ id, reference, jurisdiction })
    .from(tipDesks)
    .innerJoin(tips, eq(tips.id, tipDesks.tipId))
    .where(isHeldBy(queries, desk))
    .groupBy(id, reference, jurisdiction, tips.receivedAt)
    .orderBy(asc(tips.receivedAt), asc(reference));
  return await (limit === undefined ? found : found.limit(limit));
}

/** The MACs of the departments kept out of tips with content that lie with a desk. */
export async function listExclusionsHeldBy(
  queries: Queries,
  desk: { jurisdiction: string; department: string },
) {
  const { tipDesks, tipExclusions, tips } = tablesOf(queries);
  return await queries
    .select({ id: tips.id, reference: tips.reference, mac: tipExclusions.mac })
    .from(tipExclusions)
    .innerJoin(tips, eq(tips.id, tipExclusions.tipId))
    .innerJoin(tipDesks, eq(tipDesks.tipId, tips.id))
    .where(isHeldBy(queries, desk));
}

function isHeldBy(
  queries: Queries,
  { jurisdiction, department }: { jurisdiction: string; department: string },
) {
  const { tipDesks, tips } = tablesOf(queries);
  return and(
    eq(tipDesks.department, department),
    eq(tipDesks.isReceiving, true),
    eq(tips.jurisdiction, jurisdiction),
    isNull(tips.purgedAt),
  );
}
