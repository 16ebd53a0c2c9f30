import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closingChecks } from "#domain/closing-check.ts";
import type { Grant } from "#domain/staff-role.ts";
import { fileTip } from "#support/file-tip.ts";
import { followAt } from "#support/filing-client.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

/**
 * The whole life of a tip in 迪庆, where tips are screened first: transferred, returned, transferred
 * again, extended, ordered, found true, handled and closed, all through the console without scripts.
 */
let office: StaffBrowser;
let tip: { reference: string; receipt: string; desks: { department: string; role: string }[] };
const pages = new Map<string, Page>();

beforeAll(async () => {
  office = await openStaffBrowser();
  const filing = { jurisdiction: "diqing", area: undefined };
  tip = (await fileTip(office.server.origin, filing)) as typeof tip;
});
afterAll(() => office?.close());

/** Stands for a box that is ticked. */
const TICK = "✓";
const departmentOf = (role: string) =>
  tip.desks.find((desk) => desk.role === role)?.department ?? "";

/** A page on which somebody of the staff has signed in; one for each person. */
async function pageOf(account: string, grant: Grant): Promise<Page> {
  const page = pages.get(account) ?? (await office.pageOf(account, [grant]));
  pages.set(account, page);
  return page;
}
const leadOf = (department: string) =>
  pageOf(department, { role: "deskLead", jurisdiction: "diqing", department });

/** Does an act on the page of the tip; `fields` by their labels. */
async function act(department: string, act: string, fields: Record<string, string> = {}) {
  const page = await leadOf(department);
  await page.goto(`/staff/tips/${tip.reference}/`);
  const form = page.locator(`#act-${act}`);
  await form.locator("summary").first().click();
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    const isChoice = (await field.evaluate((element) => element.tagName)) === "SELECT";
    if (value === TICK) await field.check();
    else if (isChoice) await field.selectOption({ label: value });
    else await field.fill(value);
  }
  const arrived = page.waitForEvent("framenavigated");
  await form.locator("button").last().click();
  await arrived;
  await page.waitForLoadState();
  const alert = page.getByRole("alert");
  if ((await alert.count()) > 0) throw new Error(`${act}: ${await alert.textContent()}`);
}

const nameOf = (department: string) =>
  office.world.house
    .snapshot()
    .jurisdictions.find(({ id }) => id === "diqing")
    ?.departments.find(({ id }) => id === department)?.name ?? "";
const statusOf = async () => (await followAt(office.server.origin, tip.receipt)).body.status;

test("the screening desk transfers it, the desk it went to returns it, and it goes out again", async () => {
  const screening = departmentOf("screening");
  const lead = departmentOf("lead");
  const [wrong = ""] = (
    office.world.house.snapshot().jurisdictions.find(({ id }) => id === "diqing")?.departments ?? []
  )
    .map(({ id }) => id)
    .filter((id) => id !== screening && id !== lead);
  await act(screening, "screen");
  await act(screening, "transfer", { 部门: nameOf(wrong), 说明: "按职责移送。" });
  await act(wrong, "return", { 说明: "不归本部门负责。" });
  expect(await statusOf()).toBe("returned");
  await act(screening, "transfer", { 部门: nameOf(lead), 说明: "按牵头部门移送。" });
  expect(await statusOf()).toBe("transferred");
});

test("the desk in charge admits, checks and extends it; the reporter reads why and until when", async () => {
  const lead = departmentOf("lead");
  await act(lead, "admit");
  await act(lead, "verify");
  await act(lead, "extend", { 说明: "要等检测结果。", 延长到: "2027-02-26" });
  const { body } = await followAt(office.server.origin, tip.receipt);
  expect(JSON.stringify(body.steps)).toContain("延长到：2027年2月26日");
});

test("the coordinating body orders the desk to act, which the desk reads and the reporter learns", async () => {
  const page = await pageOf("coordinator", { role: "coordinator", jurisdiction: "diqing" });
  await page.goto("/staff/clocks/");
  await page.getByLabel("举报编号").fill(tip.reference);
  await page.getByLabel("要求").fill("请在月底前办结。");
  await page.getByLabel("最迟答复日期").fill("2027-01-29");
  await press(page, "督办");
  expect(await page.getByRole("status").textContent()).toContain("已经督办");
  const desk = await leadOf(departmentOf("lead"));
  await desk.goto(`/staff/tips/${tip.reference}/`);
  expect(await desk.locator("main").textContent()).toContain("请在月底前办结。");
  const { body } = await followAt(office.server.origin, tip.receipt);
  const steps = JSON.stringify(body.steps);
  expect(steps).toContain("supervise");
  expect(steps).not.toContain("请在月底前办结");
});

test("found true, it is handled, replied to and closed; the reporter sees each step", async () => {
  const lead = departmentOf("lead");
  const desk = await leadOf(lead);
  await desk.goto(`/staff/tips/${tip.reference}/verification/`);
  await desk.getByLabel("核查日期").fill("2026-11-20");
  await desk.getByLabel("核查地点").fill("河边第三个路口");
  await desk.getByLabel("核查人员一").fill("核查员甲");
  await desk.getByLabel("核查人员二").fill("核查员乙");
  await desk.getByLabel("设备1：登记册编号").fill("中频炉两台");
  await press(desk, "保存核查记录");
  const note = { 说明: "现场查见中频炉两台。" };
  const check = { 核查方式: "现场核查", 核查日期: "2026-11-20" };
  await expect(act(lead, "find", { 核查方式: "书面核实" })).rejects.toThrow("没有到现场核查");
  expect(await faults(desk)).toEqual([]);
  await act(lead, "find", { 核查结论: "属实", ...check, ...note });
  await act(lead, "handle", { "责令改正、停产或者关闭": TICK, 说明: "已断电并责令拆除。" });
  await act(lead, "reply", { 说明: "反映的情况属实，已依法处理。" });
  await expect(act(lead, "close", { 说明: "办理结束。" })).rejects.toThrow("逐项核对");
  expect(await desk.locator("#close-note").inputValue()).toBe("办理结束。");
  expect(await faults(desk)).toEqual([]);
  const checklist = closingChecks("substantiated").map(({ name }) => [name, TICK]);
  await act(lead, "close", { 说明: "办理结束。", ...Object.fromEntries(checklist) });
  const { body } = await followAt(office.server.origin, tip.receipt);
  expect(body).toMatchObject({ status: "closed", finding: "substantiated" });
  const acts = (body.steps as { act: string }[]).map((step) => step.act);
  expect(acts.join(" ")).toBe(
    "submit screen transfer return transfer admit verify extend supervise find handle reply close",
  );
});
