import { and, count, desc, eq, gt, max, or } from "drizzle-orm";
import type { StaffAct } from "#domain/staff-event.ts";
import { type Queries, tablesOf } from "../database.ts";
import { appendToChain, type ChainRow } from "./chain.ts";

export type StaffEventRow = ChainRow<"staff-events">;
export interface NewStaffEvent {
  at: string;
  act: StaffAct;
  actor: string;
  memberId?: string;
  jurisdiction?: string;
  department?: string;
  detail?: string;
}

/** Appends what happened to an account or a key; only inside a transaction, as its last act. */
export async function appendStaffEvent(queries: Queries, event: NewStaffEvent): Promise<void> {
  await appendToChain(queries, "staff-events", {
    memberId: null,
    jurisdiction: null,
    department: null,
    detail: null,
    ...event,
  });
}

/** What a member did to the own account, or others did to it; newest first. */
export async function listEventsOfMember(
  queries: Queries,
  memberId: string,
  limit: number,
): Promise<StaffEventRow[]> {
  const { staffEvents } = tablesOf(queries);
  return await queries
    .select()
    .from(staffEvents)
    .where(or(eq(staffEvents.memberId, memberId), eq(staffEvents.actor, memberId)))
    .orderBy(desc(staffEvents.position))
    .limit(limit);
}

/** Everything of one kind, newest first. Only for what seldom happens. */
export async function listEventsOfAct(queries: Queries, act: StaffAct): Promise<StaffEventRow[]> {
  const { staffEvents } = tablesOf(queries);
  return await queries
    .select()
    .from(staffEvents)
    .where(eq(staffEvents.act, act))
    .orderBy(desc(staffEvents.position));
}

/** The positions up to which a member has confirmed uses of the recovery passphrase. */
export async function listSeenRecoveries(queries: Queries, memberId: string): Promise<string[]> {
  const { staffEvents } = tablesOf(queries);
  const rows = await queries
    .select({ detail: staffEvents.detail })
    .from(staffEvents)
    .where(and(eq(staffEvents.memberId, memberId), eq(staffEvents.act, "recovery-seen")));
  return rows.flatMap(({ detail }) => detail ?? []);
}

/** What happened to the keys of a desk, newest first. */
export async function listEventsOfDesk(
  queries: Queries,
  desk: { jurisdiction: string; department: string },
  limit: number,
): Promise<StaffEventRow[]> {
  const { staffEvents } = tablesOf(queries);
  return await queries
    .select()
    .from(staffEvents)
    .where(
      and(
        eq(staffEvents.jurisdiction, desk.jurisdiction),
        eq(staffEvents.department, desk.department),
      ),
    )
    .orderBy(desc(staffEvents.position))
    .limit(limit);
}

/** When somebody last lost the key of a desk; null when nobody ever did. */
export async function findLastWithdrawal(
  queries: Queries,
  desk: { jurisdiction: string; department: string },
): Promise<string | null> {
  const { staffEvents } = tablesOf(queries);
  const [row] = await queries
    .select({ at: max(staffEvents.at) })
    .from(staffEvents)
    .where(
      and(
        eq(staffEvents.jurisdiction, desk.jurisdiction),
        eq(staffEvents.department, desk.department),
        eq(staffEvents.act, "key-withdrawn"),
      ),
    );
  return row?.at ?? null;
}

/** How often something happened to a member since an instant. */
export async function countEventsOfMember(
  queries: Queries,
  { memberId, act, since }: { memberId: string; act: StaffAct; since: string },
): Promise<number> {
  const { staffEvents } = tablesOf(queries);
  const [row] = await queries
    .select({ events: count() })
    .from(staffEvents)
    .where(
      and(eq(staffEvents.memberId, memberId), eq(staffEvents.act, act), gt(staffEvents.at, since)),
    );
  return row?.events ?? 0;
}
