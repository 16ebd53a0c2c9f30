import { and, asc, eq, type InferSelectModel, inArray, isNotNull } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type DisclosureCopyRow = InferSelectModel<Tables["disclosureCopies"]>;

/** Keeps what was proposed last of a tip, in the place of what was before; only in a transaction. */
export async function updateDisclosureCopy(
  queries: Queries,
  row: DisclosureCopyRow,
): Promise<void> {
  const { disclosureCopies } = tablesOf(queries);
  const { tipId, ...change } = row;
  await queries
    .insert(disclosureCopies)
    .values(row)
    .onConflictDoUpdate({ target: disclosureCopies.tipId, set: change });
  await insertTipRecord(queries, "disclosure-copy", tipId, row);
}

/** What was proposed last of a tip. */
export async function findDisclosureCopy(
  queries: Queries,
  tipId: string,
): Promise<DisclosureCopyRow | undefined> {
  const { disclosureCopies } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(disclosureCopies)
    .where(eq(disclosureCopies.tipId, tipId));
  return row;
}

/** Which of some acts were done, in order, on the tips of places that were put before an office. */
export async function listActsOfCopied(
  queries: Queries,
  places: readonly string[],
  acts: readonly string[],
) {
  const { disclosureCopies, tipDesks, tipEvents, tips } = tablesOf(queries);
  return await queries
    .select({
      reference: tips.reference,
      jurisdiction: tips.jurisdiction,
      area: tips.area,
      department: tipDesks.department,
      act: tipEvents.act,
      at: tipEvents.at,
    })
    .from(disclosureCopies)
    .innerJoin(tips, eq(tips.id, disclosureCopies.tipId))
    .innerJoin(tipDesks, and(eq(tipDesks.tipId, tips.id), eq(tipDesks.isReceiving, true)))
    .innerJoin(tipEvents, eq(tipEvents.tipId, tips.id))
    .where(
      and(
        inArray(tips.jurisdiction, [...places]),
        isNotNull(disclosureCopies.sealedText),
        inArray(tipEvents.act, [...acts]),
      ),
    )
    .orderBy(asc(tipEvents.position));
}
