import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Database, Queries } from "./database.ts";
import * as schema from "./schema/postgres.ts";

export const POSTGRES_MIGRATIONS = fileURLToPath(new URL("./migrations/postgres", import.meta.url));
/** How drizzle is to name columns and which tables it knows, whatever the driver. */
export const POSTGRES_CONFIG = { schema, casing: "snake_case" } as const;

/** Opens a pool of connections; several processes may do so on one database. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // A connection that dies while idle is replaced; without a listener it would end the process.
  pool.on("error", () => undefined);
  try {
    await bringUpToDate(pool);
  } catch (error) {
    await pool.end();
    throw new Error("PostgreSQL 打不开；请检查 DATABASE_URL，以及数据库是否在运行。", {
      cause: error,
    });
  }
  return databaseOn(drizzle(pool, POSTGRES_CONFIG), () => pool.end());
}

/** The ways into a PostgreSQL database, whichever driver is below. */
export function databaseOn(
  db: NodePgDatabase<typeof schema>,
  close: () => Promise<void>,
): Database {
  const asQueries = (queries: unknown) => queries as Queries;
  return {
    read: asQueries(db),
    tx: (work) => db.transaction((queries) => work(asQueries(queries))),
    once: (job, work) =>
      db.transaction(async (queries) => {
        // Held to the end of the transaction.
        const lock = sql`select pg_try_advisory_xact_lock(hashtextextended(${job}, 0)) as mine`;
        const { rows } = await queries.execute<{ mine: boolean }>(lock);
        if (rows[0]?.mine !== true) return false;
        await work(asQueries(queries));
        return true;
      }),
    close,
  };
}

/** Processes that start together bring the tables up to date one after the other. */
async function bringUpToDate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('migrations', 0))");
    await migrate(drizzle(client, POSTGRES_CONFIG), { migrationsFolder: POSTGRES_MIGRATIONS });
    await client.query("select pg_advisory_unlock(hashtextextended('migrations', 0))");
  } finally {
    client.release();
  }
}
