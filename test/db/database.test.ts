import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { deleteExpired, nextNumber, spendProof } from "#db/queries/filing.ts";

let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "db-"));
  db = openDatabase(join(folder, "deep", "tips.sqlite"));
});
afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

test("what is deleted is overwritten, and what is committed has reached the disk", async () => {
  const setting = async (name: string) =>
    Object.values(
      (await db.tx(async (queries) => queries.get(sql.raw(`pragma ${name}`)))) ?? {},
    )[0];
  expect(await setting("journal_mode")).toBe("wal");
  expect(await setting("synchronous")).toBe(2);
  expect(await setting("secure_delete")).toBe(1);
  expect(await setting("foreign_keys")).toBe(1);
});

test("a transaction that fails leaves nothing behind, and the next one works", async () => {
  const failing = db.tx(async (queries) => {
    await nextNumber(queries, "a/2026");
    throw new Error("changed its mind");
  });
  await expect(failing).rejects.toThrow("changed its mind");
  expect(await db.tx((queries) => nextNumber(queries, "a/2026"))).toBe(1);
});

test("transactions that wait in the middle do not mix", async () => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
  const numbers = await Promise.all(
    Array.from({ length: 30 }, () =>
      db.tx(async (queries) => {
        const number = await nextNumber(queries, "a/2026");
        await pause();
        return number;
      }),
    ),
  );
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test("a reader never sees a transaction that is still open", async () => {
  let seen = -1;
  await db.tx(async (queries) => {
    await nextNumber(queries, "a/2026");
    seen = (await db.read.query.numberSeries.findMany()).length;
  });
  expect(seen).toBe(0);
  expect(await db.read.query.numberSeries.findMany()).toEqual([{ id: "a/2026", last: 1 }]);
});

test("each series counts by itself", async () => {
  const next = (series: string) => db.tx((queries) => nextNumber(queries, series));
  expect([await next("a/2026"), await next("b/2026"), await next("a/2026")]).toEqual([1, 1, 2]);
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

test("a second process may write beside the first", async () => {
  const other = openDatabase(join(folder, "deep", "tips.sqlite"));
  const next = (through: Database) => through.tx((queries) => nextNumber(queries, "a/2026"));
  expect([await next(db), await next(other), await next(db)]).toEqual([1, 2, 3]);
  await other.close();
});
