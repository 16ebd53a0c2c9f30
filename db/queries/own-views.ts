import { and, asc, count, eq, type InferSelectModel } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type OwnViewRow = InferSelectModel<Tables["ownViews"]>;

export async function insertOwnView(queries: Queries, row: OwnViewRow): Promise<void> {
  const { ownViews } = tablesOf(queries);
  await queries.insert(ownViews).values(row);
}

/** What a member has kept, oldest first. */
export async function listOwnViews(queries: Queries, memberId: string): Promise<OwnViewRow[]> {
  const { ownViews } = tablesOf(queries);
  return await queries
    .select()
    .from(ownViews)
    .where(eq(ownViews.memberId, memberId))
    .orderBy(asc(ownViews.keptAt), asc(ownViews.id));
}

export async function countOwnViews(queries: Queries, memberId: string): Promise<number> {
  const { ownViews } = tablesOf(queries);
  const [row] = await queries
    .select({ count: count() })
    .from(ownViews)
    .where(eq(ownViews.memberId, memberId));
  return row?.count ?? 0;
}

/** Takes away one view of a member, or all; says how many there were. */
export async function deleteOwnViews(
  queries: Queries,
  memberId: string,
  id?: string,
): Promise<number> {
  const { ownViews } = tablesOf(queries);
  const rows = await queries
    .delete(ownViews)
    .where(and(eq(ownViews.memberId, memberId), id === undefined ? undefined : eq(ownViews.id, id)))
    .returning({ id: ownViews.id });
  return rows.length;
}
