import { and, eq, gt, type InferSelectModel, lt } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type DeskWorkRow = InferSelectModel<Tables["deskWork"]>;
type DeskNoteRow = InferSelectModel<Tables["deskNotes"]>;

/** Notes down how a desk works on a tip, over what was noted before. */
export async function updateDeskWork(
  queries: Queries,
  { tipId, department }: Pick<DeskWorkRow, "tipId" | "department">,
  change: Partial<Pick<DeskWorkRow, "assignee" | "snoozedUntil" | "readAt">>,
): Promise<void> {
  const { deskWork } = tablesOf(queries);
  await queries
    .insert(deskWork)
    .values({ id: `${tipId}/${department}`, tipId, department, ...change })
    .onConflictDoUpdate({ target: deskWork.id, set: change });
}

/** How a desk works on a tip; undefined when it has noted nothing. */
export async function findDeskWork(queries: Queries, tipId: string, department: string) {
  const { deskWork } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(deskWork)
    .where(and(eq(deskWork.tipId, tipId), eq(deskWork.department, department)));
  return row;
}

/** Keeps a note that desks write for themselves. */
export async function insertDeskNote(queries: Queries, row: DeskNoteRow): Promise<void> {
  const { deskNotes } = tablesOf(queries);
  await queries.insert(deskNotes).values(row);
  await insertTipRecord(queries, "desk-note", row.tipId, row);
}

/** The notes of a tip, oldest first. */
export async function listDeskNotes(queries: Queries, tipId: string): Promise<DeskNoteRow[]> {
  const { deskNotes } = tablesOf(queries);
  return await queries
    .select()
    .from(deskNotes)
    .where(eq(deskNotes.tipId, tipId))
    .orderBy(deskNotes.at);
}

/** Says that a member has a tip open until an instant. */
export async function updatePresence(
  queries: Queries,
  row: { tipId: string; memberId: string; isWriting: boolean; expiresAt: string },
): Promise<void> {
  const { tipPresences } = tablesOf(queries);
  const { isWriting, expiresAt } = row;
  await queries
    .insert(tipPresences)
    .values({ id: `${row.tipId}/${row.memberId}`, ...row })
    .onConflictDoUpdate({ target: tipPresences.id, set: { isWriting, expiresAt } });
}

/** Who has tips open at an instant. */
export async function listPresences(queries: Queries, now: string) {
  const { tipPresences } = tablesOf(queries);
  return await queries.select().from(tipPresences).where(gt(tipPresences.expiresAt, now));
}

/** Who has one tip open at an instant. */
export async function listPresencesOfTip(queries: Queries, tipId: string, now: string) {
  const { tipPresences } = tablesOf(queries);
  return await queries
    .select()
    .from(tipPresences)
    .where(and(eq(tipPresences.tipId, tipId), gt(tipPresences.expiresAt, now)));
}

/** Forgets who had tips open before an instant. */
export async function deletePresencesBefore(queries: Queries, instant: string): Promise<void> {
  const { tipPresences } = tablesOf(queries);
  await queries.delete(tipPresences).where(lt(tipPresences.expiresAt, instant));
}
