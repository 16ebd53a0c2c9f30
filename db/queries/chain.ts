import { AsyncLocalStorage } from "node:async_hooks";
import { hash } from "node:crypto";
import { and, asc, eq, gt, type InferSelectModel, lte } from "drizzle-orm";
import { type Database, type Queries, tablesOf } from "../database.ts";
import type { Tables } from "../schema/tables.ts";
import { nextNumber } from "./filing.ts";

/**
 * The tables that are only ever appended to, each a chain: every row holds the hash of the one
 * before. The name stands in every hash and in the signed heads, so it never changes.
 */
export const CHAINS = {
  "tip-events": "tipEvents",
  "staff-events": "staffEvents",
  "tip-records": "tipRecords",
} as const satisfies Record<string, keyof Tables>;
export type ChainName = keyof typeof CHAINS;
export const CHAIN_NAMES = Object.keys(CHAINS) as ChainName[];

export type ChainRow<C extends ChainName> = InferSelectModel<Tables[(typeof CHAINS)[C]]>;
/** A row before its place in the chain is known. */
export type NewChainRow<C extends ChainName> = Omit<
  ChainRow<C>,
  "position" | "previousHash" | "hash"
>;
/** The columns by which any row is chained. */
export interface Link {
  position: number;
  previousHash: string;
  hash: string;
}
/** A row just appended, as the head of its chain. */
export interface ChainHead {
  chain: ChainName;
  position: number;
  hash: string;
}

/**
 * Appends a row; only inside a transaction. Others who append to this chain wait for its end, so
 * keep it for the last: positions have no gap and no two rows follow the same one.
 */
export async function appendToChain<C extends ChainName>(
  queries: Queries,
  chain: C,
  row: NewChainRow<C>,
): Promise<void> {
  const table = tableOf(queries, chain);
  const position = await nextNumber(queries, chain);
  const [last] = await queries
    .select({ hash: table.hash })
    .from(table)
    .where(eq(table.position, position - 1));
  // Where the row before was deleted the gap stays to be seen, and nobody is turned away for it.
  const placed = { ...row, position, previousHash: last?.hash ?? "" };
  const linked = { ...placed, hash: hashOfRow(chain, placed) };
  await queries.insert(table).values(linked as ChainRow<"tip-events">);
  appended.getStore()?.push({ chain, position, hash: linked.hash });
}

/** The rows of a chain after a position and up to another, in order, not more than `limit`. */
export async function listLinks(
  queries: Queries,
  chain: ChainName,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<Link[]> {
  const table = tableOf(queries, chain);
  return await queries
    .select()
    .from(table)
    .where(and(gt(table.position, after), lte(table.position, upTo)))
    .orderBy(asc(table.position))
    .limit(limit);
}

/**
 * What a row's hash is drawn from, as SHA-256 in hexadecimal: the chain, and each column that is
 * not null by its name, bytes as base64. So a column that may be null can be added later without
 * changing the hash of the rows before.
 */
export function hashOfRow(chain: ChainName, row: Omit<Link, "hash">): string {
  return digestOf(chain, { ...row, hash: null });
}

/** SHA-256 in hexadecimal over a name and the columns of a row that are not null. */
export function digestOf(name: string, row: object): string {
  const columns = Object.entries(row)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([column, value]) => [
      column,
      value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
    ])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return hash("sha256", JSON.stringify([name, columns]));
}

const appended = new AsyncLocalStorage<ChainHead[]>();

/** The same database, which tells after each commit what it has appended to the chains. */
export function watchChains(
  db: Database,
  onCommitted: (heads: readonly ChainHead[]) => void,
): Database {
  const watched =
    <T>(run: (work: (queries: Queries) => Promise<T>) => Promise<unknown>) =>
    async (work: (queries: Queries) => Promise<T>) => {
      let heads: ChainHead[] = [];
      const result = await run((queries) => {
        // A transaction tried again counts from the beginning.
        heads = [];
        return appended.run(heads, () => work(queries));
      });
      if (heads.length > 0) onCommitted(heads);
      return result;
    };
  return {
    ...db,
    tx: <T>(work: (queries: Queries) => Promise<T>) => watched<T>(db.tx)(work) as Promise<T>,
    once: (job, work) => watched<void>((inner) => db.once(job, inner))(work) as Promise<boolean>,
  };
}

/** Chained tables differ in what they tell, not in how they are linked. */
function tableOf(queries: Queries, chain: ChainName) {
  return tablesOf(queries)[CHAINS[chain]];
}
