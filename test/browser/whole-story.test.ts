import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listClockedTipsOfPlace } from "#db/queries/clocked-tips.ts";
import { currentId, releasesIn } from "#server/releases/release-store.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { photo } from "#support/evidence.ts";
import { answerTo } from "#support/house.ts";
import { press } from "#support/press.ts";
import { release } from "#support/release-command.ts";
import { type ServedSite, serveSite } from "#support/serve-site.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";
import { acceptOnPage, signInOnPage } from "#support/staff-pages.ts";

/**
 * The whole story of a report about 地条钢 in 迪庆, from the first administrator to the outcome on
 * the built site, told through the pages alone and without scripts. Only what a machine's keeper
 * does is a command: the first invitation, and the build.
 */
let content: ContentCopy;
let office: StaffBrowser;
let citizen: Page;
let built: ServedSite;
const staff = new Map<Account, Page>();
let tip = { reference: "", receipt: "" };

const FIRM = "diqing-demo-e00001";
const SCREENING = { id: "leading-group-office", name: "州淘汰落后产能工作领导小组办公室" };
const LEAD = { id: "miit", name: "迪庆州工业和信息化局" };
const LEADER = "该局局长高某某收了钱";
const SUMMARY = "反映一家企业违规使用中频炉。";
/** Whom the administrator invites, in this order. */
const INVITED = [
  { account: "office.lead", role: "deskLead", place: `diqing/${SCREENING.id}` },
  { account: "lead.one", role: "deskLead", place: `diqing/${LEAD.id}` },
  { account: "lead.two", role: "deskLead", place: `diqing/${LEAD.id}` },
  { account: "coordinator", role: "coordinator", place: "diqing" },
] as const;
/** Where a desk reads a tip, by its reference. */
const AT_DESK = [
  ["GET", "/staff/tips/REF/"],
  ["GET", "/staff/tips/REF/verification/"],
  ["GET", "/staff/tips/REF/evidence/1/"],
  ["POST", "/staff/tips/REF/papers/transfer.docx"],
  ["GET", "/api/v1/staff/tips/REF"],
] as const;
type Account = "administrator" | (typeof INVITED)[number]["account"];

beforeAll(async () => {
  content = copyContent("content");
  office = await openStaffBrowser({ CONTENT_DIR: content.root });
  citizen = await office.newPage();
});
afterAll(async () => {
  await built?.close();
  await office?.close();
  content?.discard();
});

test("a command invites the first administrator, who signs in with a second factor", async () => {
  const person = ["--account", "administrator", "--name", "甲管理"];
  const printed = await office.server.staff("invite-administrator", ...person);
  await join("administrator", /邀请码 {2}([\w-]+)/.exec(printed)?.[1] ?? "");
  expect(await text("administrator")).toContain("系统管理员");
});

test("the administrator invites the members of two desks and a coordinator", async () => {
  const page = pageOf("administrator");
  for (const { account, role, place } of INVITED) {
    await page.goto("/staff/members/");
    await page.getByLabel("账号", { exact: true }).fill(account);
    await page.getByLabel("姓名").fill(`成员${account}`);
    await page.getByLabel("岗位", { exact: true }).selectOption(role);
    await page.getByLabel("地区或部门").selectOption(place);
    await press(page, "发出邀请");
    await join(account, (await page.locator("#invitation-code").textContent()) ?? "");
  }
  await page.goto("/staff/desks/");
  expect(await text("administrator")).toContain("还没有成员持有钥匙");
});

test("each desk's first lead takes over its key; the second lead gets it from the first", async () => {
  for (const account of ["office.lead", "lead.one"] as const) {
    const page = pageOf(account);
    await page.goto("/staff/desks/claim/");
    await page.getByLabel("恢复口令").fill(office.world.passphrase);
    await press(page, "领取钥匙");
    expect(await page.getByRole("alert").count()).toBe(0);
  }
  const first = pageOf("lead.one");
  const second = first.getByRole("row", { name: /lead\.two/ });
  expect(await second.textContent()).toContain("没有");
  await press(second, "交付钥匙");
  expect(await second.textContent()).toContain("持有");
});

test("a citizen reports the firm from its page, with a picture, and gets a code", async () => {
  tip = await file("后半夜三台炉子一起化废钢。");
  expect(tip.reference).toMatch(/^DQ-2026-\d{6}$/);
  expect(await inbox("office.lead")).toContain(tip.reference);
  expect(await inbox("lead.one")).not.toContain(tip.reference);
});

test("the screening desk hands it to the desk in charge, which returns it and gets it again", async () => {
  await act("office.lead", "screen");
  await act("office.lead", "transfer", { 部门: LEAD.name, 说明: "按职责移送。" });
  expect(await inbox("office.lead")).not.toContain(tip.reference);
  await act("lead.one", "return", { 说明: "没有写明是哪个厂房，请核对。" });
  expect(await inbox("lead.one")).not.toContain(tip.reference);
  expect(await followed()).toContain("没有写明是哪个厂房");
  await act("office.lead", "transfer", { 部门: LEAD.name, 说明: "照片上看得到厂房。" });
  await act("lead.one", "admit");
  const page = pageOf("lead.one");
  expect(await page.locator("main").textContent()).toContain("香格里拉榛镜特钢有限公司");
  expect(await page.locator("main img").count()).toBe(1);
});

test("asked a question, the reporter answers it; told of an extension, they read why and until when", async () => {
  await act("lead.one", "ask", { 说明: "大门朝哪边开？" });
  expect(await followed()).toContain("大门朝哪边开？");
  await citizen.getByLabel("补充情况").fill("朝南。");
  await press(citizen, "发送");
  await act("lead.one", "verify");
  expect(await text("lead.one")).toContain("朝南。");
  await act("lead.one", "extend", { 说明: "要等检测结果。", 延长到: "2027-02-26" });
  const told = await followed();
  for (const word of ["要等检测结果。", "2027年2月26日"]) expect(told).toContain(word);
});

test("the coordinator, who reads no content, orders the desk to act, and the reporter learns that", async () => {
  const page = pageOf("coordinator");
  expect((await page.goto(`/staff/tips/${tip.reference}/`))?.status()).toBe(404);
  await page.goto("/staff/clocks/");
  await page.getByLabel("举报编号").fill(tip.reference);
  await page.getByLabel("要求").fill("请在月底前办结。");
  await page.getByLabel("最迟答复日期").fill("2027-01-29");
  await press(page, "督办");
  expect(await page.getByRole("status").textContent()).toContain("已经督办");
  await open("lead.one");
  expect(await text("lead.one")).toContain("请在月底前办结。");
  const told = await followed();
  expect(told).toContain("督办");
  expect(told).not.toContain("请在月底前办结");
});

test("two inspectors record what they saw; found true, it is handled, answered and closed", async () => {
  const page = await open("lead.one");
  await page.getByRole("link", { name: "写一份核查记录" }).click();
  await page.getByLabel("核查日期").fill(TODAY);
  await page.getByLabel("核查地点").fill("院内东侧厂房");
  await page.getByLabel("核查人员一").fill("核查员甲");
  await page.getByLabel("核查人员二").fill("核查员乙");
  await page.getByLabel("设备1：").fill("中频炉，5吨");
  await page.locator("[id='machines.0.powerCut']").selectOption({ label: "是" });
  await press(page, "保存核查记录");
  expect(await text("lead.one")).toContain("核查员甲、核查员乙");
  const checked = { 核查结论: "属实", 核查方式: "现场核查", 核查日期: TODAY };
  await act("lead.one", "find", { ...checked, 说明: "现场查见中频炉三台。" });
  const police = { 公安机关的案件编号: "安公（刑）立字〔2026〕123号" };
  await act("lead.one", "handle", { ...police, 说明: "已断电并责令拆除。" });
  await act("lead.one", "reply", { 说明: "反映的情况属实，已依法处理。" });
  await act("lead.one", "close", { 说明: "办理结束。" });
  const told = await followed();
  for (const word of ["已办结", "属实", "已断电并责令拆除。"]) expect(told).toContain(word);
  expect(told).not.toContain("核查员");
});

test("what came of it is disclosed by two people, and stands on the built site", async () => {
  const one = await open("lead.one");
  await one.getByRole("link", { name: "公开办理结果" }).click();
  await one.getByLabel("反映的情况").fill(SUMMARY);
  await one.getByLabel("处理情况").fill("经核查属实，已责令拆除设备。");
  await one.getByLabel("我逐字核对过").check();
  await press(one, "提出，请另一位负责人同意");
  expect(await one.getByRole("button", { name: "同意公开" }).count()).toBe(0);
  const two = pageOf("lead.two");
  await two.goto("/staff/outcomes/");
  await two.getByRole("link", { name: tip.reference }).click();
  await two.getByLabel("我逐字核对过").first().check();
  await press(two, "同意公开");
  expect(await two.getByRole("status").textContent()).toContain("已经同意");

  const data = path.join(office.server.folder, "built");
  const { code, output } = await release(["build"], {
    CONTENT_DIR: content.root,
    DATA_DIR: data,
    TODAY,
  });
  expect(`${code} ${output}`).toMatch(/^0 /);
  built = await serveSite(path.join(releasesIn(data), currentId(releasesIn(data)) ?? ""));
  await citizen.goto(`${built.origin}/outcomes/`);
  const main = citizen.locator("main");
  expect(await main.textContent()).toContain(SUMMARY);
  for (const secret of [tip.reference, "后半夜三台炉子", "核查员"])
    expect(await citizen.content()).not.toContain(secret);
});

test("what names the leader of a desk, and is kept from it, shows nowhere at that desk", async () => {
  const page = pageOf("lead.one");
  const before = await numbersSeenOn(page);
  const seenByOffice = await numbersSeenOn(pageOf("office.lead"));
  const kept = await file(LEADER, [LEAD.name]);
  expect(await inbox("office.lead")).toContain(kept.reference);
  expect(await numbersSeenOn(page)).toEqual(before);
  expect(await numbersSeenOn(pageOf("office.lead"))).not.toEqual(seenByOffice);
  expect(await desksCountedFor(kept.reference)).toEqual([SCREENING.id]);

  await page.goto("/staff/");
  const menu = await hrefsOf(page, "nav[aria-label=工作台] a");
  expect(menu).toContain("/staff/clocks/");
  await page.goto("/staff/tips/");
  const views = await hrefsOf(page, ".tabs a");
  expect(views.length).toBeGreaterThan(3);
  const searches = views.flatMap((view) => [
    `${view}&reference=${kept.reference}`,
    `${view}&enterprise=香格里拉榛镜特钢`,
  ]);
  for (const address of [...menu, ...views, ...searches]) {
    expect((await page.goto(address))?.status(), address).toBe(200);
    const shown = await page.locator("main").textContent();
    for (const word of [kept.reference, LEADER]) expect(shown, address).not.toContain(word);
  }
  for (const [method, address] of AT_DESK) {
    const askedBy = async (account: Account, reference: string) => {
      const answer = await pageOf(account).request.fetch(address.replace("REF", reference), {
        method,
        headers: { Origin: office.server.origin },
      });
      return [answer.status(), (await answer.text()).replaceAll(reference, "REF")];
    };
    expect((await askedBy("office.lead", kept.reference))[0], address).not.toBe(404);
    const answer = await askedBy("lead.one", kept.reference);
    expect(answer[0], address).toBe(404);
    expect(answer, address).toEqual(await askedBy("lead.one", "DQ-2026-999999"));
  }
  for (const address of ["/api/v1/staff/tips", "/api/v1/staff/clocks"]) {
    const answer = await page.request.get(address);
    expect([address, answer.status()]).toEqual([address, 200]);
    expect(await answer.text()).not.toContain(kept.reference);
  }
});

function pageOf(account: Account): Page {
  const page = staff.get(account);
  if (page === undefined) throw new Error(`${account} has not signed in`);
  return page;
}

/** Accepts an invitation in a browser of the member's own, and signs in there with both steps. */
async function join(account: Account, code: string): Promise<void> {
  const page = await office.newPage();
  await signInOnPage(page, account, await acceptOnPage(page, code));
  staff.set(account, page);
}

/** What a member reads on the page that is open. */
const text = async (account: Account) =>
  (await pageOf(account).locator("main").textContent()) ?? "";

async function inbox(account: Account): Promise<string> {
  await pageOf(account).goto("/staff/tips/");
  return await text(account);
}

/** Every page and resource that counts tips for a desk, as it reads on this page. */
async function numbersSeenOn(page: Page): Promise<string[]> {
  const seen: string[] = [];
  for (const address of ["/staff/", "/staff/tips/", "/staff/clocks/", "/staff/outcomes/"]) {
    await page.goto(address);
    seen.push((await page.locator("main").textContent()) ?? "");
  }
  for (const address of ["/api/v1/staff/tips", "/api/v1/staff/clocks"])
    seen.push(await (await page.request.get(address)).text());
  return seen;
}

/** The desks under which the published figures count a tip. */
async function desksCountedFor(reference: string): Promise<string[]> {
  const tips = await listClockedTipsOfPlace(office.world.house.db.read, "diqing");
  const counted = tips.find((tip) => tip.reference === reference);
  if (counted === undefined) throw new Error(`${reference} is not counted`);
  const acting = counted.events.map(({ by }) => by).filter((by) => by !== "reporter");
  return [...new Set([...counted.desks.map(({ department }) => department), ...acting])];
}

async function hrefsOf(page: Page, selector: string): Promise<string[]> {
  return await page
    .locator(selector)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

async function open(account: Account): Promise<Page> {
  const page = pageOf(account);
  await page.goto(`/staff/tips/${tip.reference}/`);
  return page;
}

/** Does an act on the page of the tip, with `fields` by their labels and every box ticked. */
async function act(account: Account, name: string, fields: Record<string, string> = {}) {
  const page = await open(account);
  const form = page.locator(`#act-${name}`);
  await form.locator("summary").first().click();
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    const isChoice = (await field.evaluate((element) => element.tagName)) === "SELECT";
    if (isChoice) await field.selectOption({ label: value });
    else await field.fill(value);
  }
  for (const box of await form.getByRole("checkbox").all()) await box.check();
  await press(form.locator("form").last(), /./);
  const alert = page.getByRole("alert");
  if ((await alert.count()) > 0) throw new Error(`${name}: ${await alert.textContent()}`);
}

/** What the reporter reads with the code. */
async function followed(): Promise<string> {
  await citizen.goto("/track/");
  await citizen.getByLabel("查询码").fill(tip.receipt);
  await press(citizen, "查询");
  return (await citizen.locator("main").textContent()) ?? "";
}

/** Reports the firm from its page, with a picture; `kept` are departments that must not see it. */
async function file(description: string, kept: readonly string[] = []) {
  await citizen.goto(`/enterprises/${FIRM}/`);
  await citizen.locator('form[action$="/report/"] button').first().click();
  await citizen.getByLabel("地条钢", { exact: true }).check();
  await press(citizen, "下一页");
  await press(citizen, "下一页");
  await citizen.getByLabel("情况", { exact: true }).fill(description);
  await press(citizen, "下一页");
  const buffer = await photo();
  await citizen.setInputFiles("#file", [{ name: "a.jpg", mimeType: "image/jpeg", buffer }]);
  await press(citizen, "下一页");
  await citizen.getByLabel("匿名", { exact: true }).check();
  for (const name of kept) await citizen.getByLabel(name, { exact: true }).check();
  await press(citizen, "下一页");
  const question = (await citizen.locator('label[for="answer"]').textContent()) ?? "";
  await citizen.getByLabel(/^请回答/).fill(answerTo(question));
  await press(citizen, "提交举报");
  const textOf = async (id: string) => (await citizen.locator(id).textContent()) ?? "";
  return { reference: await textOf("#reference"), receipt: await textOf("#receipt") };
}
