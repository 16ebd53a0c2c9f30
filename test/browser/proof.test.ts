import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { TEST_KEYS } from "#support/cloudflare.ts";
import { startServer } from "#support/running-server.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

test("with scripts the browser does the work, and nobody answers a question", async () => {
  const filed = await file({});
  expect(filed.title).toContain("举报已收到");
  expect(filed.atDesk).not.toContain("以问答验证提交");
  expect(filed.widgets).toBe(0);
  expect(filed.elsewhere).toEqual([]);
});

test("with Turnstile on, a tip goes through although Cloudflare cannot be reached", async () => {
  const filed = await file({
    TURNSTILE_SITE_KEY: TEST_KEYS.siteKey,
    TURNSTILE_SECRET_KEY: TEST_KEYS.passes,
    TURNSTILE_VERIFY_URL: "http://127.0.0.1:9/",
  });
  expect(filed.title).toContain("举报已收到");
  expect(filed.widgets).toBe(1);
  expect(filed.elsewhere).toEqual(["https://challenges.cloudflare.com/turnstile/v0/api.js"]);
});

/** Files a tip with scripts on, from the page of an enterprise. Nothing beyond this machine answers. */
async function file(settings: Record<string, string>) {
  const server = await startServer(inject("site"), settings);
  const context = await browser.newContext();
  try {
    const elsewhere: string[] = [];
    await context.route(
      (url) => url.origin !== server.origin,
      (route) => {
        elsewhere.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    const next = async () => {
      await page.getByRole("button", { name: "下一页" }).click();
      await page.waitForLoadState();
    };
    await page.goto(`${server.origin}/enterprises/ankang-demo-e00001/`);
    await page.locator('form[action$="/report/"] button').first().click();
    await page.getByLabel("地条钢", { exact: true }).check();
    await next();
    await next();
    await page.locator("#description").fill("后半夜三台炉子一起化废钢。");
    await next();
    await next();
    await page.getByLabel(/匿名/).first().check();
    await next();
    await page.locator("#altcha-done:not([hidden])").waitFor();
    const widgets = await page.locator(".cf-turnstile").count();
    await page.getByRole("button", { name: "提交举报" }).click();
    await page.waitForLoadState();
    const reference = /AK-\d{4}-\d{6}/.exec(await page.content())?.[0] ?? "";
    return {
      title: await page.title(),
      widgets,
      elsewhere,
      atDesk: await server.desk("show", reference),
    };
  } finally {
    await context.close();
    await server.stop();
  }
}
