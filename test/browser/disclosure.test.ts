import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { readContent } from "#registry/read-content.ts";
import { openChromium } from "#support/chromium.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { drive } from "#support/course.ts";
import { fileTip } from "#support/file-tip.ts";
import type { TestHouse } from "#support/house.ts";
import { openHouseBeside } from "#support/house-beside.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";
import { makeAdministrator, makeMember, signInCookie, type TestMember } from "#support/staff.ts";

let content: ContentCopy;
let server: RunningServer;
let world: TestHouse;
let browser: Browser;
let one: Page;
let two: Page;
let reference: string;
const SUMMARY = "反映一家企业违规使用中频炉。";

beforeAll(async () => {
  content = copyContent("content");
  server = await startServer(inject("site"), { CONTENT_DIR: content.root });
  world = await openHouseBeside(server);
  browser = await openChromium();
  const filed = (await fileTip(server.origin)) as Awaited<ReturnType<typeof fileTip>> & {
    desks: { department: string; role: string }[];
  };
  reference = filed.reference;
  const at = world.clock.now.toISOString();
  await drive(world, filed, [
    [at, "admit"],
    [at, "verify"],
    [at, "find"],
    [at, "handle"],
    [at, "reply"],
    [at, "close"],
  ]);
  const department = filed.desks.find(({ role }) => role === "lead")?.department ?? "";
  const administrator = await makeAdministrator(world);
  one = await pageOf(administrator, "lead.one", department);
  two = await pageOf(administrator, "lead.two", department);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await server?.stop();
  content?.discard();
});

/** A page without scripts on which a lead of the desk has signed in. */
async function pageOf(administrator: TestMember, account: string, department: string) {
  const grants = [{ role: "deskLead", jurisdiction: "ankang", department }] as const;
  const member = await makeMember(world, administrator, account, grants);
  const context = await browser.newContext({ javaScriptEnabled: false });
  context.setDefaultTimeout(10_000);
  const value = await signInCookie(world, member);
  await context.addCookies([{ name: SESSION_COOKIE, value, url: server.origin }]);
  return await context.newPage();
}

/** What axe finds in both themes, and whether the page is wider than the window. */
async function faults(page: Page): Promise<string[]> {
  const html = await page.content();
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ["light", 375],
    ["dark", 1280],
  ] as const) {
    const looking = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const copy = await looking.newPage();
    await copy.route("**/shown", (route) =>
      route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
    );
    await copy.goto(`${server.origin}/shown`);
    const { violations } = await new AxeBuilder({ page: copy }).analyze();
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
    const isWide = await copy.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    if (isWide) found.push(`wider than ${width}`);
    const shots = process.env.SCREENSHOTS;
    if (shots) {
      const step = expect.getState().currentTestName?.slice(0, 20).replace(/\W+/g, "-");
      await copy.screenshot({ path: `${shots}/disclosure-${step}-${width}.png`, fullPage: true });
    }
    await looking.close();
  }
  return found;
}

async function press(page: Page, name: string) {
  const arrived = page.waitForEvent("framenavigated");
  await page.getByRole("button", { name, exact: true }).click();
  await arrived;
  await page.waitForLoadState();
}

test("a lead goes from the tip to its disclosure, and is told all that is missing", async () => {
  await one.goto(`${server.origin}/staff/tips/${reference}/`);
  await one.getByRole("link", { name: "公开办理结果" }).click();
  await one.getByLabel("反映的情况").fill(SUMMARY);
  await press(one, "提出，请另一位负责人同意");
  expect(await one.title()).toMatch(/^错误：/);
  expect(await one.getByRole("alert").getByRole("link").count()).toBe(2);
  expect(await one.getByLabel("反映的情况").inputValue()).toBe(SUMMARY);
  expect(await faults(one)).toEqual([]);
});

test("a name in the text is asked about before it is proposed", async () => {
  await one.getByLabel("处理情况").fill("已约谈联系人张伟先生，责令拆除设备。");
  await one.getByLabel("我逐字核对过").check();
  await press(one, "提出，请另一位负责人同意");
  expect(await one.locator("fieldset mark").allTextContents()).toEqual([
    expect.stringContaining("张伟"),
  ]);
  expect(await faults(one)).toEqual([]);
  await one.getByLabel("处理情况").fill("经核查属实，已责令拆除设备。");
  await one.getByLabel("我逐字核对过").check();
  await press(one, "提出，请另一位负责人同意");
  expect(await one.getByRole("status").textContent()).toContain("等另一位负责人同意");
  expect(await one.getByRole("button", { name: "同意公开" }).count()).toBe(0);
});

test("another lead finds it waiting, agrees, and the content holds it", async () => {
  await two.goto(`${server.origin}/staff/outcomes/`);
  expect(await two.locator("tbody tr").textContent()).toContain("等另一位负责人同意");
  expect(await faults(two)).toEqual([]);
  await two.getByRole("link", { name: reference }).click();
  expect(await faults(two)).toEqual([]);
  await two.getByLabel("我逐字核对过").first().check();
  await press(two, "同意公开");
  expect(await two.getByRole("status").textContent()).toContain("已经同意");
  const { snapshot } = readContent(content.root);
  expect(snapshot?.outcomes.map(({ summary }) => summary)).toEqual([SUMMARY]);
  const [outcome] = snapshot?.outcomes ?? [];
  const file = `outcomes/ankang/${outcome?.versions[0]?.on.slice(0, 4)}.yaml`;
  expect(readFileSync(join(content.root, file), "utf8")).not.toContain(reference);
});

test("it is taken down with a reason", async () => {
  await two.getByLabel("撤下的理由").fill("文字有误。");
  await press(two, "撤下");
  expect(await two.getByRole("status").textContent()).toContain("已经撤下");
  expect(await faults(two)).toEqual([]);
  const [outcome] = readContent(content.root).snapshot?.outcomes ?? [];
  expect(outcome?.versions[1]).toMatchObject({ change: "withdrawn", reason: "文字有误。" });
});

test("without outcomes the public page says so", async () => {
  await two.goto(`${server.origin}/outcomes/`);
  expect(await two.locator("main").textContent()).toContain("还没有公开的办理结果");
  expect(await faults(two)).toEqual([]);
});
