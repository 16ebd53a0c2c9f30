import { eq, sql } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/** A notice that one process may now try to send. */
export interface NoticeAttempt {
  id: string;
  /** Shanghai calendar. */
  day: string;
  /** Instants, ISO 8601 in UTC. */
  now: string;
  /** Until then nobody else tries. */
  heldUntil: string;
}

/**
 * Takes a notice to be sent; gives which attempt it is, or null when it was sent, is being sent, or
 * is not to be tried yet. Of several processes one gets it.
 */
export async function insertNoticeAttempt(
  queries: Queries,
  { id, day, now, heldUntil }: NoticeAttempt,
): Promise<number | null> {
  const { sentNotices } = tablesOf(queries);
  const [row] = await queries
    .insert(sentNotices)
    .values({ id, day, attempts: 1, nextAttemptAt: heldUntil })
    .onConflictDoUpdate({
      target: sentNotices.id,
      set: { attempts: sql`${sentNotices.attempts} + 1`, nextAttemptAt: heldUntil },
      setWhere: sql`${sentNotices.sentAt} is null and ${sentNotices.nextAttemptAt} <= ${now}`,
    })
    .returning({ attempts: sentNotices.attempts });
  return row?.attempts ?? null;
}

/** Writes down how an attempt went. */
export async function updateNotice(
  queries: Queries,
  id: string,
  result: { sentAt: string; fault: null } | { fault: string; nextAttemptAt: string },
): Promise<void> {
  const { sentNotices } = tablesOf(queries);
  await queries.update(sentNotices).set(result).where(eq(sentNotices.id, id));
}

/** The notices of a day. */
export async function listNotices(queries: Queries, day: string) {
  const { sentNotices } = tablesOf(queries);
  return await queries.select().from(sentNotices).where(eq(sentNotices.day, day));
}
