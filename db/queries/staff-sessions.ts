import {
  and,
  desc,
  eq,
  gt,
  type InferInsertModel,
  type InferSelectModel,
  lt,
  ne,
  or,
  sql,
} from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type StaffSessionRow = InferSelectModel<Tables["staffSessions"]>;

/** Instants before which a session is over: its end, and the last time it was used. */
export interface SessionEnds {
  now: string;
  idleSince: string;
}

export async function insertSession(
  queries: Queries,
  row: InferInsertModel<Tables["staffSessions"]>,
): Promise<void> {
  await queries.insert(tablesOf(queries).staffSessions).values(row);
}

/** A session that is not over. */
export async function findSession(
  queries: Queries,
  id: string,
  { now, idleSince }: SessionEnds,
): Promise<StaffSessionRow | undefined> {
  const { staffSessions } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.id, id),
        gt(staffSessions.expiresAt, now),
        gt(staffSessions.seenAt, idleSince),
      ),
    );
  return row;
}

/** The open sessions of a member, the one used last first. */
export async function listSessions(
  queries: Queries,
  memberId: string,
  { now, idleSince }: SessionEnds,
): Promise<StaffSessionRow[]> {
  const { staffSessions } = tablesOf(queries);
  return await queries
    .select()
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.memberId, memberId),
        eq(staffSessions.isOpen, true),
        gt(staffSessions.expiresAt, now),
        gt(staffSessions.seenAt, idleSince),
      ),
    )
    .orderBy(desc(staffSessions.seenAt));
}

export async function updateSession(
  queries: Queries,
  id: string,
  changes: Partial<Pick<StaffSessionRow, "seenAt" | "challenge">>,
): Promise<void> {
  const { staffSessions } = tablesOf(queries);
  await queries.update(staffSessions).set(changes).where(eq(staffSessions.id, id));
}

/** Counts a wrong answer; gives how many there are now. */
export async function updateWrongAnswers(queries: Queries, id: string): Promise<number> {
  const { staffSessions } = tablesOf(queries);
  const [row] = await queries
    .update(staffSessions)
    .set({ wrongAnswers: sql`${staffSessions.wrongAnswers} + 1` })
    .where(eq(staffSessions.id, id))
    .returning({ wrongAnswers: staffSessions.wrongAnswers });
  return row?.wrongAnswers ?? 0;
}

/** Ends a session of a member; false when it had ended. */
export async function deleteSession(
  queries: Queries,
  session: { id: string; memberId: string },
): Promise<boolean> {
  const { staffSessions } = tablesOf(queries);
  const rows = await queries
    .delete(staffSessions)
    .where(and(eq(staffSessions.id, session.id), eq(staffSessions.memberId, session.memberId)))
    .returning({ id: staffSessions.id });
  return rows.length === 1;
}

/** Ends every session of a member, but the one to be kept. */
export async function deleteSessionsOf(
  queries: Queries,
  memberId: string,
  kept?: string,
): Promise<number> {
  const { staffSessions } = tablesOf(queries);
  const rows = await queries
    .delete(staffSessions)
    .where(
      and(
        eq(staffSessions.memberId, memberId),
        kept === undefined ? undefined : ne(staffSessions.id, kept),
      ),
    )
    .returning({ id: staffSessions.id });
  return rows.length;
}

/** Forgets sessions that are over. */
export async function deleteOverSessions(
  queries: Queries,
  { now, idleSince }: SessionEnds,
): Promise<void> {
  const { staffSessions } = tablesOf(queries);
  await queries
    .delete(staffSessions)
    .where(or(lt(staffSessions.expiresAt, now), lt(staffSessions.seenAt, idleSince)));
}
