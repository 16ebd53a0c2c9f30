import { asc, eq, type InferInsertModel, inArray } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";
import type { TipRow } from "./tips.ts";

export type NoticeObjection = InferInsertModel<Tables["noticeObjections"]>;

/** Keeps which notice an objection is about; only inside a transaction. */
export async function insertNoticeObjection(queries: Queries, row: NoticeObjection): Promise<void> {
  await queries.insert(tablesOf(queries).noticeObjections).values(row);
  await insertTipRecord(queries, "objection", row.tipId, row);
}

/** Objections to the notices of some places, each with its tip, the first received first. */
export async function listNoticeObjections(
  queries: Queries,
  places: readonly string[],
): Promise<{ announcement: string; tip: TipRow }[]> {
  const { noticeObjections, tips } = tablesOf(queries);
  return await queries
    .select({ announcement: noticeObjections.announcement, tip: tips })
    .from(noticeObjections)
    .innerJoin(tips, eq(tips.id, noticeObjections.tipId))
    .where(inArray(noticeObjections.jurisdiction, [...places]))
    .orderBy(asc(tips.receivedAt), asc(tips.reference));
}
