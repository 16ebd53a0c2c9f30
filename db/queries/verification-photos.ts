import { asc, count, eq, type InferInsertModel, type InferSelectModel } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type VerificationPhotoRow = InferSelectModel<Tables["verificationPhotos"]>;
/** A row before its number is known. */
export type NewVerificationPhoto = Omit<
  InferInsertModel<Tables["verificationPhotos"]>,
  "id" | "number"
>;

/**
 * Gives photographs the next numbers of their tip and writes them. Only inside a transaction: of two
 * at once the second waits and takes the numbers after.
 */
export async function insertVerificationPhotos(
  queries: Queries,
  tipId: string,
  added: readonly NewVerificationPhoto[],
): Promise<void> {
  const { verificationPhotos } = tablesOf(queries);
  const [kept] = await queries
    .select({ photos: count() })
    .from(verificationPhotos)
    .where(eq(verificationPhotos.tipId, tipId));
  let number = kept?.photos ?? 0;
  for (const photo of added) {
    for (let isWritten = false; !isWritten; ) {
      number += 1;
      const written = await queries
        .insert(verificationPhotos)
        .values({ ...photo, number, id: `${tipId}/${number}` })
        .onConflictDoNothing({ target: verificationPhotos.id })
        .returning();
      for (const one of written) await insertTipRecord(queries, "verification-photo", tipId, one);
      isWritten = written.length === 1;
    }
  }
}

/** The photographs of all records of a tip, by their numbers. */
export async function listVerificationPhotos(
  queries: Queries,
  tipId: string,
): Promise<VerificationPhotoRow[]> {
  const { verificationPhotos } = tablesOf(queries);
  return await queries
    .select()
    .from(verificationPhotos)
    .where(eq(verificationPhotos.tipId, tipId))
    .orderBy(asc(verificationPhotos.number));
}
