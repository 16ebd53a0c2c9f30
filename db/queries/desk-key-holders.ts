import { and, asc, eq, type InferInsertModel, type InferSelectModel, inArray } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import type { DeskKeyRow } from "./desk-keys.ts";

export type DeskKeyHolderRow = InferSelectModel<Tables["deskKeyHolders"]>;

/** Every version of a desk's key, oldest first. */
export async function listDeskKeys(
  queries: Queries,
  desk: { jurisdiction: string; department: string },
): Promise<DeskKeyRow[]> {
  const { deskKeys } = tablesOf(queries);
  return await queries
    .select()
    .from(deskKeys)
    .where(
      and(eq(deskKeys.jurisdiction, desk.jurisdiction), eq(deskKeys.department, desk.department)),
    )
    .orderBy(asc(deskKeys.version));
}

/** All versions of all desks, with the members that hold each. */
export async function listDeskKeysWithHolders(queries: Queries) {
  const { deskKeyHolders, deskKeys } = tablesOf(queries);
  return await queries
    .select({
      id: deskKeys.id,
      jurisdiction: deskKeys.jurisdiction,
      department: deskKeys.department,
      version: deskKeys.version,
      memberId: deskKeyHolders.memberId,
    })
    .from(deskKeys)
    .leftJoin(deskKeyHolders, eq(deskKeyHolders.deskKeyId, deskKeys.id))
    .orderBy(asc(deskKeys.jurisdiction), asc(deskKeys.department), asc(deskKeys.version));
}

/** The copy of a desk's key that is sealed to a member. */
export async function findHolding(
  queries: Queries,
  deskKeyId: string,
  memberId: string,
): Promise<DeskKeyHolderRow | undefined> {
  const { deskKeyHolders } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(deskKeyHolders)
    .where(and(eq(deskKeyHolders.deskKeyId, deskKeyId), eq(deskKeyHolders.memberId, memberId)));
  return row;
}

/** Every copy of a desk's key that is sealed to a member. */
export async function listHoldingsOf(
  queries: Queries,
  memberId: string,
): Promise<DeskKeyHolderRow[]> {
  const { deskKeyHolders } = tablesOf(queries);
  return await queries.select().from(deskKeyHolders).where(eq(deskKeyHolders.memberId, memberId));
}

/** The members that hold a version of a desk's key. */
export async function listHolders(
  queries: Queries,
  deskKeyId: string,
): Promise<DeskKeyHolderRow[]> {
  const { deskKeyHolders } = tablesOf(queries);
  return await queries.select().from(deskKeyHolders).where(eq(deskKeyHolders.deskKeyId, deskKeyId));
}

/** Seals keys to members, over copies they may have had. */
export async function insertHoldings(
  queries: Queries,
  rows: readonly InferInsertModel<Tables["deskKeyHolders"]>[],
): Promise<void> {
  const { deskKeyHolders } = tablesOf(queries);
  for (const { id, ...row } of rows) {
    await queries
      .insert(deskKeyHolders)
      .values({ id, ...row })
      .onConflictDoUpdate({ target: deskKeyHolders.id, set: row });
  }
}

/** Destroys a member's copies of the keys named, or of every key. */
export async function deleteHoldings(
  queries: Queries,
  memberId: string,
  deskKeyIds?: readonly string[],
): Promise<void> {
  const { deskKeyHolders } = tablesOf(queries);
  await queries
    .delete(deskKeyHolders)
    .where(
      and(
        eq(deskKeyHolders.memberId, memberId),
        deskKeyIds === undefined ? undefined : inArray(deskKeyHolders.deskKeyId, [...deskKeyIds]),
      ),
    );
}
