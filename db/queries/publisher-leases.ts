import { and, eq, type InferSelectModel, sql } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";

export type PublisherLeaseRow = InferSelectModel<Tables["publisherLeases"]>;

/** There is one publisher. */
const ID = "publisher";

/** Who publishes, as it stands there, also when its time is over; nobody ever did: undefined. */
export async function findPublisherLease(queries: Queries): Promise<PublisherLeaseRow | undefined> {
  const { publisherLeases } = tablesOf(queries);
  const [row] = await queries.select().from(publisherLeases).where(eq(publisherLeases.id, ID));
  return row;
}

/**
 * Takes the lease or keeps it; gives whether the machine has it now. Of several that try, one gets
 * what is free or over. Instants in UTC, ISO 8601.
 */
export async function updatePublisherLease(
  queries: Queries,
  { holder, now, expiresAt }: { holder: string; now: string; expiresAt: string },
): Promise<boolean> {
  const { publisherLeases } = tablesOf(queries);
  const taken = await queries
    .insert(publisherLeases)
    .values({ id: ID, holder, expiresAt })
    .onConflictDoUpdate({
      target: publisherLeases.id,
      set: { holder, expiresAt },
      setWhere: sql`${publisherLeases.holder} = ${holder} or ${publisherLeases.expiresAt} <= ${now}`,
    })
    .returning({ holder: publisherLeases.holder });
  return taken.length > 0;
}

/** Writes down which release the holder serves; nothing changes when the lease went to another. */
export async function updatePublishedRelease(
  queries: Queries,
  { holder, release }: { holder: string; release: string },
): Promise<void> {
  const { publisherLeases } = tablesOf(queries);
  await queries
    .update(publisherLeases)
    .set({ release })
    .where(and(eq(publisherLeases.id, ID), eq(publisherLeases.holder, holder)));
}
