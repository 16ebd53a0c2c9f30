import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import type { TipRow } from "./tips.ts";

/** Tables whose rows go with the content of their tip; whatever is kept of a tip joins here. */
export const PURGED_TABLES = [
  "tipKeys",
  "tipExclusions",
  "messages",
  "attachments",
  "deskWork",
  "deskNotes",
  "verificationRecords",
  "verificationPhotos",
  "tipPresences",
  "tipSubjects",
  "supervisionOrders",
  "identityLooks",
  "disclosureCopies",
] as const;
/** Tables whose rows stay: which desks had it, what happened, which notice it objected to. */
export const KEPT_TABLES = [
  "tipDesks",
  "tipEvents",
  "tipRecords",
  "noticeObjections",
] as const satisfies readonly (keyof Tables)[];

/** Tips in one of these statuses, received before an instant, whose content is still there. */
export async function listTipsWithContent(
  queries: Queries,
  { statuses, receivedBefore }: { statuses: readonly string[]; receivedBefore: string },
): Promise<Pick<TipRow, "id" | "reference" | "version" | "mergedInto">[]> {
  const { tips } = tablesOf(queries);
  const { id, reference, version, mergedInto } = tips;
  return await queries
    .select({ id, reference, version, mergedInto })
    .from(tips)
    .where(
      and(
        isNull(tips.purgedAt),
        inArray(tips.status, [...statuses]),
        lt(tips.receivedAt, receivedBefore),
      ),
    )
    .orderBy(tips.receivedAt, reference);
}

/**
 * Deletes what a tip says, with every key that opens it, and leaves what counts. Gives the names of
 * its sealed files, which are to be deleted after the commit; null when somebody has changed the tip
 * since `version` was read. Only inside a transaction.
 */
export async function deleteTipContent(
  queries: Queries,
  { id, version }: Pick<TipRow, "id" | "version">,
  at: string,
): Promise<{ files: string[]; tip: TipRow } | null> {
  const tables = tablesOf(queries);
  const { attachments, tips, verificationPhotos } = tables;
  const [tip] = await queries
    .update(tips)
    .set({ sealedBody: Buffer.alloc(0), sealedIdentity: null, purgedAt: at, version: version + 1 })
    .where(and(eq(tips.id, id), eq(tips.version, version), isNull(tips.purgedAt)))
    .returning();
  if (tip === undefined) return null;
  const files: { file: string }[] = [];
  for (const table of [attachments, verificationPhotos]) {
    const ofTip = eq(table.tipId, id);
    files.push(...(await queries.select({ file: table.file }).from(table).where(ofTip)));
  }
  for (const name of PURGED_TABLES) {
    await queries.delete(tables[name]).where(eq(tables[name].tipId, id));
  }
  return { files: files.map(({ file }) => file), tip };
}
