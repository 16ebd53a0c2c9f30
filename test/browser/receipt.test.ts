import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { fileTip } from "#support/file-tip.ts";
import { axeFaults } from "#support/page-faults.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let receipt: string;
let reference: string;

beforeAll(async () => {
  server = await startServer(inject("site"));
  browser = await openChromium();
  ({ receipt, reference } = await fileTip(server.origin));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ acceptDownloads: true });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  page = await context.newPage();
  await showReceipt();
});
afterEach(() => context.close());

test("who goes on without having noted the code sees it again, and is told why", async () => {
  expect(await page.title()).toMatch(/^错误：/);
  expect(await page.getByRole("alert").textContent()).toContain("请先抄下");
  expect(await page.locator("#receipt").textContent()).toBe(receipt);
  expect(await page.locator("#reference").textContent()).toBe(reference);
});

test("nothing on the page leads away but the way to leave and the confirmation", async () => {
  const links = page.locator("a:not(.skip):not([href^='#'])");
  expect(await links.allTextContents()).toEqual(["马上离开"]);
});

test("having noted it, the reporter goes on; no address or storage ever held the code", async () => {
  await page.getByLabel("我已记下查询码").check();
  await page.getByRole("button", { name: "继续" }).click();
  await page.waitForURL(`${server.origin}/report/done/`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("可以离开");
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(receipt.slice(0, 4));
  expect(JSON.stringify(await context.cookies())).not.toContain(receipt.slice(0, 9));
});

test("the code can be copied", async () => {
  await page.getByRole("button", { name: "复制" }).click();
  await page.getByText("已复制").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(receipt);
});

test("the text file holds the code and names neither site nor report, nor does its name", async () => {
  const { name, text } = await saved("存成文本文件");
  expect(name).toBe("note.txt");
  expect(text).toContain(receipt);
  expect(text.length).toBeLessThan(60);
  // A code may hold any letters, those of a reference number too.
  expect(text.replace(receipt, "")).not.toMatch(/举报|平台|http|AK-/);
});

test("paper shows the code and its QR code, and names nobody", async () => {
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => document.body.innerText.trim().split(/\s*\n\s*/));
  expect(shown).toEqual([receipt, "请收好，不要给别人看。"]);
  expect(await page.getByRole("img", { name: "查询码的二维码" }).isVisible()).toBe(true);
  const titles = await page.evaluate(() => {
    const before = document.title;
    dispatchEvent(new Event("beforeprint"));
    const printed = document.title;
    dispatchEvent(new Event("afterprint"));
    return { printed, isBack: document.title === before };
  });
  expect(titles).toEqual({ printed: "", isBack: true });
});

test("closing the page without having noted the code asks first; leaving at once does not", async () => {
  await page.locator("#reference").click();
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await page.goto(`${server.origin}/about/`).catch(() => null);
  expect(asked).toEqual(["beforeunload"]);
  await context.route("https://www.weather.com.cn/", (route) => route.fulfill({ body: "天气" }));
  await page.getByRole("link", { name: "马上离开" }).click();
  await page.waitForURL("https://www.weather.com.cn/");
  expect(asked).toEqual(["beforeunload"]);
});

test("the saved receipt is found to be true on the page that checks it, a changed one is not", async () => {
  const { name, text } = await saved("存下收据");
  expect(name).toBe("note.json");
  expect(text).not.toContain(receipt);
  await page.goto(`${server.origin}/receipt-check/`);
  await page.getByLabel("收据文件的内容").fill(text);
  await page.getByRole("button", { name: "核对" }).click();
  await page.getByText("收据是真的").waitFor();
  await page.getByLabel("收据文件的内容").fill(text.replace("三台", "两台"));
  await page.getByRole("button", { name: "核对" }).click();
  await page.getByText("附的内容被改动过").waitFor();
});

test.each(["light", "dark"] as const)(
  "the receipt is open to everybody (%s)",
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await axeFaults(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(wide).toBe(false);
    }
  },
);

test("without scripts the code can be saved and confirmed, and no dead button is shown", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true });
  const code = receipt.replaceAll("-", "");
  const answer = await plain.request.post(`${server.origin}/report/save/`, {
    form: { receipt: code.toLowerCase(), what: "code" },
    headers: { Origin: server.origin },
  });
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(await answer.text()).toContain(receipt);
  const noted = await plain.request.post(`${server.origin}/report/noted/`, {
    form: { receipt: code, noted: "yes" },
    headers: { Origin: server.origin },
  });
  expect(noted.url()).toBe(`${server.origin}/report/done/`);
  await plain.close();
});

test.each([
  ["/report/save/", { receipt: "rubbish", what: "proof" }],
  ["/report/save/", {}],
  ["/report/save/", { receipt: "0000-0000-0000-0000-0000", what: "proof" }],
  ["/report/noted/", { receipt: "0000-0000-0000-0000-0001" }],
  ["/report/noted/", { receipt: "0000-0000-0000-0000-0000" }],
])("%s with %j asks for the code", async (path, form) => {
  const answer = await context.request.post(`${server.origin}${path}`, {
    form,
    headers: { Origin: server.origin },
  });
  expect(answer.url()).toBe(`${server.origin}/track/`);
});

/** The sheet as the reporter sees it who pressed the button without the tick. */
async function showReceipt() {
  await page.goto(`${server.origin}/report/`);
  await page.evaluate((code) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: "/report/noted/" });
    const field = Object.assign(document.createElement("input"), { name: "receipt", value: code });
    form.append(field);
    document.body.append(form);
    form.submit();
  }, receipt);
  await page.locator("#receipt").waitFor();
}

async function saved(button: string) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}
