import { asc, eq, type InferInsertModel, type InferSelectModel } from "drizzle-orm";
import type { Queries } from "../database.ts";
import { messages } from "../schema/sqlite.ts";

export type MessageRow = InferSelectModel<typeof messages>;

/** Writes a message, unless one with its id is there already. */
export async function insertMessage(queries: Queries, row: InferInsertModel<typeof messages>) {
  await queries.insert(messages).values(row).onConflictDoNothing();
}

/** The messages of a tip, oldest first. */
export async function listMessages(queries: Queries, tipId: string): Promise<MessageRow[]> {
  return await queries
    .select()
    .from(messages)
    .where(eq(messages.tipId, tipId))
    .orderBy(asc(messages.at), asc(messages.id));
}
