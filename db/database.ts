import { sql } from "drizzle-orm";
import { openSqlite, type SqliteQueries } from "./sqlite.ts";

/**
 * What queries run on, the same in both dialects; always awaited. It is typed after SQLite, and
 * only what PostgreSQL has too is let through.
 */
export type Queries = Pick<
  SqliteQueries,
  "_" | "$count" | "delete" | "insert" | "query" | "select" | "selectDistinct" | "update"
>;

export interface Database {
  /** For reading outside a transaction; it never sees one that is still open. */
  read: Queries;
  /**
   * Runs `work` in a transaction and answers when it is on disk: on SQLite one after the other, on
   * PostgreSQL side by side, so that rows read to be changed must be changed first (`nextNumber`
   * locks its row), and once more when it lost against another. `work` awaits nothing but its own
   * queries: keys are derived and files read before, and no transaction begins in another. An
   * exception rolls its own work back.
   */
  tx: <T>(work: (queries: Queries) => Promise<T>) => Promise<T>;
  /**
   * Runs a job in a transaction unless another process is just running the job of that name;
   * gives whether it ran.
   */
  once: (job: string, work: (queries: Queries) => Promise<void>) => Promise<boolean>;
  /**
   * Clears the files of the database of what was deleted, as far as the dialect can: SQLite
   * overwrites it and empties its journal; PostgreSQL writes over it some day.
   */
  settle: () => Promise<void>;
  /** Waits for what is queued, then closes. */
  close: () => Promise<void>;
}

/** The tables of the dialect that these queries run on. */
export function tablesOf(queries: Queries) {
  return queries._.fullSchema;
}

/** Resolves when the database answers, rejects when it does not. */
export async function ping({ read }: Database): Promise<void> {
  await read.select({ one: sql`1` }).from(tablesOf(read).numberSeries).limit(1);
}

/**
 * Opens the PostgreSQL database of a `postgres://` address, or without one the SQLite file, and
 * brings its tables up to date. Throws when the database cannot be reached.
 */
export async function openDatabase(place: {
  url: string | undefined;
  file: string;
}): Promise<Database> {
  if (place.url === undefined) return openSqlite(place.file);
  // Only those who use it pay for loading it.
  const { openPostgres } = await import("./postgres.ts");
  return await openPostgres(place.url);
}
