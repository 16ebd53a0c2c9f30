import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, ping, type Queries, tablesOf } from "#db/database.ts";
import { deleteExpired, insertAnswer, nextNumber, spendProof } from "#db/queries/filing.ts";
import { DATABASES, SHARED, type SharedDatabase, type TestDatabase } from "#support/databases.ts";

/** PGlite unpacks a whole PostgreSQL first; milliseconds, on a busy machine. */
const STARTING = 60_000;

describe.each(DATABASES)("on $name", ({ make }) => {
  let made: TestDatabase;
  let db: Database;
  let series = 0;
  let name: string;

  beforeAll(async () => {
    made = await make();
    db = made.db;
  }, STARTING);
  afterAll(() => made.drop());
  beforeEach(() => {
    series += 1;
    name = `${series}/2026`;
  });
  const next = (of: string) => db.tx((queries) => nextNumber(queries, of));

  test("a new database answers", async () => {
    await expect(ping(db)).resolves.toBeUndefined();
  });

  test("a transaction that fails leaves nothing behind, and the next one works", async () => {
    const failing = db.tx(async (queries) => {
      await nextNumber(queries, name);
      throw new Error("changed its mind");
    });
    await expect(failing).rejects.toThrow("changed its mind");
    expect(await next(name)).toBe(1);
  });

  test("transactions that wait in the middle get every number once", async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
    const numbers = await Promise.all(
      Array.from({ length: 30 }, () =>
        db.tx(async (queries) => {
          const number = await nextNumber(queries, name);
          await pause();
          return number;
        }),
      ),
    );
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(sorted).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test("of many transactions at once those that fail are undone alone", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        db.tx(async (queries) => {
          const number = await nextNumber(queries, name);
          if (index % 4 === 0) throw new Error(`the ${index}th`);
          return number;
        }),
      ),
    );
    const numbers = outcomes.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    const failures = outcomes.flatMap((each) => (each.status === "rejected" ? each.reason : []));
    expect(failures.map(({ message }) => message)).toContain("the 36th");
    expect(await next(name)).toBe(31);
  });

  test("a transaction inside another is refused at once, and both are undone", async () => {
    const nested = db.tx(async (queries) => {
      await nextNumber(queries, name);
      await next(name);
    });
    await expect(nested).rejects.toThrow("inside a transaction");
    expect(await next(name)).toBe(1);
  });

  test("each series counts by itself", async () => {
    const other = `${name}/other`;
    expect([await next(name), await next(other), await next(name)]).toEqual([1, 1, 2]);
  });

  test("a proof is spent once and forgotten after its time", async () => {
    const proof = { id: "x", expiresAt: "2026-01-02T00:00:00.000Z" };
    const spend = () => db.tx((queries) => spendProof(queries, proof));
    expect([await spend(), await spend()]).toEqual([true, false]);
    await db.tx((queries) => deleteExpired(queries, "2026-01-01T00:00:00.000Z"));
    expect(await spend()).toBe(false);
    await db.tx((queries) => deleteExpired(queries, "2026-01-03T00:00:00.000Z"));
    expect(await spend()).toBe(true);
  });

  test("of ten answers under one key at once, one is kept, byte for byte", async () => {
    const answers = Array.from({ length: 10 }, (_, index) => ({
      keyMac: "k",
      bodyMac: String(index),
      sealedAnswer: Buffer.from([0, 255, index]),
      expiresAt: "2026-01-02T00:00:00.000Z",
    }));
    const isKept = await Promise.all(
      answers.map((answer) => db.tx((queries) => insertAnswer(queries, answer))),
    );
    const kept = answers.filter((_, index) => isKept[index]);
    expect(kept).toHaveLength(1);
    expect(await db.read.select().from(tablesOf(db.read).idempotency)).toEqual(kept);
  });

  test("a job runs when nobody is at it, and what it throws undoes its work", async () => {
    expect(await db.once("count", async (queries) => void (await nextNumber(queries, name)))).toBe(
      true,
    );
    const failing = db.once("count", async (queries) => {
      await nextNumber(queries, name);
      throw new Error("broke off");
    });
    await expect(failing).rejects.toThrow("broke off");
    expect(await next(name)).toBe(2);
  });
});

describe.each(SHARED)("on $name, opened twice", ({ name: dialect, make }) => {
  let made: SharedDatabase;
  let other: Database;

  beforeAll(async () => {
    made = await make();
    other = await made.openAgain();
  });
  afterAll(async () => {
    await other.close();
    await made.drop();
  });

  test("a reader never sees a transaction that is still open", async () => {
    const { read, tx } = made.db;
    const rows = () => read.select().from(tablesOf(read).numberSeries);
    let seen = -1;
    await tx(async (queries) => {
      await nextNumber(queries, "a/2026");
      seen = (await rows()).length;
    });
    expect(seen).toBe(0);
    expect(await rows()).toEqual([{ id: "a/2026", last: 1 }]);
  });

  test("two processes give numbers of one series", async () => {
    const next = (through: Database) => through.tx((queries) => nextNumber(queries, "b/2026"));
    expect([await next(made.db), await next(other), await next(made.db)]).toEqual([1, 2, 3]);
  });

  test("a job that two processes begin at once is never done by both together", async () => {
    let running = 0;
    let most = 0;
    const job = async (queries: Queries) => {
      running += 1;
      most = Math.max(most, running);
      await nextNumber(queries, "c/2026");
      await new Promise((resolve) => setTimeout(resolve, 50));
      running -= 1;
    };
    const ran = await Promise.all([made.db.once("count", job), other.once("count", job)]);
    expect(most).toBe(1);
    const done = ran.filter(Boolean).length;
    const { read } = made.db;
    const counted = await read.query.numberSeries.findFirst({
      where: ({ id }, { eq }) => eq(id, "c/2026"),
    });
    expect(counted).toEqual({ id: "c/2026", last: done });
    // On SQLite the second waits for the first; on PostgreSQL it leaves the job to it.
    expect(done).toBe(dialect === "SQLite" ? 2 : 1);
  });

  test("what reaches the disk is what was committed", async () => {
    const setting = async (name: string) => {
      const source = dialect === "SQLite" ? `pragma_${name}` : "pg_settings";
      const value = dialect === "SQLite" ? name : "setting";
      const where = dialect === "SQLite" ? "true" : `name = '${name}'`;
      const [row] = await made.db.tx((queries) =>
        queries
          .select({ value: sql<unknown>`${sql.raw(value)}` })
          .from(sql.raw(source))
          .where(sql.raw(where)),
      );
      return row?.value;
    };
    const expected =
      dialect === "SQLite"
        ? { journal_mode: "wal", synchronous: 2, secure_delete: 1, foreign_keys: 1 }
        : { synchronous_commit: "on", fsync: "on" };
    for (const [name, value] of Object.entries(expected)) {
      expect(await setting(name), name).toBe(value);
    }
  });
});
