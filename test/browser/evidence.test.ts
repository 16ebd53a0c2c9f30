import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { CAMERA, film, photo, zip } from "#support/evidence.ts";
import { answerTo } from "#support/house.ts";
import { axeFaults } from "#support/page-faults.ts";
import { press as pressOn } from "#support/press.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";

const WORDS = "后半夜三台炉子一起化废钢，天亮前停。";
const ENTERPRISE = "ankang-demo-e00001";

let server: RunningServer;
let browser: Browser;
let page: Page;
let folder: string;
const addresses = new Set<string>();

beforeAll(async () => {
  server = await startServer(inject("site"));
  browser = await openChromium();
  folder = mkdtempSync(join(tmpdir(), "saved-"));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const main = async () => (await page.locator("main").textContent()) ?? "";
const files = () => page.locator("#files > li");
const chosen = (name: string, buffer: Buffer) => ({ name, mimeType: "image/jpeg", buffer });

const press = (name: string) => pressOn(page, name);
const next = () => press("下一页");

/** Walks from the page of an enterprise to the page of evidence. */
async function begin() {
  await page.goto(`${server.origin}/enterprises/${ENTERPRISE}/`);
  await page.locator('form[action$="/report/"] button').first().click();
  await page.getByLabel("地条钢", { exact: true }).check();
  await next();
  await next();
  await page.getByLabel("情况", { exact: true }).fill(WORDS);
  await page.getByLabel("夜里", { exact: true }).check();
  await page.getByLabel(/^看到几台炉子/).fill("三台，都有一人高");
  await next();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("证据");
}

/** From the page after the evidence to the receipt; the browser's own work counts where it can. */
async function send() {
  await page.getByLabel("匿名", { exact: true }).check();
  await next();
  const label = (await page.locator('label[for="answer"]').textContent()) ?? "";
  await page.getByLabel(/^请回答/).fill(answerTo(label));
  await press("提交举报");
}

describe.each([
  ["without scripts", false],
  ["with scripts", true],
])("%s", (_, javaScriptEnabled) => {
  beforeEach(async () => {
    const context = await browser.newContext({
      javaScriptEnabled,
      viewport: { width: 375, height: 740 },
    });
    context.on("request", (request) => addresses.add(request.url()));
    page = await context.newPage();
  });
  afterEach(async () => {
    await page.context().close();
  });

  test("a photo goes from the page of an enterprise to the desk, without what it would reveal", async () => {
    const picture = await photo(1200, 900, javaScriptEnabled ? "#335577" : "#775533");
    const moving = film(300_000);
    await begin();

    await page.setInputFiles("#file", [chosen("我家门口.jpg", picture), chosen("b.jpg", zip())]);
    await press("上传，看看里面带有什么");
    expect(await page.title()).toMatch(/^错误：/);
    expect(await page.getByRole("alert").textContent()).toContain("第2个文件：不收压缩包");
    expect(await page.locator("#file-problem").textContent()).toContain("第2个文件");
    expect(await files().count()).toBe(1);
    const told = (await files().first().textContent()) ?? "";
    for (const word of ["北纬32.68333度", "东经109.01667度", CAMERA.takenAt, CAMERA.model]) {
      expect(told).toContain(word);
    }
    expect(await main()).not.toContain("我家门口");

    await page.setInputFiles("#file", [chosen("a.mp4", moving)]);
    await next();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("您是否留下姓名");
    await press("上一页");
    expect(await files().count()).toBe(2);
    expect(page.url()).toBe(`${server.origin}/report/form/`);
    await press("删除第2个文件");
    expect(await files().count()).toBe(1);
    await next();

    await send();
    const receipt = (await page.locator("#receipt").textContent()) ?? "";
    const reference = (await page.locator("#reference").textContent()) ?? "";
    expect(await page.locator("#attachments").textContent()).toContain(sha256(picture));

    expect(await server.desk("evidence", reference)).toContain(sha256(picture));
    const shown = await server.desk("show", reference);
    expect(shown).toContain("一般在什么时间生产：夜里");
    expect(shown).toContain("三台，都有一人高");
    const option = ["--number", "1", "--to", folder];
    const copy = (await server.desk("save-copy", reference, ...option)).trim();
    const clean = readFileSync(copy);
    expect((await sharp(clean).metadata()).exif).toBeUndefined();
    expect(clean.includes(CAMERA.make)).toBe(false);
    rmSync(copy);
    const original = (
      await server.desk("save-original", reference, "--note", "核对拍摄时间。", ...option)
    ).trim();
    expect(sha256(readFileSync(original))).toBe(sha256(picture));
    rmSync(original);

    await page.goto(`${server.origin}/track/`);
    await page.getByLabel("查询码").fill(receipt);
    await press("查询");
    expect(await page.locator("#attachments > li").count()).toBe(1);
    await page.setInputFiles("#file", [chosen("a.mp4", moving)]);
    await press("上传证据");
    expect(await main()).toContain("收到1个文件");
    expect(await page.locator("#attachments").textContent()).toContain(sha256(moving));
    await page.setInputFiles("#file", [chosen("a.jpg", zip())]);
    await press("上传证据");
    expect(await page.getByRole("alert").textContent()).toContain("不收压缩包");
    expect(await page.locator("#attachments > li").count()).toBe(2);
  });

  test("a draft is cleared when asked to, with its files", async () => {
    const before = stored();
    await begin();
    await page.setInputFiles("#file", [chosen("a.jpg", await photo(80, 60, "#101010"))]);
    await press("上传，看看里面带有什么");
    expect(stored()).toHaveLength(before.length + 2);
    await press("全部清除，不再举报");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("已经清除");
    expect(stored()).toEqual(before);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("draft");
    await page.goto(`${server.origin}/report/form/`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("事情发生在哪里");
    expect(await main()).not.toContain(WORDS);
  });
});

test("the pages of the journey are accessible, with and without a problem", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await begin();
  await page.setInputFiles("#file", [
    chosen("a.jpg", await photo(80, 60, "#202020")),
    chosen("b.jpg", zip()),
  ]);
  await press("上传，看看里面带有什么");
  expect(await axeFaults(page)).toEqual([]);
  await press("上一页");
  expect(await axeFaults(page)).toEqual([]);
  await press("全部清除，不再举报");
  expect(await axeFaults(page)).toEqual([]);
  await context.close();
});

test("the cookie is for this host alone, for no script, and for this window", async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  await begin();
  const cookies = (await context.cookies(`${server.origin}/report/`)).filter(
    ({ name }) => name === "draft",
  );
  expect(cookies).toEqual([
    expect.objectContaining({
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      domain: "127.0.0.1",
      expires: -1,
    }),
  ]);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.goto(`${server.origin}/report/form/`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("证据");
  await context.clearCookies();
  await next();
  expect(await page.getByRole("alert").textContent()).toContain("已经清除");
  await context.close();
});

test("no address, stored byte or printed line holds an answer or what a photo reveals", () => {
  const words = [WORDS, encodeURIComponent(WORDS), "三台，都有一人高", CAMERA.make, CAMERA.serial];
  const places = [
    ...addresses,
    server.output(),
    ...bytesBelow(server.folder).map((bytes) => bytes.toString("latin1")),
  ];
  expect(places.some((place) => place.includes("/report/evidence/"))).toBe(true);
  for (const word of words) {
    const spelled = Buffer.from(word).toString("latin1");
    expect(
      places.some((place) => place.includes(word) || place.includes(spelled)),
      word,
    ).toBe(false);
  }
});

function stored(): string[] {
  return readdirSync(join(server.folder, "data", "attachments"), { recursive: true })
    .map(String)
    .filter((name) => name.includes("."))
    .toSorted();
}

function bytesBelow(root: string): Buffer[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}
