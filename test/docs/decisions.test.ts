import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = "docs/decisions";
const files = readdirSync(FOLDER).toSorted();

test("no two decisions have the same number", () => {
  const numbers = files.map((file) => file.slice(0, 4));
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
});

test("a decision's heading begins with the number of its file", () => {
  const wrong = files.filter((file) => {
    const heading = readFileSync(join(FOLDER, file), "utf8").split("\n", 1)[0] ?? "";
    return !heading.startsWith(`# ${Number(file.slice(0, 4))}. `);
  });
  expect(wrong).toEqual([]);
});
