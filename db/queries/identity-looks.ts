import {
  and,
  desc,
  eq,
  type InferInsertModel,
  type InferSelectModel,
  isNotNull,
  lt,
} from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type IdentityLookRow = InferSelectModel<Tables["identityLooks"]>;

/** Keeps a request to see a name. */
export async function insertIdentityLook(
  queries: Queries,
  row: InferInsertModel<Tables["identityLooks"]>,
): Promise<void> {
  const { identityLooks } = tablesOf(queries);
  await queries.insert(identityLooks).values(row);
}

/** The latest request about a tip, of anybody or of one person. */
export async function findIdentityLook(
  queries: Queries,
  tipId: string,
  askedBy?: string,
): Promise<IdentityLookRow | undefined> {
  const { identityLooks } = tablesOf(queries);
  const [row] = await queries
    .select()
    .from(identityLooks)
    .where(
      and(
        eq(identityLooks.tipId, tipId),
        askedBy === undefined ? undefined : eq(identityLooks.askedBy, askedBy),
      ),
    )
    .orderBy(desc(identityLooks.askedAt))
    .limit(1);
  return row;
}

/** The latest requests of a place with their tips, newest first, not more than `limit`. */
export async function listIdentityLooks(queries: Queries, jurisdiction: string, limit: number) {
  const { identityLooks, tips } = tablesOf(queries);
  return await queries
    .select({ look: identityLooks, tip: { reference: tips.reference, area: tips.area } })
    .from(identityLooks)
    .innerJoin(tips, eq(tips.id, identityLooks.tipId))
    .where(eq(tips.jurisdiction, jurisdiction))
    .orderBy(desc(identityLooks.askedAt))
    .limit(limit);
}

/** Writes that a request was agreed to, or refused. */
export async function updateIdentityLook(
  queries: Queries,
  id: string,
  change:
    | Pick<IdentityLookRow, "allowedAt" | "allowedBy" | "sealedHalf">
    | Pick<IdentityLookRow, "declinedAt" | "declinedBy" | "answerKeyId" | "sealedAnswer">,
): Promise<void> {
  const { identityLooks } = tablesOf(queries);
  await queries.update(identityLooks).set(change).where(eq(identityLooks.id, id));
}

/** Destroys the halves of keys that were given before an instant. */
export async function deleteHalvesBefore(queries: Queries, instant: string): Promise<void> {
  const { identityLooks } = tablesOf(queries);
  await queries
    .update(identityLooks)
    .set({ sealedHalf: null })
    .where(and(isNotNull(identityLooks.sealedHalf), lt(identityLooks.allowedAt, instant)));
}
