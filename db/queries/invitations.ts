import { and, desc, eq, gt, type InferInsertModel, isNull } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

/** Writes an invitation; those the member had before no longer count. */
export async function insertInvitation(
  queries: Queries,
  row: InferInsertModel<Tables["invitations"]>,
): Promise<void> {
  const { invitations } = tablesOf(queries);
  await queries
    .update(invitations)
    .set({ usedAt: row.madeAt })
    .where(and(eq(invitations.memberId, row.memberId), isNull(invitations.usedAt)));
  await queries.insert(invitations).values(row);
}

/** An invitation that can still be used, by the MAC of its code. */
export async function findInvitation(queries: Queries, id: string, now: string) {
  const { invitations } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, id), isNull(invitations.usedAt), gt(invitations.expiresAt, now)));
  return row;
}

/** Uses up an invitation; false when somebody was faster. */
export async function updateInvitationUse(
  queries: Queries,
  id: string,
  usedAt: string,
): Promise<boolean> {
  const { invitations } = tablesOf(queries);
  const rows = await queries
    .update(invitations)
    .set({ usedAt })
    .where(and(eq(invitations.id, id), isNull(invitations.usedAt)))
    .returning({ id: invitations.id });
  return rows.length === 1;
}

/** The newest invitation of a member, used or not. */
export async function findLastInvitation(queries: Queries, memberId: string) {
  const { invitations } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(invitations)
    .where(eq(invitations.memberId, memberId))
    .orderBy(desc(invitations.madeAt))
    .limit(1);
  return row;
}
