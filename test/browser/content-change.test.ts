import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { publishDue } from "#server/services/publish-due.ts";
import { copyContent } from "#support/content-copy.ts";
import { fileTip } from "#support/course.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

const { root } = copyContent("content");
const WORDS = "设备已于十月自行拆除，请更新状态。";
let staff: StaffBrowser;
let clerk: Page;
let other: Page;
let handler: Page;

beforeAll(async () => {
  staff = await openStaffBrowser({ CONTENT_DIR: root });
  const publisher = [{ role: "publisher", jurisdiction: "ankang" }] as const;
  clerk = await staff.pageOf("clerk", publisher);
  other = await staff.pageOf("other", publisher);
  const desk = { jurisdiction: "ankang", department: "hanyin-government" };
  handler = await staff.pageOf("handler", [{ role: "handler", ...desk }, ...publisher]);
});
afterAll(async () => {
  await staff?.close();
  rmSync(root, { recursive: true, force: true });
});

async function begin(kind: string) {
  await clerk.goto("/staff/publications/");
  await clerk.getByRole("link", { name: "不用表格的更改" }).click();
  await clerk.getByLabel("地区").selectOption("ankang");
  await clerk.getByLabel("做什么").selectOption(kind);
  await press(clerk, "下一步");
}

test("what is missing is said at once, beside its field", async () => {
  await begin("statement");
  await press(clerk, "送审");
  expect(await clerk.title()).toMatch(/^错误：/);
  for (const field of ["record", "text", "statedOn", "source"])
    expect(await clerk.locator(`[role=alert] a[href="#${field}"]`).count(), field).toBe(1);
  expect(await faults(clerk)).toEqual([]);
});

test("a statement of an enterprise is public after a second person agreed", async () => {
  await clerk.getByLabel("记录的编号").fill("没有这一家");
  await press(clerk, "查找");
  expect(await clerk.getByRole("alert").textContent()).toContain("没有找到");
  await clerk.getByLabel("记录的编号").fill("汉阴槐圃");
  await press(clerk, "查找");
  expect(await faults(clerk)).toEqual([]);
  await clerk.getByLabel("哪一条记录").selectOption("ankang-demo-e00002-r1");
  await clerk.getByLabel("声明（企业自己的话").fill(WORDS);
  await clerk.getByLabel("声明的日期").fill("2026-11-20");
  await clerk.getByLabel("声明的文件或者来源").fill("《情况说明》（演示）");
  await press(clerk, "送审");
  const address = new URL(clerk.url()).pathname;
  expect(await clerk.locator("main").textContent()).toMatch(
    /标明是企业自己的话.*要由另一位发布员审核/s,
  );
  expect(await faults(clerk)).toEqual([]);
  await other.goto(address);
  await press(other, "审核通过");
  staff.world.clock.now = new Date();
  const desk = openContentDesk({
    CONTENT_DIR: root,
    DATA_DIR: join(staff.server.folder, "data"),
    SECRETS_DIR: join(staff.server.folder, "secrets"),
  });
  expect((await publishDue(staff.world.house, desk))[0]?.faults).toEqual([]);
  const { snapshot } = readContent(root);
  expect(snapshot?.statements).toMatchObject([{ id: "ankang-demo-e00002-s1", text: WORDS }]);
});

test("a list is put back by a form; what stands in the way is said in sentences", async () => {
  await begin("rollback");
  expect(await faults(clerk)).toEqual([]);
  await clerk.getByLabel("名单", { exact: true }).selectOption("exit");
  await clerk.getByLabel("退回到哪一天以前").fill("2026-11-01");
  await clerk.getByLabel("理由").fill("误发");
  await press(clerk, "送审");
  expect(await clerk.getByRole("alert").textContent()).toContain("没有可以退回的改动");
  await clerk.getByLabel("退回到哪一天以前").fill("2026-01-01");
  await press(clerk, "送审");
  expect(await clerk.locator("main").textContent()).toContain("那时还没有列入，撤销");
  expect(await clerk.locator("main").textContent()).toMatch(
    /逐行对照.*撤销 汉阴槐圃有色金属有限公司/s,
  );
});

test("a capacity is corrected field by field; what was and what is stand side by side", async () => {
  await clerk.goto("/staff/publications/");
  await clerk.getByRole("link", { name: "更正一条记录" }).click();
  await press(clerk, "打开");
  expect(await clerk.getByRole("alert").textContent()).toContain("或者记录的编号");
  await clerk.getByLabel("记录的编号").fill("91610921YY01C1UU70");
  await press(clerk, "打开");
  expect(await faults(clerk)).toEqual([]);
  await press(clerk, /名单：《2026年落后产能退出/);
  expect(await clerk.getByLabel(/^列入依据/).inputValue()).toBe("主体设备已关停，产能退出");
  expect(await clerk.getByLabel(/产能数值/).count()).toBe(0);
  await press(clerk, /设备：浮选机组/);
  expect(new URL(clerk.url()).search).toBe("");
  expect(await clerk.getByLabel(/产能数值/).inputValue()).toBe("400");
  expect(await clerk.getByLabel(/产能单位/).inputValue()).toBe("吨/日");
  await clerk.getByLabel(/产能数值/).fill("四百五十");
  await press(clerk, "送审");
  for (const field of ["values.capacityValue", "reason"])
    expect(await clerk.locator(`[role=alert] a[href="#${field}"]`).count(), field).toBe(1);
  expect(await faults(clerk)).toEqual([]);
  await clerk.getByLabel(/产能数值/).fill("450");
  await clerk.getByLabel("理由").fill("录入时少写了一台");
  await clerk.getByLabel("依据的文件").fill("勘误2号");
  await press(clerk, "送审");
  const compared = clerk.locator(".compared tr.changed");
  expect(await compared.locator("del").allTextContents()).toEqual(["400"]);
  expect(await compared.locator("ins").allTextContents()).toEqual(["450"]);
  expect(await faults(clerk)).toEqual([]);
  await other.goto(new URL(clerk.url()).pathname);
  await press(other, "审核通过");
  staff.world.clock.now = new Date();
  const desk = openContentDesk({
    CONTENT_DIR: root,
    DATA_DIR: join(staff.server.folder, "data"),
    SECRETS_DIR: join(staff.server.folder, "secrets"),
  });
  expect((await publishDue(staff.world.house, desk)).map(({ faults }) => faults)).toEqual([[]]);
  const { snapshot } = readContent(root);
  const machine = snapshot?.equipment.find(({ id }) => id === "ankang-demo-e00002-q1");
  expect(machine?.capacityValue).toBe(450);
});

test("whoever answers a request opens the form of its record from it; no address tells which", async () => {
  const { reference } = await fileTip(staff.world, new Date().toISOString(), {
    jurisdiction: "ankang",
    area: "610921",
    category: "correction",
    record: "ankang-demo-e00002-r1",
    subject: { enterprise: "ankang-demo-e00002" },
  });
  await handler.goto(`/staff/tips/${reference}/`);
  await press(handler, "更正这条记录");
  expect(new URL(handler.url()).search).toBe("");
  expect(await handler.getByLabel(/^列入依据/).inputValue()).toBe("主体设备已关停，产能退出");
  expect(await handler.getByLabel("理由").inputValue()).toBe("经核对更正申请，原内容有误");
  expect(await faults(handler)).toEqual([]);
});
