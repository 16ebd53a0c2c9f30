import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { ListSheet } from "#domain/list-sheet.ts";
import { openChromium } from "#support/chromium.ts";
import { type ServedSite, serveSite } from "#support/serve-site.ts";

const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 812 }, isMobile: true };
const PATH = "/lists/chongqing/rectification/";
const client = join(inject("site"), "client");
const sheet: ListSheet = JSON.parse(readFileSync(join(client, PATH, "data.json"), "utf8"));
const overdue = sheet.rows.filter((row) => row.standing === "overdue");

let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
  browser = await openChromium();
  site = await serveSite(inject("site"));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function open(path: string) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (fault) => faults.push(fault.message));
  await page.goto(site.origin + path);
  return { page, faults };
}

describe("a list on a phone", () => {
  test("filters in place, keeps the view in the address, and goes back", async () => {
    const { page, faults } = await open(PATH);
    await page.selectOption("#filter-standing", "overdue");
    await page.getByRole("button", { name: "筛选" }).click();
    await page.waitForURL("**/?standing=overdue");
    expect(await page.locator("tbody tr").count()).toBe(overdue.length);
    expect(await page.locator("[data-count]").textContent()).toContain(`有${overdue.length}行`);
    await page.goBack();
    await page.waitForFunction(
      (count) => document.querySelectorAll("tbody tr").length === count,
      sheet.rows.length,
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a sent link with a view opens on that view where only files are served", async () => {
    const { page } = await open(`${PATH}?standing=overdue`);
    await page.waitForFunction(
      (count) => document.querySelectorAll("tbody tr").length === count,
      overdue.length,
    );
    expect(await page.locator("#filter-standing").inputValue()).toBe("overdue");
    await page.context().close();
  });

  test("leads from a row to the enterprise, which says what its states mean", async () => {
    const { page } = await open(PATH);
    const link = page.locator("tbody th a").first();
    const name = await link.textContent();
    await link.click();
    await page.waitForURL("**/enterprises/**");
    expect(await page.locator("h1").textContent()).toBe(name);
    expect(await page.locator("main").textContent()).toContain("演示数据");
    expect(await page.locator("form[action$='/report/'] input[name=enterprise]").count()).toBe(1);
    await page.context().close();
  });
});

test("the workbook holds the rows of the page, cell by cell", async () => {
  const book = await readXlsx(readFileSync(join(client, PATH, "data.xlsx")));
  const [head, ...lines] = book.sheets[0]?.rows ?? [];
  const at = (name: string) => head?.indexOf(name) ?? -1;
  const ids = [...sheet.rows, ...sheet.tombstones].map((row) => row.entry);
  expect(lines.map((line) => line[at("行号")])).toEqual(ids);
  expect(lines.slice(0, sheet.rows.length).map((line) => line[at("企业（事项）名称")])).toEqual(
    sheet.rows.map((row) => row.name),
  );
});

test("a credit code leads to its enterprise on a host of plain files", async () => {
  const [row] = sheet.rows.filter((one) => one.creditCode !== null);
  const { page } = await open(`/enterprises/${row?.creditCode}/`);
  await page.waitForURL(`**/enterprises/${row?.enterprise}/`);
  await page.context().close();
});
