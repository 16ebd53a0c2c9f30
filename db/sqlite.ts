import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Database, Queries } from "./database.ts";
import { groupCommits } from "./group-commit.ts";
import { inside, outermost } from "./outermost.ts";
import * as schema from "./schema/sqlite.ts";
import { rememberStatements } from "./statements.ts";

const MIGRATIONS = fileURLToPath(new URL("./migrations/sqlite", import.meta.url));
/** Milliseconds that opening waits for another process that is just making the tables. */
const PATIENCE = 10_000;
const ATTEMPTS = 3;
/** How often the journal is tried to be emptied while somebody uses it; milliseconds. */
const EMPTYING = { attempts: 20, pause: 50 } as const;

export type SqliteQueries = ReturnType<typeof queriesOn>;

/** Opens (or makes) the SQLite file, brings its tables up to date and gives the two ways in. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writer = connect(file);
  const write = queriesOn(writer);
  bringUpToDate(write);
  // From here on nothing may hold up the event loop: `groupCommits` waits by itself.
  writer.pragma("busy_timeout = 0");
  const reader = connect(file);
  const commit = groupCommits(writer);

  const tx = <T>(work: (queries: Queries) => Promise<T>): Promise<T> =>
    outermost(() => commit(() => inside(() => work(write))));
  async function close() {
    await commit(async () => undefined).catch(() => undefined);
    reader.close();
    writer.close();
  }
  /** Whoever holds the one writing transaction runs the job alone. */
  async function once(_job: string, work: (queries: Queries) => Promise<void>) {
    await tx(work);
    return true;
  }
  /** Deleted content is overwritten (`secure_delete`), but its old pages stand in the journal. */
  async function settle() {
    for (let tried = 1; tried <= EMPTYING.attempts; tried += 1) {
      if (!writer.inTransaction) {
        const [state] = writer.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
        if (state?.busy === 0) return;
      }
      await wait(EMPTYING.pause);
    }
  }
  return { read: queriesOn(reader), tx, once, settle, close };
}

/** Of two that make the tables at once one fails, and then finds them made. */
function bringUpToDate(queries: SqliteQueries): void {
  for (let tried = 1; ; tried += 1) {
    try {
      migrate(queries, { migrationsFolder: MIGRATIONS });
      return;
    } catch (error) {
      if (tried === ATTEMPTS) throw error;
    }
  }
}

function connect(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: PATIENCE });
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("secure_delete = ON");
  connection.pragma("foreign_keys = ON");
  rememberStatements(connection);
  return connection;
}

function queriesOn(connection: Sqlite.Database) {
  return drizzle(connection, { schema, casing: "snake_case" });
}
