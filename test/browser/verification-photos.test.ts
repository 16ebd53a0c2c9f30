import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grant } from "#domain/staff-role.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { pdf, photo } from "#support/evidence.ts";
import { fileTip } from "#support/file-tip.ts";
import { faults } from "#support/page-faults.ts";
import { wordsOfPaper } from "#support/paper-words.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

let office: StaffBrowser;
let page: Page;
let reference: string;
let picture: Buffer;

beforeAll(async () => {
  office = await openStaffBrowser();
  const filed = (await fileTip(office.server.origin)) as unknown as {
    reference: string;
    desks: { department: string; role: string }[];
  };
  reference = filed.reference;
  const department = filed.desks.find(({ role }) => role === "lead")?.department ?? "";
  const handler: Grant = { role: "handler", jurisdiction: "ankang", department };
  page = await office.pageOf("desk.handler", [handler]);
  const clerk = recoveryClerk(office.world.house, office.world.passphrase);
  for (const act of ["admit", "verify"])
    await actOnTip(office.world.house, clerk, reference, { act, input: {} });
  picture = await photo(1200, 900);
});
afterAll(() => office?.close());

const jpeg = () => ({ name: "现场.jpg", mimeType: "image/jpeg", buffer: picture });
const PDF = { name: "改了名的.jpg", mimeType: "image/jpeg", buffer: pdf() };
const SITE = "厂区全貌、门牌、铭牌等照片";

test("what is no picture is refused in its place, and what was typed is not lost", async () => {
  await page.goto(`/staff/tips/${reference}/`);
  await page.getByRole("link", { name: "写一份核查记录" }).click();
  await page.getByLabel("核查日期").fill("2026-01-05");
  await page.getByLabel("核查地点").fill("东山路1号");
  await page.getByLabel("核查人员一").fill("核查员甲");
  await page.getByLabel("设备1：登记册编号").fill("中频炉，5吨");
  await page.getByLabel("设备1的照片").setInputFiles([jpeg()]);
  await page.getByLabel(SITE).setInputFiles([PDF]);
  await press(page, "保存核查记录");
  expect(await page.title()).toMatch(/^错误：/);
  const summary = await page.getByRole("alert").textContent();
  expect(summary).toContain("请写明两名核查人员的姓名");
  expect(summary).toContain("这里只收照片");
  expect(await page.getByLabel("核查地点").inputValue()).toBe("东山路1号");
  expect(await page.locator("main").textContent()).toContain("已经收到1张照片");
  expect(await faults(page)).toEqual([]);
});

test("photographs come with the record and stand beside it, without scripts", async () => {
  await page.getByLabel("设备1的照片", { exact: true }).setInputFiles([jpeg(), jpeg()]);
  await press(page, "保存核查记录");
  expect(await page.locator("main").textContent()).toContain("已经收到3张照片");
  await page.getByLabel("不要设备1的照片里的这一张").first().check();
  await page.getByLabel(SITE, { exact: true }).setInputFiles([jpeg()]);
  await page.getByLabel("核查人员二").fill("核查员乙");
  await press(page, "保存核查记录");
  expect(await page.getByRole("status").textContent()).toContain("核查记录已经保存");
  const pictures = page.locator(".photos img");
  expect(await pictures.count()).toBe(3);
  for (const shown of await pictures.all()) {
    await shown.scrollIntoViewIfNeeded();
    await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(900);
  }
  const original = await page.request.get(
    (await page.getByRole("link", { name: "保存照片1的原件" }).getAttribute("href")) ?? "",
  );
  expect((await original.body()).equals(picture)).toBe(true);
  expect(await faults(page)).toEqual([]);
});

test("the record is made as a paper, and the page says who made it when", async () => {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "核查记录（Word）" }).click();
  const saved = await coming;
  expect(saved.suggestedFilename()).toBe(`${reference}-verification.docx`);
  expect(statSync(await saved.path()).size).toBeGreaterThan(10_000);
  await page.goto(`/staff/tips/${reference}/`);
  expect(await page.locator("main").textContent()).toContain("制作文书：核查记录");
  expect(await page.locator("#papers").textContent()).toContain("成员desk.handler");
  expect(await faults(page)).toEqual([]);
});

test("the command line writes another record and makes the paper, beside the server", async () => {
  const folder = mkdtempSync(join(tmpdir(), "record-"));
  const [record, shot] = [join(folder, "record.json"), join(folder, "a.jpg")];
  writeFileSync(shot, picture);
  writeFileSync(
    record,
    JSON.stringify({
      checkedOn: "2026-01-06",
      place: "后院",
      inspectors: ["核查员甲", "核查员丙"],
      machines: [{ what: "轧机", sealed: "yes" }],
    }),
  );
  const { desk } = office.server;
  const written = await desk("verification", reference, "--record", record, "--photo", shot);
  expect(written).toContain("照片1张");
  await desk("paper", reference, "--paper", "verification", "--to", folder);
  await desk("save-photo", reference, "--number", "4", "--to", folder);
  const saved = readFileSync(join(folder, `${reference}-photo-4.jpg`));
  expect(saved.equals(picture)).toBe(true);
  expect(statSync(join(folder, `${reference}-verification.docx`)).size).toBeGreaterThan(10_000);
  rmSync(folder, { recursive: true });
});

const COORDINATOR: Grant = { role: "coordinator", jurisdiction: "ankang" };
const ORDER = "请十日内办结。";

/** Prints the order from the page that is open, and gives what the paper says. */
async function printedOrder(on: Page): Promise<string> {
  const coming = on.waitForEvent("download");
  await on.getByRole("button", { name: "督办单（Word）", exact: true }).click();
  const saved = await coming;
  expect(saved.suggestedFilename()).toBe(`${reference}-supervision.docx`);
  return await wordsOfPaper(readFileSync(await saved.path()));
}

test("whoever watches over it orders the desk to act and prints the order", async () => {
  const coordinator = await office.pageOf("coordinator", [COORDINATOR]);
  await coordinator.goto("/staff/clocks/");
  await coordinator.getByLabel("举报编号").fill(reference);
  await coordinator.getByLabel("要求").fill(ORDER);
  await coordinator.getByLabel("最迟答复日期").fill("2099-01-29");
  await press(coordinator, "督办");
  expect(await printedOrder(coordinator)).toContain(ORDER);
  expect(await faults(coordinator)).toEqual([]);
});

test("a colleague of theirs prints it from the list, a member of the desk from the case", async () => {
  const colleague = await office.pageOf("colleague", [COORDINATOR]);
  await colleague.goto("/staff/clocks/");
  expect(await printedOrder(colleague)).toContain(ORDER);
  await page.goto(`/staff/tips/${reference}/`);
  expect(await page.locator("main").textContent()).toContain(ORDER);
  expect(await printedOrder(page)).toContain(ORDER);
  expect(await faults(page)).toEqual([]);
});
