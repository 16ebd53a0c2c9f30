import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Database, Queries } from "./database.ts";
import * as schema from "./schema/sqlite.ts";

const MIGRATIONS = fileURLToPath(new URL("./migrations/sqlite", import.meta.url));
/** How long a writer waits for another process, such as the desk on the command line. */
const BUSY_MILLISECONDS = 10_000;

export type SqliteQueries = ReturnType<typeof queriesOn>;

/** Opens (or makes) the SQLite file, brings its tables up to date and gives the two ways in. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writer = connect(file);
  migrate(queriesOn(writer), { migrationsFolder: MIGRATIONS });
  const reader = connect(file);
  const write = queriesOn(writer);
  let tail: Promise<unknown> = Promise.resolve();

  function tx<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const run = tail.then(() => inTransaction(writer, () => work(write)));
    tail = run.catch(() => undefined);
    return run;
  }
  async function close() {
    await tail;
    reader.close();
    writer.close();
  }
  /** Whoever holds the one writing transaction runs the job alone. */
  async function once(_job: string, work: (queries: Queries) => Promise<void>) {
    await tx(work);
    return true;
  }
  return { read: queriesOn(reader), tx, once, close };
}

/** Drizzle's own transaction takes no asynchronous work on SQLite, hence BEGIN and COMMIT here. */
async function inTransaction<T>(connection: Sqlite.Database, work: () => Promise<T>): Promise<T> {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const result = await work();
    connection.exec("COMMIT");
    return result;
  } finally {
    if (connection.inTransaction) connection.exec("ROLLBACK");
  }
}

function connect(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: BUSY_MILLISECONDS });
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("secure_delete = ON");
  connection.pragma("foreign_keys = ON");
  return connection;
}

function queriesOn(connection: Sqlite.Database) {
  return drizzle(connection, { schema, casing: "snake_case" });
}
