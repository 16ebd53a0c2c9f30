import { expect, inject, test } from "vitest";
import { builtPages, isRedirect } from "#support/built-pages.ts";
import { pageWeight } from "./weight.ts";

const site = inject("site");
const paths = builtPages(site)
  .filter((page) => page.path.endsWith("/") && !isRedirect(page))
  .map((page) => page.path);

/** kB (1000 bytes) over the wire on a first visit; the first match holds. */
const BUDGETS = [
  { kind: "the search page before typing", pattern: /^\/search\//, kilobytes: 60 },
  { kind: "a list of at most 100 rows", pattern: /^\/lists\//, kilobytes: 60 },
  { kind: "any other page", pattern: /^\//, kilobytes: 45 },
] as const;

test.each(BUDGETS)("$kind costs at most $kilobytes kB", ({ pattern, kilobytes }) => {
  const concerned = paths.filter(
    (path) => BUDGETS.find((budget) => budget.pattern.test(path))?.pattern === pattern,
  );
  expect(concerned.length).toBeGreaterThan(0);
  const heavy = concerned
    .map((path) => ({ path, kilobytes: pageWeight(site, path).total / 1000 }))
    .filter((page) => page.kilobytes > kilobytes);
  expect(heavy).toEqual([]);
});
