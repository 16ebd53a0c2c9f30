import { and, desc, eq, type InferInsertModel, type InferSelectModel } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type DeskKeyRow = InferSelectModel<Tables["deskKeys"]>;

/** The newest key of a desk; undefined before its first tip. */
export async function findDeskKey(
  queries: Queries,
  desk: { jurisdiction: string; department: string },
): Promise<DeskKeyRow | undefined> {
  const { deskKeys } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(deskKeys)
    .where(
      and(eq(deskKeys.jurisdiction, desk.jurisdiction), eq(deskKeys.department, desk.department)),
    )
    .orderBy(desc(deskKeys.version))
    .limit(1);
  return row;
}

/** A version of a desk's key by its id. */
export async function findDeskKeyById(queries: Queries, id: string) {
  const { deskKeys } = tablesOf(queries);
  const [row] = await queries.select().from(deskKeys).where(eq(deskKeys.id, id));
  return row;
}

/** Writes a key pair unless that version exists already. */
export async function insertDeskKey(
  queries: Queries,
  row: InferInsertModel<Tables["deskKeys"]>,
): Promise<void> {
  const { deskKeys } = tablesOf(queries);
  await queries.insert(deskKeys).values(row).onConflictDoNothing();
}
