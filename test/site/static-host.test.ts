import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { servePlainly } from "#support/plain-server.ts";

/** Answered by the server of the tip-line, wherever the files are. */
const ON_DEMAND = /^\/(?:report|track|staff|api|\.well-known)\//;

let host: Awaited<ReturnType<typeof servePlainly>>;
beforeAll(async () => {
  host = await servePlainly(join(inject("site"), "client"));
});
afterAll(() => host.close());

test("on a host of plain files every link that can be reached from the home page leads somewhere", async () => {
  const known = new Set(["/"]);
  const dead: string[] = [];
  for (const path of known) {
    const answer = await fetch(host.origin + path);
    if (answer.status !== 200) dead.push(path);
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) continue;
    for (const [, address = ""] of (await answer.text()).matchAll(/ (?:href|src)="([^"]*)"/g)) {
      const url = new URL(address.replaceAll("&amp;", "&"), host.origin + path);
      if (url.origin === host.origin && !ON_DEMAND.test(url.pathname)) known.add(url.pathname);
    }
  }
  expect(dead).toEqual([]);
  expect(known.size).toBeGreaterThan(500);
});

test("search and filter work there in the browser", async () => {
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${host.origin}/search/?q=${encodeURIComponent("水泥")}`);
    await page.waitForSelector(".hits li a");
    expect(await page.textContent("[data-status]")).toMatch(/\d/);
    await page.goto(`${host.origin}/lists/`);
    expect(await page.locator("main a").count()).toBeGreaterThan(5);
  } finally {
    await browser.close();
  }
});
