import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import type { Database } from "#db/database.ts";
import { databaseOn, openPostgres, POSTGRES_CONFIG, POSTGRES_MIGRATIONS } from "#db/postgres.ts";
import type * as schema from "#db/schema/postgres.ts";
import { openSqlite } from "#db/sqlite.ts";

/** An empty database for one test file. */
export interface TestDatabase {
  db: Database;
  /** Closes it and throws it away. */
  drop: () => Promise<void>;
}

/** A database that several processes can open. */
export interface SharedDatabase extends TestDatabase {
  openAgain: () => Promise<Database>;
  /** What a server is told of it. */
  environment: Record<string, string>;
}

/** PostgreSQL servers to test on: the one that TEST_DATABASE_URL names, or none. */
const SERVERS = process.env.TEST_DATABASE_URL ? [process.env.TEST_DATABASE_URL] : [];

export interface DatabaseKind<T extends TestDatabase> {
  name: string;
  make: () => Promise<T>;
}
export const POSTGRES: readonly DatabaseKind<SharedDatabase>[] = SERVERS.map((url) => ({
  name: "PostgreSQL",
  make: () => makePostgres(url),
}));
export const SHARED: readonly DatabaseKind<SharedDatabase>[] = [
  { name: "SQLite", make: async () => makeSqlite() },
  ...POSTGRES,
];
/** Every dialect in every run: PGlite is PostgreSQL inside the test's own process. */
export const DATABASES: readonly DatabaseKind<TestDatabase>[] = [
  ...SHARED,
  { name: "PGlite", make: makePglite },
];

function makeSqlite(): SharedDatabase {
  const folder = mkdtempSync(join(tmpdir(), "db-"));
  const file = join(folder, "deep", "tips.sqlite");
  const db = openSqlite(file);
  return {
    db,
    openAgain: async () => openSqlite(file),
    environment: { DATA_DIR: join(folder, "deep") },
    drop: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makePglite(): Promise<TestDatabase> {
  const engine = await PGlite.create();
  const queries = drizzle(engine, POSTGRES_CONFIG);
  await migrate(queries, { migrationsFolder: POSTGRES_MIGRATIONS });
  const asPostgres = queries as unknown as NodePgDatabase<typeof schema>;
  const db = databaseOn(asPostgres, () => engine.close());
  return { db, drop: () => db.close() };
}

/** A database of its own on the server named, so that test files do not meet. */
async function makePostgres(server: string): Promise<SharedDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await command(server, `create database ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const db = await openPostgres(address.href);
  return {
    db,
    openAgain: () => openPostgres(address.href),
    environment: { DATABASE_URL: address.href },
    drop: async () => {
      await db.close();
      await command(server, `drop database ${name} with (force)`);
    },
  };
}

async function command(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}
