import { basename } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** From a phone to a desk. */
const WIDTHS = [375, 768, 1024, 1280] as const;
const AXE_VIEWS = [
  { width: 375, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;
let drawn = 0;

/**
 * What is wrong with a page as it stands, with everything on it unfolded: what axe finds in both
 * themes, and widths at which it is wider than its window. A copy is looked at, since axe needs the
 * scripts that `page` may go without. With `SCREENSHOTS` it is also drawn into that folder.
 */
export async function faults(page: Page): Promise<string[]> {
  const context = await page.context().browser()?.newContext();
  if (context === undefined) throw new Error("the page belongs to no browser");
  try {
    const copy = await context.newPage();
    const address = new URL("/shown", page.url()).href;
    const answer = { body: await page.content(), contentType: "text/html; charset=utf-8" };
    await copy.route(address, (route) => route.fulfill(answer));
    await copy.goto(address);
    if (process.env.SCREENSHOTS) await draw(copy, process.env.SCREENSHOTS);
    await copy.evaluate(() => {
      for (const folded of document.querySelectorAll("details")) folded.open = true;
    });
    return [...(await axeFaultsOfViews(copy)), ...(await tooWide(copy))];
  } finally {
    await context.close();
  }
}

async function axeFaultsOfViews(copy: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { width, colorScheme } of AXE_VIEWS) {
    await copy.setViewportSize({ width, height: 900 });
    await copy.emulateMedia({ colorScheme });
    found.push(...(await axeFaults(copy)));
  }
  return found;
}

/** What axe finds on a page that runs scripts: the rule, and the first element that breaks it. */
export async function axeFaults(page: Page, more = (axe: AxeBuilder) => axe): Promise<string[]> {
  // Without frames there is nothing to gather from a second page, which takes longer than to look.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await more(axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`);
}

async function tooWide(copy: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await copy.setViewportSize({ width, height: 900 });
    const isWide = await copy.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    if (isWide) found.push(`wider than ${width}`);
  }
  return found;
}

async function draw(copy: Page, folder: string): Promise<void> {
  drawn += 1;
  const test = basename(expect.getState().testPath ?? "", ".test.ts");
  const title = (await copy.title()).replaceAll(/[^\p{Letter}\d]+/gu, "-");
  for (const width of WIDTHS) {
    await copy.setViewportSize({ width, height: 900 });
    await copy.emulateMedia({ colorScheme: width === 375 || width === 1024 ? "light" : "dark" });
    await copy.screenshot({
      path: `${folder}/${test}-${drawn}-${title}-${width}.png`,
      fullPage: true,
    });
  }
}
