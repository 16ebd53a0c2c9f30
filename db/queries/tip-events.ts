import { asc, eq } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import { appendToChain, type ChainRow, type NewChainRow } from "./chain.ts";

export type TipEventRow = ChainRow<"tip-events">;
/** An event before its place in the chain is known. */
export type NewTipEvent = Omit<NewChainRow<"tip-events">, "checkedHow"> &
  Partial<Pick<TipEventRow, "checkedHow">>;

/** Appends what happened to a tip; only inside a transaction, as its last act. */
export async function appendTipEvent(queries: Queries, event: NewTipEvent): Promise<void> {
  await appendToChain(queries, "tip-events", { checkedHow: null, ...event });
}

/** What happened to a tip, in order. */
export async function listTipEvents(queries: Queries, tipId: string): Promise<TipEventRow[]> {
  const { tipEvents } = tablesOf(queries);
  return await queries
    .select()
    .from(tipEvents)
    .where(eq(tipEvents.tipId, tipId))
    .orderBy(asc(tipEvents.position));
}
