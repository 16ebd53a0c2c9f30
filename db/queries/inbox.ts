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
  like,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

export interface InboxFilter {
  desks: readonly { jurisdiction: string; department: string }[];
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

/** Tips that lie with some desks, newest first, with how each desk works on them. */
export async function listInboxRows(
  queries: Queries,
  filter: InboxFilter,
  { limit, offset = 0 }: { limit: number; offset?: number },
) {
  const { deskWork, tipDesks, tips } = tablesOf(queries);
  const rows = await queries
    .select({ tip: tips, desk: tipDesks, work: deskWork })
    .from(tipDesks)
    .innerJoin(tips, eq(tips.id, tipDesks.tipId))
    .leftJoin(
      deskWork,
      and(eq(deskWork.tipId, tips.id), eq(deskWork.department, tipDesks.department)),
    )
    .where(conditionOf(queries, filter))
    .orderBy(desc(tips.receivedAt), desc(tips.reference))
    .limit(limit)
    .offset(offset);
  return rows;
}

/** How many tips lie with some desks, by status. */
export async function countInbox(queries: Queries, filter: InboxFilter) {
  const { tipDesks, tips } = tablesOf(queries);
  return await queries
    .select({ status: tips.status, count: count() })
    .from(tipDesks)
    .innerJoin(tips, eq(tips.id, tipDesks.tipId))
    .where(conditionOf(queries, filter))
    .groupBy(tips.status);
}

/** The events of several tips, in order, without what is sealed. */
export async function listActsOfTips(queries: Queries, tipIds: readonly string[]) {
  if (tipIds.length === 0) return [];
  const { tipEvents } = tablesOf(queries);
  const { tipId, act, at, status, by, until } = tipEvents;
  return await queries
    .select({ tipId, act, at, status, by, until })
    .from(tipEvents)
    .where(inArray(tipId, [...tipIds]))
    .orderBy(asc(tipEvents.position));
}

/** How many messages of reporters a desk has not read, by tip. */
export async function countUnread(queries: Queries, department: string, tipIds: readonly string[]) {
  if (tipIds.length === 0) return [];
  const { deskWork, messages } = tablesOf(queries);
  return await queries
    .select({ tipId: messages.tipId, count: count() })
    .from(messages)
    .leftJoin(
      deskWork,
      and(eq(deskWork.tipId, messages.tipId), eq(deskWork.department, department)),
    )
    .where(
      and(
        inArray(messages.tipId, [...tipIds]),
        eq(messages.from, "reporter"),
        or(isNull(deskWork.readAt), gt(messages.at, deskWork.readAt)),
      ),
    )
    .groupBy(messages.tipId);
}

/** How many tips each desk has that are in none of these statuses. */
export async function countDeskLoads(queries: Queries, without: readonly string[]) {
  const { tipDesks, tips } = tablesOf(queries);
  const { jurisdiction } = tips;
  const { department } = tipDesks;
  return await queries
    .select({ jurisdiction, department, open: count() })
    .from(tipDesks)
    .innerJoin(tips, eq(tips.id, tipDesks.tipId))
    .where(and(eq(tipDesks.isReceiving, true), notInArray(tips.status, [...without])))
    .groupBy(jurisdiction, department)
    .orderBy(jurisdiction, department);
}

function conditionOf(queries: Queries, filter: InboxFilter): SQL | undefined {
  const { tipDesks, tips } = tablesOf(queries);
  const { statuses, category, area, reference, receivedFrom, receivedBefore, tipIds } = filter;
  const desks = filter.desks.map(({ jurisdiction, department }) =>
    and(eq(tips.jurisdiction, jurisdiction), eq(tipDesks.department, department)),
  );
  return and(
    eq(tipDesks.isReceiving, true),
    // Nobody's desk is not everybody's.
    desks.length === 0 ? sql`false` : or(...desks),
    statuses && inArray(tips.status, [...statuses]),
    category === undefined ? undefined : eq(tips.category, category),
    area === undefined ? undefined : eq(tips.area, area),
    reference === undefined ? undefined : like(tips.reference, `${reference}%`),
    receivedFrom === undefined ? undefined : gte(tips.receivedAt, receivedFrom),
    receivedBefore === undefined ? undefined : lt(tips.receivedAt, receivedBefore),
    tipIds && inArray(tips.id, [...tipIds]),
  );
}
