import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const names = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
  Object.keys(manifest[kind] ?? {}),
);

test("every dependency is said what it is for, and none that is not there", () => {
  const listed = readFileSync("docs/dependencies.md", "utf8")
    .split("\n")
    .flatMap((line) => /^\| (?!package|-)([^|]+) \|/.exec(line)?.[1]?.split(", ") ?? []);
  expect(names.filter((name) => !listed.includes(name) && !name.startsWith("@types/"))).toEqual([]);
  expect(listed.filter((name) => name !== "@types/*" && !names.includes(name))).toEqual([]);
});
