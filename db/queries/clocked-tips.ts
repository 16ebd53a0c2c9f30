import { and, asc, eq, inArray, lt, type SQL } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";

/**
 * Tips in one of these states: what their clocks are counted from. Nothing sealed is read.
 * `jurisdictions`: only theirs; null: all.
 */
export async function listClockedTips(
  queries: Queries,
  {
    statuses,
    jurisdictions,
  }: { statuses: readonly string[]; jurisdictions: readonly string[] | null },
) {
  const { tips } = tablesOf(queries);
  const isThere = jurisdictions && inArray(tips.jurisdiction, [...jurisdictions]);
  return await clockedTips(queries, and(isThere ?? undefined, inArray(tips.status, [...statuses])));
}

/** Every tip there ever was in a place, as far as it lies in the clear. */
export async function listClockedTipsOfPlace(queries: Queries, jurisdiction: string) {
  return await clockedTips(queries, eq(tablesOf(queries).tips.jurisdiction, jurisdiction));
}
export type ClockedTipRow = Awaited<ReturnType<typeof listClockedTips>>[number];

async function clockedTips(queries: Queries, which: SQL | undefined) {
  const { tipDesks, tipEvents, tips } = tablesOf(queries);
  const { id, reference, jurisdiction, category, area, isNamed, status } = tips;
  const { finding, mergedInto, receivedAt } = tips;
  const clear = { id, reference, jurisdiction, category, area, isNamed, status };
  const rows = await queries
    .select({ ...clear, finding, mergedInto, receivedAt })
    .from(tips)
    .where(which)
    .orderBy(asc(tips.reference));
  const { tipId, act, at, until, by, outcome, checkedHow } = tipEvents;
  const events = await queries
    .select({ tipId, act, at, until, by, outcome, checkedHow })
    .from(tipEvents)
    .innerJoin(tips, eq(tips.id, tipEvents.tipId))
    .where(which)
    .orderBy(asc(tipEvents.position));
  const desks = await queries
    .select({ tipId: tipDesks.tipId, department: tipDesks.department, role: tipDesks.role })
    .from(tipDesks)
    .innerJoin(tips, eq(tips.id, tipDesks.tipId))
    .where(and(eq(tipDesks.isReceiving, true), which))
    .orderBy(asc(tipDesks.order));
  const eventsOf = Map.groupBy(events, (event) => event.tipId);
  const desksOf = Map.groupBy(desks, (desk) => desk.tipId);
  return rows.map((tip) => ({
    ...tip,
    events: eventsOf.get(tip.id) ?? [],
    desks: desksOf.get(tip.id) ?? [],
  }));
}

/** The places that had a tip before an instant. */
export async function listPlacesWithTips(queries: Queries, before: string): Promise<string[]> {
  const { jurisdiction, receivedAt } = tablesOf(queries).tips;
  const rows = await queries
    .selectDistinct({ jurisdiction })
    .from(tablesOf(queries).tips)
    .where(lt(receivedAt, before));
  return rows.map((row) => row.jurisdiction);
}

/** The MACs of the departments that reporters keep out, of every tip. */
export async function listExclusions(queries: Queries) {
  const { tipExclusions } = tablesOf(queries);
  return await queries
    .select({ tipId: tipExclusions.tipId, mac: tipExclusions.mac })
    .from(tipExclusions);
}
