import { and, desc, eq, type InferSelectModel, inArray } from "drizzle-orm";
import type { DeskChangeStage } from "#domain/desk-change.ts";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type DeskChangeRow = InferSelectModel<Tables["deskChanges"]>;

/** As many as one page shows. */
const LATEST = 100;

export async function insertDeskChange(
  queries: Queries,
  row: Pick<DeskChangeRow, "id" | "jurisdiction" | "change" | "submittedBy" | "submittedAt">,
): Promise<void> {
  const stage: DeskChangeStage = "submitted";
  await queries.insert(tablesOf(queries).deskChanges).values({ ...row, stage });
}

export async function findDeskChange(
  queries: Queries,
  id: string,
): Promise<DeskChangeRow | undefined> {
  const { deskChanges } = tablesOf(queries);
  const [row] = await queries.select().from(deskChanges).where(eq(deskChanges.id, id));
  return row;
}

/** The latest changes of some places, of every stage. */
export async function listDeskChanges(
  queries: Queries,
  places: readonly string[],
): Promise<DeskChangeRow[]> {
  const { deskChanges } = tablesOf(queries);
  return await queries
    .select()
    .from(deskChanges)
    .where(inArray(deskChanges.jurisdiction, [...places]))
    .orderBy(desc(deskChanges.submittedAt))
    .limit(LATEST);
}

/** Moves a change on from the stage it is in; false when it is in that stage no more. */
export async function updateDeskChange(
  queries: Queries,
  { id, stage }: { id: string; stage: DeskChangeStage },
  change: Partial<Pick<DeskChangeRow, "decidedBy" | "decidedAt" | "reason">> & {
    stage: DeskChangeStage;
  },
): Promise<boolean> {
  const { deskChanges } = tablesOf(queries);
  const rows = await queries
    .update(deskChanges)
    .set(change)
    .where(and(eq(deskChanges.id, id), eq(deskChanges.stage, stage)))
    .returning({ id: deskChanges.id });
  return rows.length === 1;
}
