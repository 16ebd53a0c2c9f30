import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

const NEUTRAL = "https://www.weather.com.cn/";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer(inject("site"));
  browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.each(["/report/", "/report/form/", "/track/"])("%s can be left by a link", async (path) => {
  await visiting({ javaScriptEnabled: false }, async (page, asked) => {
    await page.goto(`${server.origin}${path}`);
    await page.getByRole("link", { name: "马上离开" }).click();
    await page.waitForURL(NEUTRAL);
    expect(asked).toEqual([undefined]);
  });
});

test("pressing Shift three times leaves, and going back does not lead to the page", async () => {
  await visiting({}, async (page) => {
    await page.goto(`${server.origin}/about/`);
    await page.goto(`${server.origin}/track/`);
    await page.getByLabel("查询码").pressSequentially("ABCD");
    for (const key of ["Shift", "Shift"]) await page.keyboard.press(key);
    expect(await page.locator("#leave-count").textContent()).toBe("再按一次 Shift 键就离开。");
    await page.keyboard.press("Shift");
    await page.waitForURL(NEUTRAL);
    await page.goBack();
    expect(page.url()).toBe(`${server.origin}/about/`);
  });
});

test("typing capital letters does not leave", async () => {
  await visiting({}, async (page) => {
    await page.goto(`${server.origin}/track/`);
    await page.getByLabel("查询码").focus();
    for (const letter of ["A", "B", "C", "D"]) await page.keyboard.press(`Shift+${letter}`);
    expect(await page.getByLabel("查询码").inputValue()).toBe("ABCD");
    expect(page.url()).toBe(`${server.origin}/track/`);
  });
});

test("the start page leads to the first question, with and without scripts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await visiting({ javaScriptEnabled }, async (page) => {
      const answer = await page.goto(`${server.origin}/report/`);
      expect(answer?.headers()["cache-control"]).toBe("no-store");
      await page.getByRole("link", { name: "开始举报" }).first().click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("事情发生在哪里");
    });
  }
});

/** Visits with the neutral page answered here; `asked` gathers the referrers it was asked with. */
async function visiting(
  options: Parameters<Browser["newContext"]>[0],
  visit: (page: Page, asked: (string | undefined)[]) => Promise<void>,
): Promise<void> {
  const context: BrowserContext = await browser.newContext(options);
  const asked: (string | undefined)[] = [];
  try {
    await context.route(NEUTRAL, (route) => {
      asked.push(route.request().headers().referer);
      return route.fulfill({ contentType: "text/html", body: "<title>天气</title>" });
    });
    await visit(await context.newPage(), asked);
  } finally {
    await context.close();
  }
}
