import { asc, eq, type InferInsertModel, type InferSelectModel, inArray } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type AttachmentRow = InferSelectModel<Tables["attachments"]>;
/** A row before its number is known. */
export type NewAttachment = Omit<InferInsertModel<Tables["attachments"]>, "id" | "number">;

/**
 * Gives an attachment the next number of its tip and writes it; false when the tip has `most`
 * already. Only inside a transaction: of two at once the second waits and takes the number after.
 */
export async function insertAttachment(
  queries: Queries,
  added: NewAttachment,
  most: number,
): Promise<boolean> {
  const { attachments } = tablesOf(queries);
  const kept = await listAttachments(queries, added.tipId);
  for (let number = kept.length + 1; number <= most; number += 1) {
    const row = { ...added, number, id: `${added.tipId}/${number}` };
    const written = await queries
      .insert(attachments)
      .values(row)
      .onConflictDoNothing({ target: attachments.id })
      .returning();
    for (const one of written) await insertTipRecord(queries, "attachment", added.tipId, one);
    if (written.length === 1) return true;
  }
  return false;
}

/** The attachments of a tip, in the order they came. */
export async function listAttachments(queries: Queries, tipId: string): Promise<AttachmentRow[]> {
  const { attachments } = tablesOf(queries);
  return await queries
    .select()
    .from(attachments)
    .where(eq(attachments.tipId, tipId))
    .orderBy(asc(attachments.number));
}

/**
 * Which of these files belong to a draft, a tip or a record of a check. Asked in this order: a file that moves from its
 * draft to its tip in between is seen at least once.
 */
export async function listKnownFiles(
  queries: Queries,
  files: readonly string[],
): Promise<string[]> {
  const { attachments, draftFiles, verificationPhotos } = tablesOf(queries);
  const known: string[] = [];
  for (const table of [draftFiles, attachments, verificationPhotos]) {
    const isAsked = inArray(table.file, [...files]);
    const rows = await queries.select({ file: table.file }).from(table).where(isAsked);
    known.push(...rows.map(({ file }) => file));
  }
  return known;
}
