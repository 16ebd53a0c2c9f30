import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findTemplate } from "#importing/find-template.ts";
import { readContent } from "#registry/read-content.ts";
import { releasesIn } from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { copyContent } from "#support/content-copy.ts";
import { leaksIn, photograph } from "#support/leaked-pictures.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { release } from "#support/release-command.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";
import { FAULTS, filledForm, ROWS } from "../importing/planted-faults.ts";
import { CONTENT } from "../importing/reading.ts";

/** One story, told in order: 300 rows from the official form of 安康 to pages that name their cells. */
const FORM = "安康统计表.xlsx";
/** The server looks every half minute; then it writes, builds and goes over. */
const RELEASE_TIME = 240_000;
const content = copyContent("content");
const data = mkdtempSync(join(tmpdir(), "sheet-to-page-"));
let office: StaffBrowser;
let clerk: Page;
let other: Page;
let mended: Uint8Array;
let firstRow: number;

beforeAll(async () => {
  const settings = { CONTENT_DIR: content.root, DATA_DIR: data, TODAY };
  const { code, output } = await release(["build"], settings);
  if (code !== 0) throw new Error(output);
  office = await openStaffBrowser(settings, null);
  const grant = { role: "publisher", jurisdiction: "ankang" } as const;
  clerk = await office.pageOf("clerk", [grant]);
  other = await office.pageOf("other", [grant]);
  ({ bytes: mended, firstRow } = await filledForm([]));
});
afterAll(async () => {
  await office?.close();
  content.discard();
  rmSync(data, { recursive: true, force: true });
});

async function upload(kind: string, name: string, bytes: Uint8Array, facts: [string, string][]) {
  await clerk.goto("/staff/publications/new/");
  await clerk.getByLabel("哪一种名单或登记").selectOption(`ankang/${kind}`);
  await press(clerk, "下一步");
  if (kind === "exit") await clerk.getByLabel("已经退出").check();
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
  await clerk.getByLabel("表格（.xlsx 或 .csv）").setInputFiles(file);
  if (facts.length > 0) await clerk.getByLabel("公布的部门").selectOption("miit");
  for (const [label, text] of facts) await clerk.getByLabel(label).fill(text);
  if (kind === "acceptances") await clerk.getByLabel("照片、扫描件").setInputFiles(await photos());
  await press(clerk, "核对并送审");
}

/** Of the first machine: three photographs, of which two may be shown. */
const PHOTOS = [
  { name: "前.jpg", colour: [200, 40, 40] },
  { name: "中.jpg", colour: [40, 200, 40] },
  { name: "后.jpg", colour: [40, 40, 200] },
] as const;
const withheld = PHOTOS[1];

async function photos() {
  return await Promise.all(
    PHOTOS.map(async ({ name, colour }) => ({
      name,
      mimeType: "image/jpeg",
      buffer: await photograph(colour),
    })),
  );
}

const uploadList = (bytes: Uint8Array) =>
  upload("exit", FORM, bytes, [
    ["名单的标题", "2026年第四季度退出名单"],
    ["公告的标题", "关于公布退出名单的公告"],
    ["公告的正文", "现予公布。"],
  ]);

/** The second person approves what the clerk has sent; gives when the pages have it. */
async function approve(): Promise<void> {
  expect(clerk.url(), await clerk.locator("main").innerText()).toMatch(/\/[0-9a-f-]{36}\/$/);
  const served = await servedRelease();
  await other.goto(clerk.url());
  await press(other, "审核通过");
  await expect.poll(servedRelease, { timeout: RELEASE_TIME, interval: 500 }).not.toBe(served);
}

async function servedRelease(): Promise<string> {
  return (await (await fetch(`${office.server.origin}/readyz`)).json()).release;
}

/** The acceptance sheet of the place, an opinion of each level on each machine. */
async function acceptanceSheet(): Promise<Uint8Array> {
  const place = CONTENT.jurisdictions.find(({ id }) => id === "ankang");
  const chosen = place && findTemplate(CONTENT, place, "acceptances", true);
  if (!chosen) throw new Error("no acceptance sheet");
  const opinion = (n: number, level: string, by: string, on: string): Record<string, string> => ({
    name: `甲${n}号新厂`,
    area: "汉滨区",
    equipment: `LY-${n}冷床1台`,
    level,
    department: by,
    acceptedOn: on,
    isDismantled: "是",
    canRestart: "否",
    isPassed: "是",
    dismantledOn: "2026-10-08",
    hasPhotosBefore: "有",
    hasPhotosDuring: "有",
    hasPhotosAfter: "有",
    source: "《企业落后产能退出验收意见表》",
  });
  const shown = {
    photosBefore: "前.jpg",
    photosDuring: "中.jpg",
    photosAfter: "后.jpg",
    publicFiles: "前.jpg；后.jpg",
  };
  const opinions = Array.from({ length: ROWS }, (_, at) => [
    { ...opinion(at + 1, "县级", "汉滨区人民政府", "2026-11-02"), ...(at === 0 && shown) },
    opinion(at + 1, "市级", "安康市工业和信息化局", "2026-11-09"),
  ]).flat();
  const { columns } = chosen.template;
  const rows = opinions.map((row) => columns.map(({ field }) => (field ? (row[field] ?? "") : "")));
  const header = columns.map(({ heading }) => heading);
  return await writeXlsx({ sheets: [{ name: "验收结果", rows: [header, ...rows] }] });
}

test("the clerk sees the twelve faults of the official form, each with its cell", async () => {
  const { bytes } = await filledForm(FAULTS);
  await upload("exit", FORM, bytes, []);
  const lines = await clerk.locator("main table tbody tr").allTextContents();
  for (const [row, column, , , message] of FAULTS) {
    const at = firstRow + row - 1;
    const letter = row === 17 ? "D" : "ABCDEFG"[column];
    const where = new RegExp(`!${letter}${at} | 第${at}行 `);
    expect(lines.filter((line) => message.test(line) && where.test(line))).not.toEqual([]);
  }
});

test("of the mended form the guard asks for registration and acceptance, with the document", async () => {
  await uploadList(mended);
  const alert = await clerk.getByRole("alert").textContent();
  expect(alert).toMatch(
    /没有登记，也就没有验收，不能公告退出（安工信字〔2024〕50号，通知正文 三）/,
  );
});

test("firms and machines are registered from the same form, once a second person agrees", async () => {
  await clerk.goto("/staff/publications/new/?list=ankang%2Fenterprises");
  expect(await faults(clerk)).toEqual([]);
  await upload("enterprises", FORM, mended, [["这一批的标题", "2026年第四季度登记"]]);
  const main = clerk.locator("main");
  expect(await main.getByText(/^新登记企业/).count()).toBe(ROWS);
  expect(await faults(clerk)).toEqual([]);
  await approve();
});

test("the acceptance sheet that the guard asks for is published too", async () => {
  await uploadList(mended);
  expect(await clerk.getByRole("alert").textContent()).toMatch(
    /没有通过县（市、区）、市（州）验收，不能公告退出/,
  );
  await upload("acceptances", "验收结果.xlsx", await acceptanceSheet(), [
    ["这一批的标题", "2026年第四季度验收结果"],
  ]);
  expect(
    await clerk
      .locator("main")
      .getByText(/^登记：/)
      .count(),
  ).toBe(2 * ROWS);
  await approve();
});

test("now the list goes to review, is approved, and the site shows its rows within the release time", async () => {
  await uploadList(mended);
  await approve();
  const told = async () => {
    await other.goto(other.url());
    return await other.locator("main").innerText();
  };
  await expect.poll(told, { timeout: 10_000 }).toContain("已换上新版本");
  expect(await faults(other)).toEqual([]);
  const { snapshot } = readContent(content.root);
  const list = snapshot?.lists.find(({ batch }) => batch.title === "2026年第四季度退出名单");
  expect(list?.versions).toHaveLength(ROWS);
  const page = await (await fetch(`${office.server.origin}/lists/ankang/exit/2026/`)).text();
  expect(page).toContain("甲1号新厂");
});

test("of the photographs of an acceptance the page shows those that may be shown, and the release holds no other", async () => {
  const { snapshot } = readContent(content.root);
  const firm = snapshot?.enterprises.find(({ name }) => name === "甲1号新厂");
  const reader = await office.newPage();
  await reader.goto(`/enterprises/${firm?.id}/`);
  const shown = reader.locator('main img[src^="/pictures/"]');
  expect(await shown.count()).toBe(2);
  expect(await reader.locator("main").innerText()).toContain("甲1号新厂");
  const folder = join(releasesIn(data), await servedRelease());
  const [bytes] = (await photos()).flatMap(({ name, buffer }) =>
    name === withheld.name ? [buffer] : [],
  );
  if (bytes === undefined) throw new Error("no photograph is withheld");
  expect(await leaksIn(folder, [{ bytes, colour: withheld.colour }])).toEqual([]);
  await reader.close();
});

test("each value opens the cell it came from, without scripts", async () => {
  const { snapshot } = readContent(content.root);
  const firm = snapshot?.enterprises.find(({ name }) => name === "甲7号新厂");
  const reader = await office.newPage();
  await reader.goto(`/enterprises/${firm?.id}/`);
  const at = firstRow + 6;
  for (const [cell, text] of [
    [`D${at}`, "甲7号新厂"],
    [`E${at}`, "LY-7冷床1台"],
    [`F${at}`, "30万吨/年"],
    [`G${at}`, "能耗、环保"],
  ] as const) {
    const all = reader.locator("details.source-cell");
    const told = await all.locator("summary").allInnerTexts();
    const nth = told.findIndex((summary) => summary.trim().endsWith(`出处 ${cell}`));
    expect(nth, `${cell} in ${told.join()}`).toBeGreaterThanOrEqual(0);
    const source = all.nth(nth);
    await source.locator("summary").click();
    expect(await source.locator("q").innerText()).toBe(text);
    expect(await source.innerText()).toContain(createHash("sha256").update(mended).digest("hex"));
  }
  const opinion = await (await fetch(`${office.server.origin}/enterprises/${firm?.id}/`)).text();
  expect(opinion).toMatch(/验收日期出处 H\d+/);
  expect(await reader.locator("main").innerText()).toContain("已拆除");
  expect(await faults(reader)).toEqual([]);
});
