import { and, eq, inArray } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/** Notes by whom a tip can be found again with a desk's key. */
export async function insertTipSubjects(
  queries: Queries,
  { tipId, deskKeyId, macs }: { tipId: string; deskKeyId: string; macs: readonly string[] },
): Promise<void> {
  const { tipSubjects } = tablesOf(queries);
  const rows = macs.map((mac) => ({ id: `${tipId}/${deskKeyId}/${mac}`, tipId, deskKeyId, mac }));
  if (rows.length > 0) await queries.insert(tipSubjects).values(rows).onConflictDoNothing();
}

/** Whether a tip was noted for a desk's key already. */
export async function hasTipSubjects(queries: Queries, tipId: string, deskKeyId: string) {
  const { tipSubjects } = tablesOf(queries);
  const [row] = await queries
    .select({ id: tipSubjects.id })
    .from(tipSubjects)
    .where(and(eq(tipSubjects.tipId, tipId), eq(tipSubjects.deskKeyId, deskKeyId)))
    .limit(1);
  return row !== undefined;
}

/** Ids of the tips that were noted under any of these MACs. */
export async function listTipsOfSubject(queries: Queries, macs: readonly string[]) {
  if (macs.length === 0) return [];
  const { tipSubjects } = tablesOf(queries);
  const rows = await queries
    .selectDistinct({ tipId: tipSubjects.tipId })
    .from(tipSubjects)
    .where(inArray(tipSubjects.mac, [...macs]));
  return rows.map(({ tipId }) => tipId);
}
