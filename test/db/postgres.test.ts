import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isDatabaseBusy } from "#db/busy.ts";
import { type Database, type Queries, tablesOf } from "#db/database.ts";
import { openPostgres } from "#db/postgres.ts";
import { nextNumber } from "#db/queries/filing.ts";
import { POSTGRES, type SharedDatabase } from "#support/databases.ts";

/** Milliseconds that a statement or a lock is waited for in these tests. */
const SHORT = {
  lock_timeout: 300,
  statement_timeout: 600,
  idle_in_transaction_session_timeout: 600,
};

describe.each(POSTGRES)("on $name", ({ make }) => {
  let made: SharedDatabase;
  let db: Database;
  let url: string;

  beforeAll(async () => {
    made = await make();
    url = made.environment.DATABASE_URL ?? "";
    db = await openPostgres(url, SHORT);
  });
  afterAll(async () => {
    await db.close();
    await made.drop();
  });
  const next = (series: string) => db.tx((queries) => nextNumber(queries, series));
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => expect.fail("it went well"),
      (error: unknown) => error,
    );

  test("transactions that wait for each other are run again until both have won", async () => {
    await Promise.all([next("left"), next("right")]);
    let attempts = 0;
    const crosswise = (first: string, second: string) =>
      db.tx(async (queries) => {
        attempts += 1;
        await nextNumber(queries, first);
        await pause(200);
        return await nextNumber(queries, second);
      });
    const patient = { ...SHORT, lock_timeout: 5000, statement_timeout: 5000 };
    const hurried = db;
    db = await openPostgres(url, patient);
    const numbers = await Promise.all([crosswise("left", "right"), crosswise("right", "left")]);
    await db.close();
    db = hurried;
    expect(numbers.toSorted()).toEqual([2, 3]);
    expect(attempts).toBeGreaterThan(2);
    expect(attempts).toBeLessThan(8);
  });

  test("who waits too long for a row is told that the database is busy, and it works again", async () => {
    const holder = await connected();
    await holder.query("begin; insert into number_series values ('held', 1)");
    const error = await failure(next("held"));
    expect(isDatabaseBusy(error)).toBe(true);
    await holder.query("commit");
    await holder.end();
    expect(await next("held")).toBe(2);
  });

  test("a statement that takes too long ends, inside a transaction and outside", async () => {
    const slow = (queries: Queries) =>
      queries.select({ slept: sql`pg_sleep(5)::text` }).from(sql`(values (1)) as one`);
    expect(isDatabaseBusy(await failure(db.tx((queries) => slow(queries))))).toBe(true);
    expect(isDatabaseBusy(await failure(slow(db.read).execute()))).toBe(true);
  });

  test("many who wait while all connections are held hear so, and nobody hangs", async () => {
    const crowded = await openPostgres(url, { connectionTimeoutMillis: 500 });
    const started = performance.now();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        crowded.tx(async (queries) => {
          await nextNumber(queries, `own ${index}`);
          await pause(2000);
        }),
      ),
    );
    const errors = outcomes.flatMap((each) => (each.status === "rejected" ? each.reason : []));
    expect(errors.length).toBeGreaterThanOrEqual(7);
    expect(errors.every(isDatabaseBusy)).toBe(true);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(await crowded.tx((queries) => nextNumber(queries, "after"))).toBe(1);
    await crowded.close();
  });

  test("more broken connections than there are leave a database that works", async () => {
    for (let round = 0; round < 12; round += 1) {
      const error = await failure(
        db.tx(async (queries) => {
          await nextNumber(queries, "cut");
          await cutOthers();
          await nextNumber(queries, "cut");
        }),
      );
      expect(isDatabaseBusy(error)).toBe(true);
    }
    expect(await next("cut")).toBe(1);
    const { read } = db;
    const { numberSeries } = tablesOf(read);
    const rows = read.select().from(numberSeries).where(eq(numberSeries.id, "cut"));
    expect(await rows).toEqual([{ id: "cut", last: 1 }]);
  });

  test("a query that failed unseen is no success", async () => {
    const careless = db.tx(async (queries) => {
      await nextNumber(queries, "careless");
      await queries
        .select({ one: sql`1 / 0` })
        .from(sql`(values (1)) as one`)
        .catch(() => undefined);
    });
    await expect(careless).rejects.toThrow("had failed");
    expect(await next("careless")).toBe(1);
  });

  test("two that open an empty database at once both find its tables", async () => {
    const fresh = `fresh_${process.pid}`;
    const admin = await connected();
    await admin.query(`create database ${fresh}`);
    const address = new URL(url);
    address.pathname = `/${fresh}`;
    const opened = await Promise.all([openPostgres(address.href), openPostgres(address.href)]);
    const numbers = opened.map((each) => each.tx((queries) => nextNumber(queries, "first")));
    expect((await Promise.all(numbers)).toSorted()).toEqual([1, 2]);
    await Promise.all(opened.map((each) => each.close()));
    await admin.query(`drop database ${fresh} with (force)`);
    await admin.end();
  });

  async function connected(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  }

  /** As when the server is started anew, or the network breaks. */
  async function cutOthers(): Promise<void> {
    const client = await connected();
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await client.end();
  }
});

test("a server that is not there is named at once, with what to look at", async () => {
  await expect(openPostgres("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow("DATABASE_URL");
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
