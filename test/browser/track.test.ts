import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { fileTip } from "#support/file-tip.ts";
import { axeFaults } from "#support/page-faults.ts";
import { press as pressOn } from "#support/press.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

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

describe.each([
  { javaScriptEnabled: false, width: 375, colorScheme: "light" },
  { javaScriptEnabled: true, width: 1280, colorScheme: "dark" },
] as const)("following a tip, scripts $javaScriptEnabled", (view) => {
  let context: BrowserContext;
  let page: Page;
  let receipt: string;
  let reference: string;

  beforeAll(async () => {
    ({ receipt, reference } = await fileTip(server.origin));
    const { width, ...options } = view;
    context = await browser.newContext({ ...options, viewport: { width, height: 800 } });
    page = await context.newPage();
  });
  afterAll(() => context.close());

  test("a code typed with spaces, full-width and in lower case shows where the tip is", async () => {
    const fullWidth = receipt
      .replaceAll("-", "　")
      .replace(/\d/g, (digit) => "０１２３４５６７８９"[+digit] ?? "");
    await look(fullWidth.toLowerCase());
    expect(await textOf("#status")).toContain("已收到");
    expect(await textOf("#holder")).toContain("安康市工业和信息化局（主办）");
    expect(await textOf("#named")).toContain("匿名");
    expect(await page.getByRole("table", { name: "每一步最迟" }).textContent()).toMatch(
      /2026年12月4日\s*（默认，不是法定期限）/,
    );
  });

  test("a name without a phone is asked for again, and what was typed stays", async () => {
    await unfold("改为实名");
    await page.getByLabel("姓名").fill("孙八");
    await press("改为实名");
    expect(await page.title()).toMatch(/^错误：/);
    expect(await page.getByRole("alert").getByRole("link").allTextContents()).toEqual([
      "电话号码应为7至15位数字，例如区号加座机或11位手机号。",
    ]);
    expect(await page.getByLabel("姓名").inputValue()).toBe("孙八");
  });

  test("named, the tip says so and shows no name; sent again by reloading it stays so", async () => {
    await page.getByLabel("联系电话").fill("０９１５－１２３４５６７");
    await press("改为实名");
    expect(await textOf('[role="status"].done')).toBe("已经改为实名。");
    expect(await textOf("#named")).toMatch(/^实名/);
    expect(await page.locator("main").textContent()).not.toContain("孙八");
    await page.reload();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await page.getByText("改为实名", { exact: true }).count()).toBe(0);
    const atDesk = await server.desk("show", reference);
    expect(atDesk).toContain("举报人：实名");
    expect(atDesk).not.toContain("孙八");
  });

  test("asked a question, the reporter is told to answer, and the answer lets the clock go on", async () => {
    await server.desk("admit", reference);
    await server.desk("ask", reference, "--note", "大门朝哪边开？");
    await look(receipt);
    expect(await textOf(".notice.warning")).toContain("部门请您补充情况");
    await page.getByLabel("补充情况").fill("朝南。");
    await press("发送");
    expect(await page.locator(".notice.warning").count()).toBe(0);
    expect(await textOf("#messages")).toContain("朝南。");
  });

  test("closed, it can be rated, and the rating changed", async () => {
    await close();
    await look(receipt);
    await press("提交评价");
    expect(await textOf("#satisfaction-problem")).toContain("请选择满意还是不满意。");
    await page.getByLabel("不满意").check();
    await press("提交评价");
    expect(await textOf('[role="status"].done')).toBe("评价已经记下。");
    expect(await page.locator("main").textContent()).toContain("您的评价：不满意");
  });

  test("it is examined again, once and for a reason", async () => {
    await unfold("要求重新办理");
    await press("要求重新办理");
    expect(await textOf("#reason-problem")).toContain("请写明为什么要求重新办理");
    await page.getByLabel("理由").fill("炉子还在原来的厂房里。");
    await press("要求重新办理");
    expect(await textOf("#status")).toContain("重新办理");
    expect(await textOf('[role="status"].done')).toContain("已经重新打开");
    expect(await server.desk("show", reference)).toContain("炉子还在原来的厂房里。");
    await close();
    await look(receipt);
    expect(await textOf("#status")).toContain("已办结");
    expect(await page.getByText("要求重新办理", { exact: true }).count()).toBe(0);
  });

  test("the page is open to everybody, and not wider than the screen", async () => {
    // Axe needs scripts of its own to look; the page is the same without them.
    if (view.javaScriptEnabled) {
      for (const folded of await page.locator("summary").all()) await folded.click();
      expect(await axeFaults(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
    expect(page.url()).toBe(`${server.origin}/track/`);
  });

  async function look(code: string) {
    await page.goto(`${server.origin}/track/`);
    await page.getByLabel("查询码").fill(code);
    await press("查询");
  }

  const press = (name: string) => pressOn(page, name);

  async function unfold(summary: string) {
    await page.locator("summary", { hasText: summary }).click();
  }

  async function textOf(selector: string): Promise<string> {
    return ((await page.locator(selector).textContent()) ?? "").trim();
  }

  async function close() {
    const note = ["--note", "按职责办理。"];
    await server.desk("verify", reference);
    const finding = ["--finding", "unsubstantiated", "--checked-on", "2026-11-21"];
    const check = ["--checked-how", "documents", "--no-visit", "凭检测报告核实。"];
    await server.desk("find", reference, ...note, ...finding, ...check);
    await server.desk("reply", reference, ...note);
    await server.desk(
      "close",
      reference,
      ...note,
      "--checklist",
      "answered,evidence,confidential,papers",
    );
  }
});
