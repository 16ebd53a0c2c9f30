import {
  and,
  asc,
  count,
  eq,
  type InferInsertModel,
  type InferSelectModel,
  isNull,
  lt,
} from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type MemberFactorRow = InferSelectModel<Tables["memberFactors"]>;

export async function insertFactor(
  queries: Queries,
  row: InferInsertModel<Tables["memberFactors"]>,
): Promise<void> {
  const { memberFactors } = tablesOf(queries);
  await queries.insert(memberFactors).values(row);
}

/** The second factors of a member, oldest first. */
export async function listFactors(queries: Queries, memberId: string): Promise<MemberFactorRow[]> {
  const { memberFactors } = tablesOf(queries);
  return await queries
    .select()
    .from(memberFactors)
    .where(eq(memberFactors.memberId, memberId))
    .orderBy(asc(memberFactors.madeAt), asc(memberFactors.id));
}

/** Marks a step or counter as used; false when it, or a later one, was used before. */
export async function updateFactorUse(
  queries: Queries,
  id: string,
  lastUsed: number,
): Promise<boolean> {
  const { memberFactors } = tablesOf(queries);
  const rows = await queries
    .update(memberFactors)
    .set({ lastUsed })
    .where(and(eq(memberFactors.id, id), lt(memberFactors.lastUsed, lastUsed)))
    .returning({ id: memberFactors.id });
  return rows.length === 1;
}

/** Takes away one factor of a member, or those of a kind, or all. */
export async function deleteFactors(
  queries: Queries,
  memberId: string,
  which: { id?: string; kind?: string } = {},
): Promise<number> {
  const { memberFactors } = tablesOf(queries);
  const rows = await queries
    .delete(memberFactors)
    .where(
      and(
        eq(memberFactors.memberId, memberId),
        which.id === undefined ? undefined : eq(memberFactors.id, which.id),
        which.kind === undefined ? undefined : eq(memberFactors.kind, which.kind),
      ),
    )
    .returning({ id: memberFactors.id });
  return rows.length;
}

/** Replaces the recovery codes of a member by new ones. */
export async function insertRecoveryCodes(
  queries: Queries,
  memberId: string,
  ids: readonly string[],
): Promise<void> {
  const { recoveryCodes } = tablesOf(queries);
  await queries.delete(recoveryCodes).where(eq(recoveryCodes.memberId, memberId));
  await queries.insert(recoveryCodes).values(ids.map((id) => ({ id, memberId })));
}

/** A recovery code of a member that has not been used. */
export async function findRecoveryCode(queries: Queries, code: { id: string; memberId: string }) {
  const { recoveryCodes } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(recoveryCodes)
    .where(
      and(
        eq(recoveryCodes.id, code.id),
        eq(recoveryCodes.memberId, code.memberId),
        isNull(recoveryCodes.usedAt),
      ),
    );
  return row;
}

/** Uses up a recovery code; false when it is unknown or was used before. */
export async function updateRecoveryCodeUse(
  queries: Queries,
  code: { id: string; memberId: string },
  usedAt: string,
): Promise<boolean> {
  const { recoveryCodes } = tablesOf(queries);
  const rows = await queries
    .update(recoveryCodes)
    .set({ usedAt })
    .where(
      and(
        eq(recoveryCodes.id, code.id),
        eq(recoveryCodes.memberId, code.memberId),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  return rows.length === 1;
}

export async function countRecoveryCodes(queries: Queries, memberId: string): Promise<number> {
  const { recoveryCodes } = tablesOf(queries);
  const [row] = await queries
    .select({ count: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.memberId, memberId), isNull(recoveryCodes.usedAt)));
  return row?.count ?? 0;
}
