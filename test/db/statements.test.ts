import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rememberStatements } from "#db/statements.ts";

let connection: Sqlite.Database;

beforeEach(() => {
  connection = new Sqlite(":memory:");
  connection.exec("create table number (value integer)");
  rememberStatements(connection);
});
afterEach(() => connection.close());

const all = (text: string, ...values: unknown[]) => connection.prepare(text).all(...values);

test("a query asked again is not prepared again, and takes other values", () => {
  const insert = "insert into number values (?)";
  const first = connection.prepare(insert);
  first.run(1);
  expect(connection.prepare(insert)).toBe(first);
  connection.prepare(insert).run(2);
  expect(all("select value from number where value > ?", 1)).toEqual([{ value: 2 }]);
  expect(all("select value from number where value > ?", 0)).toEqual([{ value: 1 }, { value: 2 }]);
});

test("who asks for arrays gets arrays, and the next who does not gets objects", () => {
  const text = "select 1 as one";
  expect(connection.prepare(text).raw().all()).toEqual([[1]]);
  expect(all(text)).toEqual([{ one: 1 }]);
});

test("a table that was changed meanwhile is read as it is now", () => {
  expect(all("select * from number")).toEqual([]);
  connection.exec("alter table number add column name text");
  connection.prepare("insert into number values (1, 'one')").run();
  expect(all("select * from number")).toEqual([{ value: 1, name: "one" }]);
});

test("thousands of different queries do not pile up", () => {
  const first = connection.prepare("select 0");
  for (let number = 1; number <= 600; number += 1) connection.prepare(`select ${number}`);
  expect(connection.prepare("select 0")).not.toBe(first);
});
