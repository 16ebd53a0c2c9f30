import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import { isDatabaseBusy } from "./busy.ts";

/** So many share a commit at most; the more there are, the longer the first of them waits. */
const LARGEST_GROUP = 64;
/** Milliseconds that a group waits for another process, such as the desk on the command line. */
const PATIENCE = 10_000;

interface Write {
  work: () => Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Runs writes one after the other and commits together those that came in one turn of the event
 * loop: making a commit durable costs the disk the same for one as for sixty. Each write has a
 * savepoint, so that one that throws is undone alone. Nobody hears of a result before it is on disk.
 */
export function groupCommits(connection: Sqlite.Database) {
  const waiting: Write[] = [];
  let isRunning = false;

  async function run() {
    isRunning = true;
    while (waiting.length > 0) {
      await nextTurn();
      await commitTogether(connection, waiting.splice(0, LARGEST_GROUP));
    }
    isRunning = false;
  }
  return function add<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    waiting.push({ work, resolve: (result) => resolve(result as T), reject });
    if (!isRunning) void run();
    return promise;
  };
}

/** When the commit fails, or a fault such as a full disk ends the transaction, all of them fail. */
async function commitTogether(connection: Sqlite.Database, writes: Write[]): Promise<void> {
  try {
    await begin(connection);
    const answers: (() => void)[] = [];
    for (const write of writes) answers.push(await attempt(connection, write));
    connection.exec("COMMIT");
    for (const answer of answers) answer();
  } catch (error) {
    for (const { reject } of writes) reject(error);
    if (connection.inTransaction) connection.exec("ROLLBACK");
  }
}

/** Only this waits while another process writes; everything else here goes on. */
async function begin(connection: Sqlite.Database): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      connection.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!isDatabaseBusy(error) || performance.now() > until) throw error;
      await wait(1 + Math.random() * 4);
    }
  }
}

/** Does one write and gives what its sender is told after the commit. */
async function attempt(
  connection: Sqlite.Database,
  { work, resolve, reject }: Write,
): Promise<() => void> {
  connection.exec("SAVEPOINT one_write");
  try {
    const result = await work();
    connection.exec("RELEASE one_write");
    return () => resolve(result);
  } catch (error) {
    if (!connection.inTransaction) throw error;
    connection.exec("ROLLBACK TO one_write");
    connection.exec("RELEASE one_write");
    return () => reject(error);
  }
}
