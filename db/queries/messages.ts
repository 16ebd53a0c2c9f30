import { asc, eq, type InferInsertModel, type InferSelectModel } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type MessageRow = InferSelectModel<Tables["messages"]>;

/** Writes a message, unless one with its id is there already. */
export async function insertMessage(queries: Queries, row: InferInsertModel<Tables["messages"]>) {
  const { messages } = tablesOf(queries);
  const written = await queries.insert(messages).values(row).onConflictDoNothing().returning();
  for (const message of written) await insertTipRecord(queries, "message", row.tipId, message);
}

/** The messages of a tip, oldest first. */
export async function listMessages(queries: Queries, tipId: string): Promise<MessageRow[]> {
  const { messages } = tablesOf(queries);
  return await queries
    .select()
    .from(messages)
    .where(eq(messages.tipId, tipId))
    .orderBy(asc(messages.at), asc(messages.id));
}
