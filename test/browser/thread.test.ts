import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { answerTo } from "#support/house.ts";
import { press as pressOn } from "#support/press.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

const WORDS = "后半夜三台炉子一起化废钢，天亮前停。";
const ENTERPRISE = "ankang-demo-e00001";

let server: RunningServer;
let browser: Browser;
let page: Page;
let receipt = "";
let reference = "";

beforeAll(async () => {
  server = await startServer(inject("site"));
  browser = await openChromium();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 375, height: 740 },
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (name: string) => pressOn(page, name);
const next = () => press("下一页");

test("a report is begun on the page of an enterprise, which need not be named again", async () => {
  await page.goto(`${server.origin}/enterprises/${ENTERPRISE}/`);
  await page.locator('form[action$="/report/"] button').first().click();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("您要举报什么");
  await page.getByLabel("地条钢", { exact: true }).check();
  await next();
  expect(await page.getByLabel(/^登记册里的企业/).isChecked()).toBe(true);
  await next();
});

test("a page with a fault says so in its title, at its top and beside the field; answers stay", async () => {
  await page.getByLabel("最近一次看到的日期").fill("2027-01-01");
  await next();
  expect(await page.title()).toMatch(/^错误：/);
  const summary = page.getByRole("alert");
  expect(await summary.getByRole("link").allTextContents()).toEqual([
    "请写下您看到的情况。",
    "看到的日期不能晚于今天。",
  ]);
  expect(await page.locator("#seenOn-problem").textContent()).toContain("看到的日期不能晚于今天。");
  expect(await page.getByLabel("最近一次看到的日期").inputValue()).toBe("2027-01-01");
  await page.getByLabel("情况", { exact: true }).fill(WORDS);
  await page.getByLabel("最近一次看到的日期").fill("2026-11-01");
  await next();
});

test("before sending, everything is shown once more, with who will get it and why", async () => {
  await next();
  await page.getByLabel("匿名", { exact: true }).check();
  await next();
  const text = (await page.locator("main").textContent()) ?? "";
  expect(text).toContain(WORDS);
  expect(text).toContain("安康市工业和信息化局");
  expect(text).toContain("本地文件未规定");
  await press("修改看到的情况");
  expect(await page.getByLabel("情况", { exact: true }).inputValue()).toBe(WORDS);
  await next();
  await next();
  await next();
});

test("a wrong answer to the question asks a new one and loses nothing", async () => {
  const question = () => page.getByLabel(/^请回答/);
  await question().fill("99");
  await press("提交举报");
  expect(await page.title()).toMatch(/^错误：/);
  const label = (await page.locator('label[for="answer"]').textContent()) ?? "";
  await question().fill(answerTo(label));
  await press("提交举报");
  receipt = (await page.locator("#receipt").textContent()) ?? "";
  reference = (await page.locator("#reference").textContent()) ?? "";
  expect(receipt).toMatch(/^(?:\w{4}-){4}\w{4}$/);
  expect(reference).toMatch(/^AK-2026-\d{6}$/);
});

test("sent again by reloading, it is the same tip", async () => {
  await page.reload();
  expect(await page.locator("#receipt").textContent()).toBe(receipt);
  expect((await server.desk("list")).trim().split("\n")).toHaveLength(1);
});

test("the reporter must have noted the code before going on", async () => {
  await press("继续");
  expect(await page.getByRole("alert").textContent()).toContain("请先抄下");
  expect(await page.locator("#receipt").textContent()).toBe(receipt);
  await page.getByLabel("我已记下查询码").check();
  await press("继续");
  expect(page.url()).toBe(`${server.origin}/report/done/`);
});

test("the code shows the status; no address ever held it or an answer", async () => {
  await page.goto(`${server.origin}/track/`);
  await page.getByLabel("查询码").fill(receipt.toLowerCase().replaceAll("-", " "));
  await press("查询");
  expect(await page.locator("#status").textContent()).toContain("已收到");
  expect(page.url()).toBe(`${server.origin}/track/`);
});

test("the desk, a process of its own, reads it, admits it and replies", async () => {
  expect(await server.desk("show", reference)).toContain(WORDS);
  await server.desk("admit", reference, "--note", "已安排人员到现场。");
  await server.desk("message", reference, "--text", "请问从哪个门进出？");
  await expect(server.desk("admit", reference)).rejects.toThrow(/开始核查/);
});

test("the reporter sees both and answers; the desk reads the answer", async () => {
  await page.goto(`${server.origin}/track/`);
  await page.getByLabel("查询码").fill(receipt);
  await press("查询");
  expect(await page.locator("#status").textContent()).toContain("已受理");
  const text = (await page.locator("main").textContent()) ?? "";
  expect(text).toContain("已安排人员到现场。");
  expect(text).toContain("请问从哪个门进出？");
  await page.getByLabel("补充情况").fill("西门。");
  await press("发送");
  await page.reload();
  expect(await server.desk("show", reference)).toMatch(/举报人：西门。/);
  expect(await page.locator("#messages > li").count()).toBe(2);
});

test("a wrong code is told from an unknown one", async () => {
  await page.goto(`${server.origin}/track/`);
  await page
    .getByLabel("查询码")
    .fill(`${receipt.slice(0, -1)}${receipt.endsWith("0") ? "1" : "0"}`);
  await press("查询");
  expect(await page.getByRole("alert").textContent()).toContain("写错");
});

test("nothing on disk and nothing printed shows a word, the code or the browser", async () => {
  const agent = "HeadlessChrome";
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(files.some((bytes) => bytes.includes(reference))).toBe(true);
  for (const word of [WORDS, "西门。", receipt, receipt.replaceAll("-", ""), agent, ENTERPRISE]) {
    expect(files.some((bytes) => bytes.includes(word))).toBe(false);
    expect(server.output()).not.toContain(word);
  }
  expect(server.output()).toContain("/track/*");
});

test("told to stop, the server closes in order", async () => {
  expect(await server.stop()).toBe(0);
});
