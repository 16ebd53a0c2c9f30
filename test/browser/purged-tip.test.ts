import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { fileTip } from "#support/file-tip.ts";
import { axeFaults } from "#support/page-faults.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

/** Long after the three years that a tip is kept. */
const MUCH_LATER = "2031-01-01";

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

async function purge(...args: string[]): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: join(server.folder, "data"),
    SECRETS_DIR: join(server.folder, "secrets"),
    TODAY: MUCH_LATER,
  };
  const run = promisify(execFile);
  return (await run(process.execPath, ["scripts/purge.ts", ...args], { env })).stdout;
}

test("the code of a purged tip leads to what became of it, without scripts, and no error", async () => {
  const { receipt, reference } = await fileTip(server.origin);
  const reason = ["--note", "不归本局", "--ground", "职责分工", "--elsewhere", "信访局"];
  await server.desk("decline", reference, ...reason);
  expect(await purge("--dry-run")).toContain(`${reference}  `);
  expect(await purge()).toContain("共 1 件已销毁内容");
  expect(await purge()).toContain("共 0 件已销毁内容");

  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/track/`);
  await page.getByLabel("查询码").fill(receipt);
  await page.getByRole("button", { name: "查询" }).click();
  const said = await page.locator("p.notice").textContent();
  expect(said).toContain(`举报 ${reference} 不予受理。它已满保存期限`);
  expect(await page.title()).not.toMatch(/^错误/);
  await context.close();

  const seen = await browser.newContext();
  const shown = await seen.newPage();
  await shown.goto(`${server.origin}/track/`);
  await shown.getByLabel("查询码").fill(receipt);
  await shown.getByRole("button", { name: "查询" }).click();
  await shown.locator("p.notice").waitFor();
  expect(await axeFaults(shown)).toEqual([]);
  await shown.getByRole("link", { name: "为什么、保存多久" }).click();
  await shown.getByRole("table", { name: "举报的每一部分保存多久" }).waitFor();
  await seen.close();
});
