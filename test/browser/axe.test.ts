import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type BuiltPage, builtPages, isRedirect } from "#support/built-pages.ts";
import { openChromium } from "#support/chromium.ts";
import { axeFaults } from "#support/page-faults.ts";
import { type ServedSite, serveSite } from "#support/serve-site.ts";

const ALL_RULES = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
} as const;
/** The themes differ in colours alone, so the dark one is asked about colours only. */
const COLOUR_RULES = { type: "rule", values: ["color-contrast", "link-in-text-block"] } as const;
type Rules = typeof ALL_RULES | typeof COLOUR_RULES;
const VIEWS = [
  { name: "phone, light", width: 375, height: 812, colorScheme: "light", rules: ALL_RULES },
  { name: "phone, dark", width: 375, height: 812, colorScheme: "dark", rules: COLOUR_RULES },
  { name: "desktop, light", width: 1280, height: 900, colorScheme: "light", rules: ALL_RULES },
  { name: "desktop, dark", width: 1280, height: 900, colorScheme: "dark", rules: COLOUR_RULES },
] as const;

const site = inject("site");
const pages = builtPages(site).filter((page) => !isRedirect(page));

/** One page of each kind (column and depth): the longest, which shows the most. */
const kinds = [...Map.groupBy(pages, kindOf).values()].map((group) =>
  group.reduce((longest, page) => (page.html.length > longest.html.length ? page : longest)),
);

function kindOf({ path }: BuiltPage): string {
  const steps = path.split("/").filter(Boolean);
  return `${steps[0]}/${steps.length}`;
}

let browser: Browser;
let served: ServedSite;

beforeAll(async () => {
  browser = await openChromium();
  served = await serveSite(site);
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

describe.each(VIEWS)("on a $name view", ({ width, height, colorScheme, rules }) => {
  test.each(kinds.map((page) => page.path))("%s is open to everybody", async (path) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    const blocked: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) blocked.push(message.text());
    });
    await page.goto(`${served.origin}${path}`);
    const overflow = await page.evaluate(() => {
      for (const folded of document.querySelectorAll("details")) folded.open = true;
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    const told = await violations(page, rules);
    await context.close();
    expect({ told, overflow, blocked }).toEqual({ told: [], overflow: 0, blocked: [] });
  });
});

const violations = (page: Page, { type, values }: Rules) =>
  axeFaults(page, (axe) => axe.options({ runOnly: { type, values: [...values] } }));

test.each([
  { scope: "all rules", rules: ALL_RULES },
  { scope: "the rules of colour", rules: COLOUR_RULES },
])("the check itself finds faint grey text by $scope", async ({ rules }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent('<main><h1>名单</h1><p style="color:#ccc">看不清的字</p></main>');
  const told = await violations(page, rules);
  await context.close();
  expect(told.join()).toContain("color-contrast");
});

test("large type at 375 px does not need scrolling sideways", async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
  const page = await context.newPage();
  const wide: string[] = [];
  for (const { path } of kinds) {
    await page.goto(`${served.origin}${path}`);
    const isWide = await page.evaluate(() => {
      document.documentElement.dataset.type = "large";
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth;
    });
    if (isWide) wide.push(path);
  }
  await context.close();
  expect(wide).toEqual([]);
});

test("the switches for large type and dark colours hold on the next page", async () => {
  const context = await browser.newContext({ colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(`${served.origin}/about/`);
  await page.getByRole("button", { name: "大字" }).click();
  await page.getByRole("button", { name: "深色" }).click();
  await page.goto(`${served.origin}/privacy/`);
  const chosen = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  const pressed = await page.getByRole("button", { name: "深色" }).getAttribute("aria-pressed");
  await context.close();
  expect(chosen).toMatchObject({ theme: "dark", type: "large" });
  expect(pressed).toBe("true");
});

test("without scripts the switches are not shown and everything else is", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${served.origin}/about/`);
  const switches = await page.locator("[data-switch]:visible").count();
  const search = await page.getByRole("search").isVisible();
  await context.close();
  expect({ switches, search }).toEqual({ switches: 0, search: true });
});
