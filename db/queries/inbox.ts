import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

export interface InboxFilter {
  /** `areas`: only tips of these; absent: all. */
  desks: readonly { jurisdiction: string; department: string; areas?: readonly string[] }[];
  statuses?: readonly string[] | undefined;
  category?: string | undefined;
  area?: string | undefined;
  /** Start of a reference. */
  reference?: string | undefined;
  /** Instants: received from (inclusive) and before. */
  receivedFrom?: string | undefined;
  receivedBefore?: string | undefined;
  tipIds?: readonly string[] | undefined;
}

export type InboxRow = Awaited<ReturnType<typeof listInboxRows>>[number];

/**
 * Tips that lie with some desks, with how each desk works on them; nothing sealed, since far more
 * are looked through than are shown.
 */
export async function listInboxRows(
  queries: Queries,
  filter: InboxFilter,
  { limit, first }: { limit: number; first: "oldest" | "newest" },
) {
  const { deskWork, tipDesks, tips } = tablesOf(queries);
  const { id, reference, jurisdiction, category, area, isNamed, isWeaklyProven } = tips;
  const { status, finding, version, receivedAt } = tips;
  const clear = { id, reference, jurisdiction, category, area, isNamed, isWeaklyProven };
  const { department, role } = tipDesks;
  const { assignee, snoozedUntil } = deskWork;
  const order = first === "oldest" ? asc : desc;
  return await queries
    .select({
      tip: { ...clear, status, finding, version, receivedAt },
      desk: { department, role },
      work: { assignee, snoozedUntil },
    })
    .from(tips)
    .crossJoin(tipDesks)
    .leftJoin(
      deskWork,
      and(eq(deskWork.tipId, tips.id), eq(deskWork.department, tipDesks.department)),
    )
    .where(conditionOf(queries, filter))
    .orderBy(order(tips.receivedAt), order(tips.reference))
    .limit(limit);
}

/** How many tips lie with some desks, by status. */
export async function countInbox(queries: Queries, filter: InboxFilter) {
  const { tipDesks, tips } = tablesOf(queries);
  return await queries
    .select({ status: tips.status, count: count() })
    .from(tips)
    .crossJoin(tipDesks)
    .where(conditionOf(queries, filter))
    .groupBy(tips.status);
}

/** What was done on the tips of `listInboxRows`, in order, without what is sealed. */
export async function listActsOfInbox(queries: Queries, filter: InboxFilter) {
  const { tipDesks, tipEvents, tips } = tablesOf(queries);
  const { tipId, act, at, until, by, outcome } = tipEvents;
  return await queries
    .select({ tipId, act, at, until, by, outcome })
    .from(tips)
    .crossJoin(tipDesks)
    .innerJoin(tipEvents, eq(tipId, tips.id))
    .where(conditionOf(queries, filter))
    .orderBy(asc(tipEvents.position));
}

/** How many messages of reporters each desk has not read, of the tips of `listInboxRows`. */
export async function countUnread(queries: Queries, filter: InboxFilter) {
  const { deskWork, messages, tipDesks, tips } = tablesOf(queries);
  const { department } = tipDesks;
  return await queries
    .select({ tipId: messages.tipId, department, count: count() })
    .from(tips)
    .crossJoin(tipDesks)
    .innerJoin(messages, eq(messages.tipId, tips.id))
    .leftJoin(deskWork, and(eq(deskWork.tipId, tips.id), eq(deskWork.department, department)))
    .where(
      and(
        conditionOf(queries, filter),
        eq(messages.from, "reporter"),
        or(isNull(deskWork.readAt), gt(messages.at, deskWork.readAt)),
      ),
    )
    .groupBy(messages.tipId, department);
}

/**
 * Joins the desks to the tips and keeps what a filter asks for. The tips are crossed with the desks,
 * which tells SQLite to begin at the tips: of the many that ever lay with a desk few are open.
 */
function conditionOf(queries: Queries, filter: InboxFilter): SQL | undefined {
  const { tipDesks, tips } = tablesOf(queries);
  const { statuses, category, area, reference, receivedFrom, receivedBefore, tipIds } = filter;
  const desks = filter.desks.map(({ jurisdiction, department, areas }) =>
    and(
      eq(tips.jurisdiction, jurisdiction),
      eq(tipDesks.department, department),
      areas && inArray(tips.area, [...areas]),
    ),
  );
  const jurisdictions = new Set(filter.desks.map(({ jurisdiction }) => jurisdiction));
  return and(
    eq(tips.id, tipDesks.tipId),
    eq(tipDesks.isReceiving, true),
    inArray(tips.jurisdiction, [...jurisdictions]),
    // Nobody's desk is not everybody's.
    desks.length === 0 ? sql`false` : or(...desks),
    statuses && inArray(tips.status, [...statuses]),
    category === undefined ? undefined : eq(tips.category, category),
    area === undefined ? undefined : eq(tips.area, area),
    // Not LIKE, for which SQLite uses no index.
    reference === undefined ? undefined : gte(tips.reference, reference),
    reference === undefined ? undefined : lt(tips.reference, `${reference}\uffff`),
    receivedFrom === undefined ? undefined : gte(tips.receivedAt, receivedFrom),
    receivedBefore === undefined ? undefined : lt(tips.receivedAt, receivedBefore),
    tipIds && inArray(tips.id, [...tipIds]),
  );
}
