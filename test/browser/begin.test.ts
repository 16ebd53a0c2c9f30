import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { press } from "#support/press.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer(inject("site"));
  browser = await openChromium();
  page = await browser.newPage({ javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const goOn = () => press(page, "下一页");

test("who begins on the start page is asked one page after the other, without a complaint", async () => {
  await page.goto(`${server.origin}/report/`);
  await page.getByRole("link", { name: "开始举报" }).first().click();
  await page.getByLabel("安康市", { exact: true }).check();
  await goOn();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("您要举报什么");
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("where a place is without a name, it is still there to be checked", async () => {
  await page.locator("input[name=category][value=ditiaogang]").check();
  await goOn();
  await page.getByLabel("不清楚名称").check();
  await page.getByLabel("地址或位置").fill("三号路口，水塔旁");
  await goOn();
  await page.getByRole("textbox", { name: "情况" }).first().fill("后半夜有炉子。");
  await goOn();
  await goOn();
  await page.getByLabel("匿名").check();
  await goOn();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("核对并提交");
  expect(await page.locator("main").textContent()).toContain("不清楚名称，三号路口，水塔旁");
});

test("a browser that keeps no cookie is told on the next page, not on the first", async () => {
  await page.context().clearCookies();
  await page.goto(`${server.origin}/report/form/`);
  await page.getByLabel("安康市", { exact: true }).check();
  await goOn();
  expect(await page.getByRole("alert").count()).toBe(0);
  await page.context().clearCookies();
  await page.locator("input[name=category][value=ditiaogang]").check();
  await goOn();
  expect(await page.getByRole("alert").textContent()).toContain("Cookie");
});
