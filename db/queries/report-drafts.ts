import { and, eq, type InferInsertModel, type InferSelectModel, inArray, lt } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type ReportDraftRow = InferSelectModel<Tables["reportDrafts"]>;

/** A draft that has not expired. */
export async function findReportDraft(
  queries: Queries,
  id: string,
  now: string,
): Promise<ReportDraftRow | undefined> {
  const { reportDrafts } = tablesOf(queries);
  const [row] = await queries.select().from(reportDrafts).where(eq(reportDrafts.id, id));
  return row && row.expiresAt > now ? row : undefined;
}

/** Begins a draft. */
export async function insertReportDraft(
  queries: Queries,
  row: InferInsertModel<Tables["reportDrafts"]>,
): Promise<void> {
  const { reportDrafts } = tablesOf(queries);
  await queries.insert(reportDrafts).values(row);
}

/** Writes a draft again; false when somebody else has written it since it was read, or it is gone. */
export async function updateReportDraft(queries: Queries, row: ReportDraftRow): Promise<boolean> {
  const { reportDrafts } = tablesOf(queries);
  const { id, version, sealedBody, expiresAt } = row;
  const written = await queries
    .update(reportDrafts)
    .set({ version: version + 1, sealedBody, expiresAt })
    .where(and(eq(reportDrafts.id, id), eq(reportDrafts.version, version)))
    .returning({ id: reportDrafts.id });
  return written.length === 1;
}

/** Makes a file part of a draft. */
export async function insertDraftFile(
  queries: Queries,
  row: InferInsertModel<Tables["draftFiles"]>,
): Promise<void> {
  const { draftFiles } = tablesOf(queries);
  await queries.insert(draftFiles).values(row);
}

/** Takes files out of their drafts; gives those that were there. */
export async function deleteDraftFiles(
  queries: Queries,
  files: readonly string[],
): Promise<string[]> {
  if (files.length === 0) return [];
  const { draftFiles } = tablesOf(queries);
  const rows = await queries
    .delete(draftFiles)
    .where(inArray(draftFiles.file, [...files]))
    .returning({ file: draftFiles.file });
  return rows.map(({ file }) => file);
}

/** Ends a draft; gives the files it leaves behind. */
export async function deleteReportDraft(queries: Queries, id: string): Promise<string[]> {
  const { draftFiles, reportDrafts } = tablesOf(queries);
  await queries.delete(reportDrafts).where(eq(reportDrafts.id, id));
  const rows = await queries
    .delete(draftFiles)
    .where(eq(draftFiles.draftId, id))
    .returning({ file: draftFiles.file });
  return rows.map(({ file }) => file);
}

/** Ends every draft whose time is over; gives the files they leave behind. */
export async function deleteExpiredDrafts(queries: Queries, now: string): Promise<string[]> {
  const { reportDrafts } = tablesOf(queries);
  const expired = await queries
    .select({ id: reportDrafts.id })
    .from(reportDrafts)
    .where(lt(reportDrafts.expiresAt, now));
  const files: string[] = [];
  for (const { id } of expired) files.push(...(await deleteReportDraft(queries, id)));
  return files;
}
