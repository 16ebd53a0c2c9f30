import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { inject } from "vitest";
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

/** PostgreSQL servers to test on: one, or none (`postgres-cluster.ts`). */
const SERVERS = [inject("postgres") ?? []].flat();

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
/** What houses in tests stand on: each project of vitest.config.ts names one. */
export const HOUSE_DATABASES = {
  sqlite: async (folder: string) => makeSqlite(folder),
  postgres: async () => await (POSTGRES[0]?.make ?? makePglite)(),
} as const satisfies Record<string, (folder: string) => Promise<TestDatabase>>;

declare module "vitest" {
  interface ProvidedContext {
    houses: keyof typeof HOUSE_DATABASES;
  }
}

function makeSqlite(folder = mkdtempSync(join(tmpdir(), "db-"))): SharedDatabase {
  const file = join(folder, "tips.sqlite");
  const db = openSqlite(file);
  return {
    db,
    openAgain: async () => openSqlite(file),
    environment: { DATA_DIR: folder },
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
  const db = databaseOn(
    asPostgres,
    (work) => asPostgres.transaction(work),
    () => engine.close(),
  );
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
