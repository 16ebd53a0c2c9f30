import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { publishDue } from "#server/services/publish-due.ts";
import { copyContent } from "#support/content-copy.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";
import { FAULTS, filledForm, ROWS } from "../importing/planted-faults.ts";

const MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FILE_NAME = "安康统计表.xlsx";
const { root } = copyContent("content");
let office: StaffBrowser;
let clerk: Page;
let other: Page;
let address: string;

beforeAll(async () => {
  office = await openStaffBrowser({ CONTENT_DIR: root });
  const grant = { role: "publisher", jurisdiction: "ankang" } as const;
  clerk = await office.pageOf("clerk", [grant]);
  other = await office.pageOf("other", [grant]);
});
afterAll(async () => {
  await office?.close();
  rmSync(root, { recursive: true, force: true });
});

async function choose(page: Page, list: string) {
  await page.goto("/staff/publications/new/");
  await page.getByLabel("哪一种名单或登记").selectOption(list);
  await press(page, "下一步");
}

async function attach(page: Page, bytes: Uint8Array) {
  const file = { name: FILE_NAME, mimeType: MIME, buffer: Buffer.from(bytes) };
  await page.getByLabel("表格（.xlsx 或 .csv）").setInputFiles(file);
}

async function fillFacts(page: Page) {
  await page.getByLabel("名单的标题").fill("2026年第四季度名单");
  await page.getByLabel("公布的部门").selectOption("miit");
  await page.getByLabel("公告的标题").fill("关于公布名单的公告");
  await page.getByLabel("公告的正文").fill("现予公布。");
}

test("of 300 rows the clerk sees the twelve planted faults with their cells; nothing is kept", async () => {
  await choose(clerk, "ankang/exit");
  expect(await faults(clerk)).toEqual([]);
  await clerk.getByLabel("已经退出").check();
  const { bytes, firstRow } = await filledForm(FAULTS);
  await attach(clerk, bytes);
  await press(clerk, "核对并送审");
  expect(await clerk.title()).toMatch(/^错误：/);
  const lines = await clerk.locator("main table tbody tr").allTextContents();
  for (const [row, column, , , message] of FAULTS) {
    const at = firstRow + row - 1;
    // A firm without an area is named in its own cell; a row without a name, as a row.
    const letter = row === 17 ? "D" : "ABCDEFG"[column];
    const where = new RegExp(`!${letter}${at} | 第${at}行 `);
    const found = lines.filter((line) => message.test(line) && where.test(line));
    expect(found, `row ${row}, ${where}`).not.toEqual([]);
  }
  expect(await faults(clerk)).toEqual([]);
  await clerk.goto("/staff/publications/");
  expect(await clerk.locator("main").textContent()).toContain("还没有送审的名单");
});

test("the clerk takes the empty form of the programme from the page, or the plain one", async () => {
  await choose(clerk, "ankang/exit");
  const headings = async (button: string) => {
    const [download] = await Promise.all([
      clerk.waitForEvent("download"),
      clerk.getByRole("button", { name: button, exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const { sheets } = await readXlsx(Buffer.concat(chunks));
    return sheets[0]?.rows.find((row) => row[0] === "序号");
  };
  expect(await headings("下载空表")).toContain("市（区）");
  expect(await headings("下载本站的通用空表")).toContain("统一社会信用代码");
});

test("the copy with comments holds the faults; a file that is no spreadsheet is refused", async () => {
  await choose(clerk, "ankang/exit");
  await clerk.getByLabel("已经退出").check();
  await attach(clerk, (await filledForm(FAULTS)).bytes);
  const [download] = await Promise.all([
    clerk.waitForEvent("download"),
    clerk.getByRole("button", { name: "下载带批注的副本" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const { sheets } = await readXlsx(Buffer.concat(chunks));
  expect(sheets.at(-1)?.rows.length).toBeGreaterThan(FAULTS.length);

  await attach(clerk, Buffer.from("not a spreadsheet"));
  await press(clerk, "核对");
  expect(await clerk.getByRole("alert").textContent()).toContain("内容却不是这种文件");
  await press(clerk, "核对");
  expect(await clerk.getByRole("alert").textContent()).toContain("还没有选文件");
});

test("a form of 15 MB with pictures beside its table is read; more rows than one sees through are not", async () => {
  await choose(clerk, "ankang/rectification");
  const [sheet] = (await readXlsx((await filledForm([])).bytes)).sheets;
  if (!sheet) throw new Error("no sheet");
  const picture = await sharp(randomBytes(5_000_000), {
    raw: { width: 1250, height: 1000, channels: 4 },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const anchorAt = (row: number) => ({ from: { row, col: 8 } });
  const images = [0, 20, 40].map((row) => ({
    data: new Uint8Array(picture),
    type: "png" as const,
    anchor: anchorAt(row),
  }));
  const large = await writeXlsx({ sheets: [{ name: sheet.name, rows: sheet.rows, images }] });
  expect(large.length).toBeGreaterThan(14_000_000);
  await attach(clerk, large);
  await press(clerk, "核对");
  expect(await clerk.getByRole("status").innerText()).toContain("可以送审");

  const [head = [], ...rows] = sheet.rows.slice(sheet.rows.findIndex((row) => row[0] === "序号"));
  const many = Array.from({ length: 5001 }, (_, at) => rows[at % ROWS] ?? []);
  await attach(clerk, await writeXlsx({ sheets: [{ name: "表", rows: [head, ...many] }] }));
  await press(clerk, "核对");
  expect(await clerk.getByRole("alert").innerText()).toMatch(/这里一次最多 5000 行/);
});

test("an exit that nobody has accepted is not sent to review: the guard cites the document", async () => {
  await choose(clerk, "ankang/exit");
  await clerk.getByLabel("已经退出").check();
  await attach(clerk, (await filledForm([])).bytes);
  await fillFacts(clerk);
  await press(clerk, "核对并送审");
  expect(await clerk.getByRole("alert").textContent()).toMatch(
    /没有验收，不能公告退出（安工信字〔2024〕50号/,
  );
  expect(await clerk.getByLabel("名单的标题").inputValue()).toBe("2026年第四季度名单");
});

test("everything that is missing is said at once, beside its field", async () => {
  await choose(clerk, "ankang/rectification");
  await attach(clerk, (await filledForm([])).bytes);
  await press(clerk, "核对并送审");
  const alert = clerk.getByRole("alert");
  for (const field of ["title", "publisher", "announcement.title", "announcement.body"]) {
    expect(await alert.locator(`a[href="#${field}"]`).count(), field).toBe(1);
  }
  expect(await alert.textContent()).toContain("写上公告的标题");
  expect(await faults(clerk)).toEqual([]);
});

test("the mended file is sent to review, and its sender cannot approve it", async () => {
  await attach(clerk, (await filledForm([])).bytes);
  await press(clerk, "核对");
  expect(await clerk.getByRole("status").textContent()).toContain("可以送审");
  await attach(clerk, (await filledForm([])).bytes);
  await fillFacts(clerk);
  await press(clerk, "核对并送审");
  address = clerk.url();
  expect(address).toMatch(/\/staff\/publications\/[0-9a-f-]{36}\/$/);
  const main = clerk.locator("main");
  expect(await main.textContent()).toContain("要由另一位发布员审核");
  expect(await main.getByText(/^列入：/).count()).toBe(ROWS);
  expect(await clerk.getByRole("button", { name: "审核通过" }).count()).toBe(0);
  expect(await faults(clerk)).toEqual([]);
  const forced = await clerk.request.post(address, {
    form: { act: "admit" },
    headers: { Origin: office.server.origin },
  });
  expect([forced.status(), await forced.text()]).toEqual([
    422,
    expect.stringContaining("要由另一位发布员审核"),
  ]);
});

test("a second person approves it, and its rows are in the content with their cells", async () => {
  await other.goto("/staff/publications/");
  expect(await faults(other)).toEqual([]);
  await other.getByRole("link", { name: "2026年第四季度名单" }).click();
  expect(other.url()).toBe(address);
  const compared = other.locator(".compared");
  expect(await compared.locator("table").count()).toBe(50);
  await other.setViewportSize({ width: 375, height: 800 });
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  expect(await faults(other)).toEqual([]);
  await compared.getByRole("link", { name: "下一页" }).click();
  expect(await compared.textContent()).toContain(`共${ROWS}行，本页是第51至100行`);
  await other.setViewportSize({ width: 1280, height: 800 });
  await press(other, "审核通过");
  expect(await other.locator("main").textContent()).toContain("已审核，待发布");

  const { server, world } = office;
  world.clock.now = new Date();
  const folder = join(server.folder, "data");
  const desk = openContentDesk({
    CONTENT_DIR: root,
    DATA_DIR: folder,
    SECRETS_DIR: join(folder, "secrets"),
  });
  const [published] = await publishDue(world.house, desk);
  expect(published?.faults).toEqual([]);
  const { snapshot } = readContent(root);
  const list = snapshot?.lists.find(({ batch }) => batch.title === "2026年第四季度名单");
  expect(list?.versions).toHaveLength(ROWS);
  expect(list?.batch.source.file).toBe(FILE_NAME);
  expect(list?.batch.columns).toMatchObject({ enterprise: "D", equipment: "E" });
  await other.goto(address);
  expect(await other.locator("main").textContent()).toContain("已发布");
  expect(await faults(other)).toEqual([]);
});
