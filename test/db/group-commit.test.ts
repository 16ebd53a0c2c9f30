import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { groupCommits } from "#db/group-commit.ts";

let folder: string;
let connection: Sqlite.Database;
let commit: ReturnType<typeof groupCommits>;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "group-"));
  said = [];
  connection = new Sqlite(join(folder, "a.sqlite"), { verbose: (text) => said.push(String(text)) });
  connection.exec("create table number (value integer primary key check (value < 1000))");
  commit = groupCommits(connection);
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (value: number) => async () => {
  connection.prepare("insert into number values (?)").run(value);
  return value;
};
const written = () => connection.prepare("select value from number").pluck().all();
const commits = () => said.filter((text) => text === "COMMIT").length;

test("writes of one moment share a commit, and later ones have their own", async () => {
  expect(await Promise.all([1, 2, 3].map((value) => commit(write(value))))).toEqual([1, 2, 3]);
  expect(commits()).toBe(1);
  await commit(write(4));
  expect(commits()).toBe(2);
  expect(written()).toEqual([1, 2, 3, 4]);
});

test("no write hears of its result before the commit", async () => {
  const seen = await Promise.all([1, 2].map((value) => commit(write(value)).then(commits)));
  expect(seen).toEqual([1, 1]);
});

test("a write that throws is undone alone, with all it had written", async () => {
  const failing = commit(async () => {
    await write(7)();
    await write(1000)();
  });
  const [before, failed, after] = await Promise.allSettled([
    commit(write(1)),
    failing,
    commit(write(2)),
  ]);
  expect([before.status, failed.status, after.status]).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(written()).toEqual([1, 2]);
});

test("when the commit itself fails, all who waited for it hear so and nothing is kept", async () => {
  connection.pragma("foreign_keys = ON");
  connection.exec(`create table child (
    parent integer references number deferrable initially deferred)`);
  const orphan = commit(async () => void connection.exec("insert into child values (9)"));
  const outcomes = await Promise.allSettled([commit(write(1)), orphan, commit(write(2))]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(written()).toEqual([]);
  expect(await commit(write(3))).toBe(3);
});

test("when the whole transaction is lost in the middle, all hear so, and the next one works", async () => {
  const loses = commit(async () => {
    connection.exec("ROLLBACK");
    throw new Error("the disk is full");
  });
  const outcomes = await Promise.allSettled([commit(write(1)), loses, commit(write(2))]);
  expect(outcomes.map((each) => "reason" in each && each.reason.message)).toEqual(
    Array.from({ length: 3 }, () => "the disk is full"),
  );
  expect(await commit(write(3))).toBe(3);
  expect(written()).toEqual([3]);
});

test("a thousand writes at once keep their order and need few commits", async () => {
  const values = Array.from({ length: 999 }, (_, index) => index);
  expect(await Promise.all(values.map((value) => commit(write(value))))).toEqual(values);
  expect(commits()).toBe(Math.ceil(999 / 64));
});
