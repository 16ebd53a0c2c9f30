import { asc, eq, type InferSelectModel } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type SupervisionOrderRow = InferSelectModel<Tables["supervisionOrders"]>;

/** Keeps an order of the coordinating body. */
export async function insertSupervisionOrder(
  queries: Queries,
  row: SupervisionOrderRow,
): Promise<void> {
  const { supervisionOrders } = tablesOf(queries);
  await queries.insert(supervisionOrders).values(row);
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
