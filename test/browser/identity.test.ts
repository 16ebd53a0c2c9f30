import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grant } from "#domain/staff-role.ts";
import { fileTip } from "#support/file-tip.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

const COORDINATOR: Grant = { role: "coordinator", jurisdiction: "ankang" };
const REPORTER = { as: "named", name: "王五妹", phone: "13900000001" };
const WHY = "要约举报人到场指认设备。";
const NO = "写消息就能约，不用看姓名。";

let office: StaffBrowser;
let lead: Page;
let coordinator: Page;
let citizen: Page;
let tip: { reference: string; receipt: string };

beforeAll(async () => {
  office = await openStaffBrowser();
  const filed = (await fileTip(office.server.origin, { reporter: REPORTER })) as typeof tip & {
    desks: { department: string; role: string }[];
  };
  tip = filed;
  const department = filed.desks.find(({ role }) => role === "lead")?.department ?? "";
  coordinator = await office.pageOf("coordinator", [COORDINATOR]);
  lead = await office.pageOf("lead", [{ role: "deskLead", jurisdiction: "ankang", department }]);
  citizen = await office.newPage();
});
afterAll(() => office?.close());

async function openCase(): Promise<string> {
  await lead.goto(`/staff/tips/${tip.reference}/`);
  return (await lead.locator("#identity").textContent()) ?? "";
}

async function ask(why: string) {
  await openCase();
  const form = lead.locator("#act-ask-identity");
  await form.locator("summary").first().click();
  await form.getByLabel("说明").fill(why);
  await press(form.locator("form").last(), /申请查看/);
  expect(await lead.getByRole("alert").count()).toBe(0);
}

/** What the reporter reads with the code. */
async function followed(): Promise<string> {
  await citizen.goto("/track/");
  await citizen.getByLabel("查询码").fill(tip.receipt);
  await press(citizen, "查询");
  return (await citizen.locator("main").textContent()) ?? "";
}

test("the pages of a coordinator who holds the office key have no fault", async () => {
  for (const address of ["/staff/identity/", "/staff/recovery/", "/staff/desks/", "/staff/"]) {
    await coordinator.goto(address);
    expect([address, await faults(coordinator)]).toEqual([address, []]);
  }
});

test("a desk asks with its reason; a refusal wants one too, and the desk reads it", async () => {
  expect(await openCase()).toContain("姓名和电话锁着");
  await ask(WHY);
  expect(await openCase()).toContain("等统筹员决定");

  await coordinator.goto("/staff/identity/");
  expect(await coordinator.locator("main").textContent()).toContain(WHY);
  expect(await coordinator.content()).not.toContain(REPORTER.name);
  await coordinator.locator("summary", { hasText: "不同意" }).click();
  await press(coordinator, "不同意");
  expect(await coordinator.getByRole("alert").textContent()).toContain("请写明为什么不同意");
  expect(await faults(coordinator)).toEqual([]);
  await coordinator.getByLabel("不同意的理由").fill(NO);
  await press(coordinator, "不同意");
  expect(await coordinator.getByRole("status").textContent()).toContain("没有同意");

  const shown = await openCase();
  for (const words of ["统筹员没有同意", NO]) expect(shown).toContain(words);
  expect(shown).not.toContain(REPORTER.name);
  expect(await faults(lead)).toEqual([]);
});

test("once a coordinator agrees, who asked reads the name until the time is over", async () => {
  await ask("举报人要求当面谈。");
  await coordinator.goto("/staff/identity/");
  await press(coordinator, /^同意/);
  expect(await coordinator.getByRole("status").textContent()).toContain("30分钟");
  expect(await coordinator.locator("table").textContent()).toMatch(/可以看到.+同意/);
  expect(await coordinator.content()).not.toContain(REPORTER.name);
  expect(await faults(coordinator)).toEqual([]);

  const shown = await openCase();
  for (const words of [REPORTER.name, REPORTER.phone, "可以查看"]) expect(shown).toContain(words);
  const until = await lead.locator("#identity time").last().getAttribute("datetime");
  const left = (Date.parse(until ?? "") - Date.now()) / 60_000;
  expect(left).toBeGreaterThan(25);
  expect(left).toBeLessThanOrEqual(30);
  expect(await faults(lead)).toEqual([]);
});

test("the reporter reads on the track page who asked why, what was refused and what was agreed", async () => {
  const told = await followed();
  for (const words of [WHY, "没有同意这次申请", "申请的人在30分钟内可以查看"])
    expect(told).toContain(words);
  expect(told).not.toContain(NO);
});
