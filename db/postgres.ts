import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { isCollision } from "./busy.ts";
import type { Database, Queries } from "./database.ts";
import { inside, outermost } from "./outermost.ts";
import * as schema from "./schema/postgres.ts";

export const POSTGRES_MIGRATIONS = fileURLToPath(new URL("./migrations/postgres", import.meta.url));
/** How drizzle is to name columns and which tables it knows, whatever the driver. */
export const POSTGRES_CONFIG = { schema, casing: "snake_case" } as const;
export type PostgresQueries = NodePgDatabase<typeof schema>;

/**
 * Connections of one process. Readers have their own, so that nobody who looks something up waits
 * behind those who file; filings wait for each other at the end of the event chain, so that more
 * writers would not be faster.
 */
const CONNECTIONS = { readers: 5, writers: 5 } as const;
/** Milliseconds. Who waits longer is told to come again; nothing waits for ever. */
const PATIENCE = {
  connectionTimeoutMillis: 10_000,
  lock_timeout: 5_000,
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
  query_timeout: 15_000,
} as const;
/** How often a transaction that lost against another is run, and how long it steps back (ms). */
const COLLISIONS = { attempts: 6, longestPause: 40 } as const;

/** Opens pools of connections; several processes may do so on one database. */
export async function openPostgres(
  url: string,
  patience: Partial<Record<keyof typeof PATIENCE, number>> = {},
): Promise<Database> {
  await bringUpToDate(url).catch((cause) => {
    throw new Error("PostgreSQL 打不开；请检查 DATABASE_URL，以及数据库是否在运行。", { cause });
  });
  const pool = (max: number) => openPool({ connectionString: url, max, ...PATIENCE, ...patience });
  const [readers, writers] = [pool(CONNECTIONS.readers), pool(CONNECTIONS.writers)];
  const close = async () => void (await Promise.all([readers.end(), writers.end()]));
  return databaseOn(drizzle(readers, POSTGRES_CONFIG), transactionsOn(writers), close);
}

/** Runs work in a transaction of its own. */
type Transact = <T>(work: (queries: PostgresQueries) => Promise<T>) => Promise<T>;

/** The ways into a PostgreSQL database, whichever driver is below. */
export function databaseOn(
  read: PostgresQueries,
  transact: Transact,
  close: () => Promise<void>,
): Database {
  const asQueries = (queries: PostgresQueries) => queries as unknown as Queries;
  const tx: Transact = (work) =>
    outermost(() => untilItWins(() => transact((queries) => inside(() => work(queries)))));
  return {
    read: asQueries(read),
    tx: (work) => tx((queries) => work(asQueries(queries))),
    once: (job, work) =>
      tx(async (queries) => {
        // Held to the end of the transaction.
        const lock = sql`select pg_try_advisory_xact_lock(hashtextextended(${job}, 0)) as mine`;
        const { rows } = await queries.execute<{ mine: boolean }>(lock);
        if (rows[0]?.mine !== true) return false;
        await work(asQueries(queries));
        return true;
      }),
    // Autovacuum gives the room free in its own time; nothing here overwrites it.
    settle: async () => undefined,
    close,
  };
}

/** Runs a transaction again that lost against another, a few times. */
async function untilItWins<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= COLLISIONS.attempts || !isCollision(error)) throw error;
      await wait(Math.random() * COLLISIONS.longestPause);
    }
  }
}

/**
 * Transactions on the connections of a pool. Drizzle's own loses a connection for ever when BEGIN
 * fails, and gives one that died back to the pool.
 */
function transactionsOn(pool: pg.Pool): Transact {
  const known = new WeakMap<pg.PoolClient, PostgresQueries>();
  const queriesOn = (client: pg.PoolClient) => {
    const queries = known.get(client) ?? drizzle(client, POSTGRES_CONFIG);
    known.set(client, queries);
    return queries;
  };
  return async (work) => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const result = await work(queriesOn(client));
      const { command } = await client.query("commit");
      // PostgreSQL answers COMMIT with ROLLBACK when a query failed and nobody said so.
      if (command !== "COMMIT") throw new Error("a query of the transaction had failed");
      client.release();
      return result;
    } catch (error) {
      const isUsable = await client.query("rollback").then(
        () => true,
        () => false,
      );
      client.release(!isUsable);
      throw error;
    }
  };
}

/** Without listeners a connection that dies would end the process; the pool replaces it. */
function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...options, keepAlive: true });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Processes that start together bring the tables up to date one after the other. */
async function bringUpToDate(url: string): Promise<void> {
  const { connectionTimeoutMillis } = PATIENCE;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('migrations', 0))");
    await migrate(drizzle(client, POSTGRES_CONFIG), { migrationsFolder: POSTGRES_MIGRATIONS });
  } finally {
    // Gives the lock back too.
    await client.end();
  }
}
