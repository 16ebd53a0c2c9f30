import {
  and,
  asc,
  desc,
  eq,
  type InferInsertModel,
  type InferSelectModel,
  inArray,
} from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { insertTipRecord } from "./tip-records.ts";

export type TipRow = InferSelectModel<Tables["tips"]>;
export type TipDeskRow = InferSelectModel<Tables["tipDesks"]>;
export type TipKeyRow = InferSelectModel<Tables["tipKeys"]>;

export interface NewTip {
  tip: InferInsertModel<Tables["tips"]>;
  desks: readonly InferInsertModel<Tables["tipDesks"]>[];
  keys: readonly InferInsertModel<Tables["tipKeys"]>[];
  exclusions: readonly InferInsertModel<Tables["tipExclusions"]>[];
}

/** Writes a tip with its desks, keys and exclusions. */
export async function insertTip(queries: Queries, added: NewTip): Promise<void> {
  const { tipDesks, tipExclusions, tipKeys, tips } = tablesOf(queries);
  await queries.insert(tips).values(added.tip);
  await queries.insert(tipDesks).values([...added.desks]);
  await queries.insert(tipKeys).values([...added.keys]);
  if (added.exclusions.length > 0)
    await queries.insert(tipExclusions).values([...added.exclusions]);
  await insertTipRecord(queries, "body", added.tip.id, added.tip);
  if (added.tip.sealedIdentity) {
    await insertTipRecord(queries, "identity", added.tip.id, added.tip);
  }
}

/** The tip a receipt belongs to, by the MACs of the code under every key that was in use. */
export async function findTipByReceipt(queries: Queries, receiptIndexes: readonly string[]) {
  const { tips } = tablesOf(queries);
  const isOne = inArray(tips.receiptIndex, [...receiptIndexes]);
  const [row] = await queries.select().from(tips).where(isOne);
  return row;
}

/** The tip of a reference such as `AK-2026-000123`. */
export async function findTipByReference(queries: Queries, reference: string) {
  const { tips } = tablesOf(queries);
  const [row] = await queries.select().from(tips).where(eq(tips.reference, reference));
  return row;
}

/** References of the tips that were merged into this one, in their order. */
export async function listTipsMergedInto(queries: Queries, tipId: string): Promise<string[]> {
  const { tips } = tablesOf(queries);
  const rows = await queries
    .select({ reference: tips.reference })
    .from(tips)
    .where(eq(tips.mergedInto, tipId))
    .orderBy(asc(tips.reference));
  return rows.map(({ reference }) => reference);
}

/** A tip by its id, which never leaves the server. */
export async function findTip(queries: Queries, id: string) {
  const { tips } = tablesOf(queries);
  const [row] = await queries.select().from(tips).where(eq(tips.id, id));
  return row;
}

/** Every tip, newest first. Nothing sealed is read. */
export async function listTips(queries: Queries) {
  const { tips } = tablesOf(queries);
  return await queries.select().from(tips).orderBy(desc(tips.receivedAt), desc(tips.reference));
}

/** The desks of a tip, in the order they were named. */
export async function listDesksOfTip(queries: Queries, tipId: string): Promise<TipDeskRow[]> {
  const { tipDesks } = tablesOf(queries);
  return await queries
    .select()
    .from(tipDesks)
    .where(eq(tipDesks.tipId, tipId))
    .orderBy(asc(tipDesks.order));
}

/** The sealed keys of a tip. */
export async function listKeysOfTip(queries: Queries, tipId: string): Promise<TipKeyRow[]> {
  const { tipKeys } = tablesOf(queries);
  return await queries.select().from(tipKeys).where(eq(tipKeys.tipId, tipId));
}

/** The sealed keys of several tips. */
export async function listKeysOfTips(queries: Queries, tipIds: readonly string[]) {
  if (tipIds.length === 0) return [];
  const { tipKeys } = tablesOf(queries);
  return await queries
    .select()
    .from(tipKeys)
    .where(inArray(tipKeys.tipId, [...tipIds]));
}

/** Keeps who reported a tip that came without a name, with the halves of its key. */
export async function updateIdentity(
  queries: Queries,
  tipId: string,
  { sealedIdentity, keys }: { sealedIdentity: Buffer; keys: readonly TipKeyRow[] },
): Promise<void> {
  const { tipKeys, tips } = tablesOf(queries);
  await queries.update(tips).set({ isNamed: true, sealedIdentity }).where(eq(tips.id, tipId));
  await queries.insert(tipKeys).values([...keys]);
  const identity = { id: tipId, sealedIdentity };
  await insertTipRecord(queries, "identity", tipId, identity);
}

/** Keeps what the reporter says of the outcome. */
export async function updateSatisfaction(queries: Queries, tipId: string, satisfaction: string) {
  const { tips } = tablesOf(queries);
  await queries.update(tips).set({ satisfaction }).where(eq(tips.id, tipId));
}

/** What several tips say, sealed. */
export async function listBodiesOfTips(queries: Queries, tipIds: readonly string[]) {
  if (tipIds.length === 0) return [];
  const { tips } = tablesOf(queries);
  const { id, sealedBody } = tips;
  return await queries
    .select({ id, sealedBody })
    .from(tips)
    .where(inArray(id, [...tipIds]));
}

/** Changes a tip that nobody has changed since `version` was read; false when somebody has. */
export async function updateTip(
  queries: Queries,
  { id, version }: Pick<TipRow, "id" | "version">,
  change: Partial<Pick<TipRow, "status" | "finding" | "mergedInto">>,
): Promise<boolean> {
  const { tips } = tablesOf(queries);
  const changed = await queries
    .update(tips)
    .set({ ...change, version: version + 1 })
    .where(and(eq(tips.id, id), eq(tips.version, version)))
    .returning({ id: tips.id });
  return changed.length === 1;
}
