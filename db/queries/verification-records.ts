import type { InferSelectModel } from "drizzle-orm";
import { asc, eq } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

type VerificationRow = InferSelectModel<Tables["verificationRecords"]>;

/** Keeps the record of a check on site. */
export async function insertVerificationRecord(
  queries: Queries,
  row: VerificationRow,
): Promise<void> {
  const { verificationRecords } = tablesOf(queries);
  await queries.insert(verificationRecords).values(row);
  await insertTipRecord(queries, "verification", row.tipId, row);
}

/** The records of a tip, oldest first. */
export async function listVerificationRecords(
  queries: Queries,
  tipId: string,
): Promise<VerificationRow[]> {
  const { verificationRecords } = tablesOf(queries);
  return await queries
    .select()
    .from(verificationRecords)
    .where(eq(verificationRecords.tipId, tipId))
    .orderBy(asc(verificationRecords.at), asc(verificationRecords.id));
}
