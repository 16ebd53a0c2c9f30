import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { EnterpriseSheet } from "#domain/enterprise-sheet.ts";
import type { ListSheet } from "#domain/list-sheet.ts";
import { openChromium } from "#support/chromium.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

/** A citizen on a phone without scripts: everything of the register must be theirs too. */
const PHONE = { viewport: { width: 375, height: 812 }, isMobile: true, javaScriptEnabled: false };
const LIST = "/lists/chongqing/rectification/";
const client = join(inject("site"), "client");
const read = <T>(path: string): T =>
  JSON.parse(readFileSync(join(client, path, "data.json"), "utf8"));
const list = read<ListSheet>(LIST);

let browser: Browser;
let server: RunningServer;
let page: Page;
beforeAll(async () => {
  browser = await openChromium();
  server = await startServer(inject("site"));
  page = await (await browser.newContext(PHONE)).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const names = () => page.locator("tbody th a").allTextContents();

test("a name typed on the home page leads to the enterprise and all that is known of it", async () => {
  const [row] = list.rows.filter((one) => one.enterprise !== null);
  const firm = read<EnterpriseSheet>(`/enterprises/${row?.enterprise}/`);
  await page.goto(server.origin);
  await page.locator("main [name=q]").fill(firm.name);
  await page.locator("main form[action='/search/'] button").click();
  await page.locator(".hits h3 a", { hasText: firm.name }).first().click();
  const text = (await page.locator("main").innerText()).replaceAll(/\s/g, "");
  expect(await page.locator("h1").innerText()).toBe(firm.name);
  for (const machine of firm.equipment) expect(text).toContain(machine.label.replaceAll(/\s/g, ""));
  expect(text).toContain("演示数据");
});

test("a list is sorted by its headings and filtered by its form, and the address says so", async () => {
  await page.goto(server.origin + LIST);
  expect(await names()).toHaveLength(list.rows.length);
  await page.locator("thead a", { hasText: "企业名称" }).click();
  const once = await names();
  expect(new URL(page.url()).pathname).toBe(LIST);
  expect(new URL(page.url()).search).toContain("sort=");
  await page.locator("thead a", { hasText: "企业名称" }).click();
  expect(await names()).toEqual(once.toReversed());

  await page.locator("#filter-standing").selectOption("overdue");
  await page.getByRole("button", { name: "筛选" }).click();
  const overdue = list.rows.filter((row) => row.standing === "overdue");
  expect(overdue.length).toBeGreaterThan(0);
  expect(overdue.length).toBeLessThan(list.rows.length);
  expect((await names()).toSorted()).toEqual(overdue.map((row) => row.name).toSorted());
});

test("words that no row holds give an empty list that says so", async () => {
  await page.goto(`${server.origin}${LIST}?q=${encodeURIComponent("查无此厂")}`);
  expect(await names()).toEqual([]);
  expect(await page.locator("main").innerText()).toContain("没有");
});

test("the workbook taken from the page holds the rows of the page", async () => {
  await page.goto(server.origin + LIST);
  const href = await page.locator("a[href$='data.xlsx']").first().getAttribute("href");
  const answer = await page.request.get(new URL(href ?? "", page.url()).href);
  expect(answer.headers()["content-type"]).toContain("spreadsheetml");
  const book = await readXlsx(new Uint8Array(await answer.body()));
  const [head = [], ...lines] = book.sheets[0]?.rows ?? [];
  const column = head.indexOf("企业（事项）名称");
  expect(lines.slice(0, list.rows.length).map((line) => line[column])).toEqual(await names());
});
