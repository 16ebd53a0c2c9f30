import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { answerTo } from "#support/answer.ts";
import { openChromium } from "#support/chromium.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

/** 2026-08-12 lies within the period of the last public notice of 随州, and after all others. */
const NOTICE_DAY = "2026-08-12";
const NOTICE = "suizhou-demo-plan-2026-04";
const OVER = "suizhou-demo-plan-2026-03";
const FIRM = "ankang-demo-e00001";

let server: RunningServer;
let during: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer(inject("site"));
  during = await startServer(inject("site"), { TODAY: NOTICE_DAY });
  browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await during?.stop();
});

async function openPage(): Promise<Page> {
  const page = await browser.newPage({ javaScriptEnabled: false });
  return page;
}

/** The button of a page of the built site that carries `record`, as it stood on another day. */
async function beginAs(page: Page, origin: string, record: string, category: string) {
  await page.route(`${origin}/begin`, (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<form method="post" action="/report/"><input type="hidden" name="record" value="${record}"><input type="hidden" name="category" value="${category}"><button>开始</button></form>`,
    }),
  );
  await page.goto(`${origin}/begin`);
  await press(page, "开始");
}

async function heading(page: Page) {
  return await page.getByRole("heading", { level: 1 }).textContent();
}

/** What the page calls it: never a tip, but for the page where receipts are checked. */
async function isNoTip(page: Page) {
  const words = (await page.locator("main").textContent()) ?? "";
  expect(words.replaceAll("核对举报收据", "")).not.toContain("举报");
}

/** Answers the question at the end and sends; gives the code. */
async function send(page: Page, button: string): Promise<string> {
  const question = await page.locator("label[for=answer]").textContent();
  await page.locator("#answer").fill(answerTo(question ?? ""));
  await press(page, button);
  return (await page.locator("#receipt").textContent()) ?? "";
}

test("a firm asks for the correction of its row, by name, and follows it with its code", async () => {
  const page = await openPage();
  await page.goto(`${server.origin}/enterprises/${FIRM}/`);
  expect(await faults(page)).toEqual([]);
  await page
    .locator(".membership")
    .first()
    .getByRole("button", { name: /^更正申请/ })
    .click();
  await page.waitForLoadState();
  expect(new URL(page.url()).search).toBe("");
  expect(await heading(page)).toBe("哪里不对");
  expect(await page.locator("main").textContent()).toContain("第1页，共4页");
  expect(await faults(page)).toEqual([]);

  await press(page, "下一页");
  expect(await page.getByRole("alert").textContent()).toContain("请写下");
  await page.getByLabel("名称、代码或地址写错，或者不是这家企业").check();
  await page.getByLabel("我代表这家企业").check();
  await page.getByRole("textbox", { name: "哪里不对，应该是什么" }).fill("名称少了“有限”两个字。");
  await press(page, "下一页");
  await isNoTip(page);
  await press(page, "下一页");
  await isNoTip(page);
  await page.getByLabel("实名", { exact: true }).check();
  await page.getByLabel("姓名（实名时填写）").fill("王经理");
  await page.getByLabel(/^联系电话/).fill("0915-0000000");
  await press(page, "下一页");
  const main = page.locator("main");
  expect(await main.textContent()).toMatch(/本站的记录\s*《.*》/);
  expect(await main.textContent()).toContain("由它核对和答复");
  expect(await page.getByRole("button", { name: "全部清除，不再提更正申请" }).count()).toBe(1);
  await isNoTip(page);
  expect(await page.getByRole("button", { name: "修改地区" }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  const code = await send(page, "提交更正申请");
  expect(await heading(page)).toBe("更正申请已收到");
  await isNoTip(page);

  await page.goto(`${server.origin}/track/`);
  await page.getByLabel("查询码").fill(code);
  await press(page, "查询");
  expect(await heading(page)).toMatch(/^更正申请 AK-2026-\d{6}$/);
  await isNoTip(page);
  expect(await page.locator("main").textContent()).toMatch(
    /核查并反馈\s*2026年12月18日\s*（默认，不是法定期限）/,
  );
});

test("announcement and pledge have a button of their own; their publisher gets what is said", async () => {
  const page = await openPage();
  await page.goto(`${server.origin}/announcements/${OVER}/`);
  expect(await page.locator("main").textContent()).toContain("公示期已过，不再收异议");
  expect(await page.getByRole("button", { name: "提出异议" }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await press(page, /^更正申请/);
  expect(await heading(page)).toBe("哪里不对");
  await page.goto(`${server.origin}/pledges/${FIRM.replace("1", "2")}-p1/`);
  await press(page, /^更正申请/);
  expect(await heading(page)).toBe("哪里不对");
});

test("what is typed about one matter is never carried into another without a word", async () => {
  const page = await openPage();
  await page.goto(`${server.origin}/report/form/`);
  await page.getByLabel("安康市", { exact: true }).check();
  await press(page, "下一页");
  expect(await page.getByLabel("更正申请", { exact: true }).count()).toBe(0);
  await page.locator("input[name=category][value=energy]").check();
  await press(page, "下一页");
  await page.getByLabel("不清楚名称").check();
  await press(page, "下一页");
  await page.getByRole("textbox", { name: "情况" }).first().fill("夜里的话。");
  await press(page, "下一页");
  await page.goto(`${server.origin}/enterprises/${FIRM}/`);
  await page
    .getByRole("button", { name: /^更正申请/ })
    .first()
    .click();
  expect(await heading(page)).toBe("您还有一件没有提交");
  expect(await faults(page)).toEqual([]);
  await press(page, "继续写原来那件");
  expect(await heading(page)).toBe("照片、视频和其他证据");
  await page.goto(`${server.origin}/enterprises/${FIRM}/`);
  await page
    .getByRole("button", { name: /^更正申请/ })
    .first()
    .click();
  await press(page, "清除原来那件，开始新的");
  expect(await heading(page)).toBe("哪里不对");
  expect(await page.locator("#description").inputValue()).toBe("");
});

test("a record that is not there is said to be missing, and begins nothing", async () => {
  const page = await openPage();
  await beginAs(page, server.origin, "nowhere-x1", "correction");
  expect(await page.getByRole("alert").textContent()).toContain("本站没有这条记录");
  expect(await heading(page)).toBe("事情发生在哪里");
});

test("while a notice runs an objection reaches whoever issued it, without a name", async () => {
  const page = await openPage();
  await beginAs(page, during.origin, NOTICE, "objection");
  expect(await heading(page)).toBe("对公示有什么异议");
  await page.getByRole("textbox", { name: "对哪一条、为什么有异议" }).fill("第一条的产能写多了。");
  await press(page, "下一页");
  await press(page, "下一页");
  await page.getByLabel("匿名").check();
  await press(page, "下一页");
  expect(await page.locator("main").textContent()).toContain("随州市经济和信息化局");
  const code = await send(page, "提交公示异议");
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
  expect(await heading(page)).toBe("公示异议已收到");
});

test("after the period an objection is declined in a sentence and goes on as a correction", async () => {
  const page = await openPage();
  await beginAs(page, during.origin, OVER, "objection");
  expect(await heading(page)).toBe("现在不收异议");
  expect(await page.locator("main").textContent()).toMatch(/公示期到2026年7月\d+日为止，已经结束/);
  expect(await faults(page)).toEqual([]);
  await press(page, "改为更正申请");
  expect(await heading(page)).toBe("哪里不对");
  await page.getByRole("textbox", { name: "哪里不对，应该是什么" }).fill("第一条的产能写多了。");
  await press(page, "下一页");
  await press(page, "下一页");
  await page.getByLabel("匿名").check();
  await press(page, "下一页");
  expect(await page.getByRole("button", { name: "提交更正申请" }).count()).toBe(1);
});
