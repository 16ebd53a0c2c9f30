import { and, eq, inArray } from "drizzle-orm";
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
