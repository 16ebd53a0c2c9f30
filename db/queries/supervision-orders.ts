import { asc, eq, type InferSelectModel, notInArray } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type SupervisionOrderRow = InferSelectModel<Tables["supervisionOrders"]>;

/** Keeps an order of the coordinating body. */
export async function insertSupervisionOrder(
  queries: Queries,
  row: SupervisionOrderRow,
): Promise<void> {
  const { supervisionOrders } = tablesOf(queries);
  await queries.insert(supervisionOrders).values(row);
  await insertTipRecord(queries, "order", row.tipId, row);
  await insertTipRecord(queries, "order-copy", row.tipId, row);
}

/** The orders about a tip, oldest first. */
export async function listSupervisionOrders(
  queries: Queries,
  tipId: string,
): Promise<SupervisionOrderRow[]> {
  const { supervisionOrders } = tablesOf(queries);
  return await queries
    .select()
    .from(supervisionOrders)
    .where(eq(supervisionOrders.tipId, tipId))
    .orderBy(asc(supervisionOrders.at));
}

/** The orders about tips that have not ended, newest last. */
export async function listOpenOrders(
  queries: Queries,
  endedStatuses: readonly string[],
): Promise<Omit<SupervisionOrderRow, `sealed${string}`>[]> {
  const { supervisionOrders, tips } = tablesOf(queries);
  const { id, tipId, at, by, actor, answerBy, deskKeyId, watchKeyId } = supervisionOrders;
  return await queries
    .select({ id, tipId, at, by, actor, answerBy, deskKeyId, watchKeyId })
    .from(supervisionOrders)
    .innerJoin(tips, eq(tips.id, tipId))
    .where(notInArray(tips.status, [...endedStatuses]))
    .orderBy(asc(at), asc(id));
}
