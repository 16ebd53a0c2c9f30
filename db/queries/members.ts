import { and, asc, eq, type InferInsertModel, type InferSelectModel, isNull } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type MemberRow = InferSelectModel<Tables["members"]>;
export type MemberRoleRow = InferSelectModel<Tables["memberRoles"]>;

export async function insertMember(
  queries: Queries,
  row: InferInsertModel<Tables["members"]>,
): Promise<boolean> {
  const { members } = tablesOf(queries);
  const rows = await queries
    .insert(members)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: members.id });
  return rows.length === 1;
}

export async function findMember(queries: Queries, id: string): Promise<MemberRow | undefined> {
  const { members } = tablesOf(queries);
  const [row] = await queries.select().from(members).where(eq(members.id, id));
  return row;
}

export async function findMemberByAccount(
  queries: Queries,
  account: string,
): Promise<MemberRow | undefined> {
  const { members } = tablesOf(queries);
  const [row] = await queries.select().from(members).where(eq(members.account, account));
  return row;
}

/** Everybody who ever had an account, by account. */
export async function listMembers(queries: Queries): Promise<MemberRow[]> {
  const { members } = tablesOf(queries);
  return await queries.select().from(members).orderBy(asc(members.account));
}

/** Changes a member; false when the state is no longer the one expected. */
export async function updateMember(
  queries: Queries,
  { id, state }: { id: string; state: string },
  changes: Partial<InferInsertModel<Tables["members"]>>,
): Promise<boolean> {
  const { members } = tablesOf(queries);
  const rows = await queries
    .update(members)
    .set(changes)
    .where(and(eq(members.id, id), eq(members.state, state)))
    .returning({ id: members.id });
  return rows.length === 1;
}

/** The roles a member has now. */
export async function listRolesOf(queries: Queries, memberId: string): Promise<MemberRoleRow[]> {
  const { memberRoles } = tablesOf(queries);
  return await queries
    .select()
    .from(memberRoles)
    .where(and(eq(memberRoles.memberId, memberId), isNull(memberRoles.endedAt)))
    .orderBy(asc(memberRoles.givenAt), asc(memberRoles.id));
}

/** All roles that anybody has now. */
export async function listRoles(queries: Queries): Promise<MemberRoleRow[]> {
  const { memberRoles } = tablesOf(queries);
  return await queries
    .select()
    .from(memberRoles)
    .where(isNull(memberRoles.endedAt))
    .orderBy(asc(memberRoles.givenAt), asc(memberRoles.id));
}

export async function insertRoles(
  queries: Queries,
  rows: readonly InferInsertModel<Tables["memberRoles"]>[],
): Promise<void> {
  const { memberRoles } = tablesOf(queries);
  if (rows.length > 0) await queries.insert(memberRoles).values([...rows]);
}

/** Ends a role; false when it had ended before. */
export async function endRole(queries: Queries, id: string, endedAt: string): Promise<boolean> {
  const { memberRoles } = tablesOf(queries);
  const rows = await queries
    .update(memberRoles)
    .set({ endedAt })
    .where(and(eq(memberRoles.id, id), isNull(memberRoles.endedAt)))
    .returning({ id: memberRoles.id });
  return rows.length === 1;
}

/** Ends every role of a member. */
export async function endRolesOf(
  queries: Queries,
  memberId: string,
  endedAt: string,
): Promise<void> {
  const { memberRoles } = tablesOf(queries);
  await queries
    .update(memberRoles)
    .set({ endedAt })
    .where(and(eq(memberRoles.memberId, memberId), isNull(memberRoles.endedAt)));
}
