import { and, desc, eq, like, lt } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/** What narrows the trail of tips. */
export interface TrailFilter {
  /** Member id, `recovery` or `reporter`. */
  actor?: string | undefined;
  /** A reference or the beginning of one. */
  reference?: string | undefined;
  /** Only rows before this position. */
  before?: number | undefined;
}

/** What was done on tips, newest first; nothing sealed. */
export async function listTipTrail(queries: Queries, filter: TrailFilter, limit: number) {
  const { tipEvents, tips } = tablesOf(queries);
  const { position, at, act, status, by, actor, outcome } = tipEvents;
  return await queries
    .select({
      position,
      at,
      act,
      status,
      by,
      actor,
      outcome,
      reference: tips.reference,
      jurisdiction: tips.jurisdiction,
    })
    .from(tipEvents)
    .innerJoin(tips, eq(tips.id, tipEvents.tipId))
    .where(
      and(
        filter.actor === undefined ? undefined : eq(actor, filter.actor),
        filter.reference === undefined ? undefined : like(tips.reference, `${filter.reference}%`),
        filter.before === undefined ? undefined : lt(position, filter.before),
      ),
    )
    .orderBy(desc(position))
    .limit(limit);
}

/** What was done to accounts, desks and keys, newest first. */
export async function listStaffTrail(queries: Queries, filter: TrailFilter, limit: number) {
  const { staffEvents } = tablesOf(queries);
  return await queries
    .select()
    .from(staffEvents)
    .where(
      and(
        filter.actor === undefined ? undefined : eq(staffEvents.actor, filter.actor),
        filter.before === undefined ? undefined : lt(staffEvents.position, filter.before),
      ),
    )
    .orderBy(desc(staffEvents.position))
    .limit(limit);
}
