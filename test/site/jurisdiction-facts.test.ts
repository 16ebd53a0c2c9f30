import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { type BuiltPage, builtPage, readableText, squeezed } from "#support/built-pages.ts";
import type { FactRow } from "./facts/fact-row.ts";

const site = inject("site");
const texts = new Map<string, string>();
const names = globSync("*.ts", { cwd: join(import.meta.dirname, "facts") })
  .map((file) => file.replace(".ts", ""))
  .filter((name) => name !== "fact-row")
  .sort();
const places = await Promise.all(
  names.map(async (place) => {
    const { facts } = (await import(`./facts/${place}.ts`)) as { facts: FactRow[] };
    return { place, facts };
  }),
);

test("there is a table of facts for each of the five places", () => {
  expect(places.map(({ place }) => place)).toEqual([
    "ankang",
    "chongqing",
    "diqing",
    "shaoguan",
    "suizhou",
  ]);
});

describe.each(places)("the page of $place shows every fact", ({ facts }) => {
  test.each(facts)("$source $row", ({ page, expects }) => {
    const text = textOf(page);
    expect(expects.length).toBeGreaterThan(0);
    expect(expects.filter((words) => !text.includes(squeezed(words)))).toEqual([]);
  });
});

test("what a programme does not say is shown as 文件未规定, never as an empty cell", () => {
  for (const { place } of places) {
    const page = builtPage(site, `/jurisdictions/${place}/`);
    expect(textOf(page.path)).toContain("文件未规定");
    expect(emptyCells(page)).toEqual([]);
  }
});

function textOf(path: string): string {
  const known = texts.get(path) ?? readableText(builtPage(site, path));
  texts.set(path, known);
  return known;
}

/** Empty cells of the tables of rules; a department without note or superior is no rule. */
function emptyCells({ root }: BuiltPage): string[] {
  return root
    .querySelectorAll("section:not(#departments, #areas, #forms) td")
    .filter((cell) => squeezed(cell.textContent) === "")
    .map((cell) => cell.parentNode?.textContent ?? "");
}
