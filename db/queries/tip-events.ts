import { asc, desc, eq, type InferSelectModel } from "drizzle-orm";
import { type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { nextNumber } from "./filing.ts";

export type TipEventRow = InferSelectModel<Tables["tipEvents"]>;
/** A row before its place in the chain is known. */
export type NewTipEvent = Omit<TipEventRow, "position" | "previousHash" | "hash">;

/** The series that counts the rows of the chain and locks its end. */
const CHAIN = "tip-events";

/** What a row's hash is drawn from: everything in it, the sealed part as ciphertext. */
export type ChainHash = (content: string) => string;

/** Appends to the chain; only inside a transaction, which makes positions gapless. */
export async function appendTipEvent(
  queries: Queries,
  event: NewTipEvent,
  hashOf: ChainHash,
): Promise<void> {
  const { tipEvents } = tablesOf(queries);
  // Two processes must not chain to the same row: the second waits here for the first to commit.
  await nextNumber(queries, CHAIN);
  const [last] = await queries
    .select({ position: tipEvents.position, hash: tipEvents.hash })
    .from(tipEvents)
    .orderBy(desc(tipEvents.position))
    .limit(1);
  const row = { ...event, position: (last?.position ?? 0) + 1, previousHash: last?.hash ?? "" };
  await queries.insert(tipEvents).values({ ...row, hash: hashOf(chained(row)) });
}

/** What happened to a tip, in order. */
export async function listTipEvents(queries: Queries, tipId: string): Promise<TipEventRow[]> {
  const { tipEvents } = tablesOf(queries);
  return await queries
    .select()
    .from(tipEvents)
    .where(eq(tipEvents.tipId, tipId))
    .orderBy(asc(tipEvents.position));
}

/**
 * The position of the first row whose hash or link does not hold; null when the chain is whole.
 * A cut tail is not seen here: for that the head must be kept elsewhere.
 */
export async function findBrokenLink(queries: Queries, hashOf: ChainHash): Promise<number | null> {
  const { tipEvents } = tablesOf(queries);
  let previousHash = "";
  let position = 0;
  for (const row of await queries.select().from(tipEvents).orderBy(asc(tipEvents.position))) {
    position += 1;
    const holds =
      row.position === position &&
      row.previousHash === previousHash &&
      row.hash === hashOf(chained(row));
    if (!holds) return row.position;
    previousHash = row.hash;
  }
  return null;
}

function chained(row: Omit<TipEventRow, "hash">): string {
  const { position, tipId, at, act, status, by, sealedNote, previousHash } = row;
  const sealed = sealedNote?.toString("base64") ?? null;
  return JSON.stringify([previousHash, position, tipId, at, act, status, by, sealed]);
}
