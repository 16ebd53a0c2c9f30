import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DICTIONARY_FILE, dictionary } from "../../scripts/dictionary.ts";

test("the data dictionary in the docs is the one of the schemas", () => {
  expect(readFileSync(DICTIONARY_FILE, "utf8")).toBe(dictionary());
});

test("the data dictionary names what a clerk looks for", () => {
  const text = dictionary();
  for (const field of [
    "`dismantleBy`",
    "`formerNames`",
    "`capacityUnit`",
    "`rectification[].months`",
  ])
    expect(text).toContain(field);
});
