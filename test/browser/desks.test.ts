import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { readContent } from "#registry/read-content.ts";
import { TODAY } from "#support/build-site.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { fileTip } from "#support/course.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { makeAdministrator, makeMember, signInCookie } from "#support/staff.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

/** 安康's 市生态环境局 is dissolved from today on; 市政府 takes over. */
const GONE = { jurisdiction: "ankang", department: "ecology" };

let content: ContentCopy;
let office: StaffBrowser;
/** The lead of the dissolved desk, whose key nobody holds yet. */
let lead: Page;
let coordinator: Page;
let administrator: Page;
let reference: string;

beforeAll(async () => {
  content = copyContent("content");
  content.replace(
    "jurisdictions/ankang/departments.yaml",
    "  shortName: 市生态环境局\n",
    `  shortName: 市生态环境局\n  activeTo: "${TODAY}"\n  successor: government\n  cites: [{ document: ankang-2024, where: 二、（二） }]\n`,
  );
  office = await openStaffBrowser({ CONTENT_DIR: content.root });
  const { world, server } = office;
  // Filed by a house that does not know of it yet, as in the minutes before a new release.
  const filed = await fileTip(world, new Date().toISOString(), {
    jurisdiction: "ankang",
    area: "610902",
    category: "emission",
  });
  reference = filed.reference;
  const first = await makeAdministrator(world, "admin.desks");
  const member = await makeMember(world, first, "lead.gone", [{ role: "deskLead", ...GONE }], {
    hasKeys: false,
  });
  const value = await signInCookie(world, member);
  lead = await office.newPage();
  await lead.context().addCookies([{ name: SESSION_COOKIE, value, url: server.origin }]);
  const city = { role: "coordinator", jurisdiction: "ankang" } as const;
  coordinator = await office.pageOf("coordinator.one", [city]);
  administrator = await office.pageOf("admin.three", [{ role: "administrator" }]);
});
afterAll(async () => {
  await office?.close();
  content?.discard();
});

test("the first lead of a desk claims its key; a wrong passphrase is told and counted", async () => {
  await lead.goto("/staff/desks/");
  expect(await faults(lead)).toEqual([]);
  await lead.getByRole("link", { name: "领取钥匙" }).click();
  await lead.getByLabel("恢复口令").fill("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF");
  await press(lead, "领取钥匙");
  expect(await lead.title()).toMatch(/^错误：/);
  expect(await lead.getByRole("alert").textContent()).toContain("还可以再试 4 次");
  expect(await lead.content()).not.toContain("AAAA-BBBB");
  expect(await faults(lead)).toEqual([]);
  await lead.getByLabel("恢复口令").fill(office.world.passphrase);
  await press(lead, "领取钥匙");
  expect(await lead.getByRole("status").textContent()).toContain("钥匙已领取");
});

test("the lead of a dissolved desk hands on what it has, and can open it no more", async () => {
  await lead.goto(`/staff/tips/${reference}/`);
  expect(await lead.title()).toContain(reference);
  await lead.goto("/staff/desks/");
  expect(await lead.getByText("还有1件举报没有移交").count()).toBe(1);
  expect(await faults(lead)).toEqual([]);
  await press(lead, "移交这1件");
  expect(await lead.getByRole("status").textContent()).toContain("已移交");
  expect(await lead.getByText("举报已经全部移交，由安康市人民政府接手").count()).toBe(1);
  const gone = await lead.goto(`/staff/tips/${reference}/`);
  expect(gone?.status()).toBe(404);
});

test("an administrator sees which passphrase was used, by whom", async () => {
  await administrator.goto("/staff/desks/");
  const desk = administrator.getByRole("region", { name: "安康市 · 安康市生态环境局" });
  await desk.getByText("钥匙的操作记录").click();
  expect(await desk.getByText("动用恢复口令").count()).toBe(1);
  expect(await desk.getByText("恢复口令输错").count()).toBe(1);
  expect(await desk.getByText("成员lead.gone").count()).toBeGreaterThan(0);
});

test("a coordinator proposes who leads from a date, and reads beforehand what follows", async () => {
  await coordinator.goto("/staff/desk-changes/");
  expect(await faults(coordinator)).toEqual([]);
  const rules = coordinator.getByRole("table", { name: "安康市的分工" });
  expect(await rules.getByRole("link").count()).toBeGreaterThan(3);
  await coordinator.getByRole("link", { name: "提出调整" }).click();
  await coordinator.getByLabel("哪个地区").selectOption("ankang");
  await press(coordinator, "下一步");
  expect(await coordinator.getByRole("alert").textContent()).toContain("请选要办哪一种");
  await coordinator.getByLabel("一条分工换部门").check();
  expect(await faults(coordinator)).toEqual([]);
  await press(coordinator, "下一步");
  await press(coordinator, "看看会有什么变化");
  expect(await coordinator.title()).toMatch(/^错误：/);
  expect(await coordinator.getByRole("alert").getByRole("link").count()).toBeGreaterThan(3);
  expect(await faults(coordinator)).toEqual([]);
  await coordinator.getByLabel("哪一条分工").selectOption("ak-safety");
  await coordinator.getByLabel("从那天起由谁主办").selectOption("market-regulation");
  await coordinator.getByLabel("从哪天起生效").fill("2027-01-01");
  await coordinator.getByLabel("依据哪份文件").selectOption("ankang-2024");
  await coordinator.getByLabel("在文件的哪一处").fill("二、（四）");
  await press(coordinator, "看看会有什么变化");
  const table = coordinator.getByRole("table", { name: "哪些举报改由别的部门接收" });
  expect(await table.textContent()).toContain("主办：安康市应急管理局");
  expect(await table.textContent()).toContain("主办：安康市市场监督管理局");
  expect(await faults(coordinator)).toEqual([]);
  await press(coordinator, "提交，由另一人审核");
  expect(await coordinator.getByRole("status").textContent()).toContain("由另一人审核");
  expect(await coordinator.getByRole("button", { name: "同意，写入公开内容" }).count()).toBe(0);
  expect(await faults(coordinator)).toEqual([]);
});

test("an administrator agrees, and the content holds it from its day", async () => {
  await administrator.goto("/staff/desk-changes/");
  expect(await faults(administrator)).toEqual([]);
  await administrator.getByRole("link", { name: "一条分工换部门" }).click();
  await press(administrator, "退回");
  expect(await administrator.getByRole("alert").textContent()).toContain("请写明退回的理由");
  await press(administrator, "同意，写入公开内容");
  expect(await administrator.getByRole("status").textContent()).toContain("已写入公开内容");
  expect(await faults(administrator)).toEqual([]);
  const place = readContent(content.root).snapshot?.jurisdictions.find(({ id }) => id === "ankang");
  expect(place?.responsibilities.find(({ id }) => id === "ak-safety")?.activeTo).toBe("2027-01-01");
  expect(place?.responsibilities.at(-1)).toMatchObject({
    id: "ak-safety-20270101",
    leads: ["market-regulation"],
    activeFrom: "2027-01-01",
  });
});

test("several rules are divided anew in one change, without scripts, and a gap is named", async () => {
  await coordinator.goto("/staff/desk-changes/new/");
  await coordinator.getByLabel("重新划分职责分工").check();
  await coordinator.getByLabel("哪个地区").selectOption("ankang");
  await press(coordinator, "下一步");
  expect(await faults(coordinator)).toEqual([]);
  await press(coordinator, "修改这条");
  expect(await coordinator.getByRole("alert").textContent()).toContain("请选哪一条分工");
  await coordinator.getByLabel("现在的哪一条分工").selectOption("ak-energy");
  await press(coordinator, "修改这条");
  expect(await faults(coordinator)).toEqual([]);
  expect(await coordinator.getByLabel("从那天起由谁主办").inputValue()).toBe("miit");
  await coordinator.getByLabel("从那天起由谁主办").selectOption("");
  await coordinator.getByLabel("管什么").fill("");
  await press(coordinator, "放进这次调整");
  expect(await coordinator.getByRole("alert").textContent()).toContain("请填写管什么");
  expect(await faults(coordinator)).toEqual([]);
  await coordinator.getByLabel("管什么").fill("节能监察和能耗限额");
  await coordinator.getByLabel("从那天起由谁主办").selectOption("ndrc");
  await coordinator.getByLabel("可以增加部门").check();
  await coordinator.getByLabel("“等部门”的原文").fill("等有关部门");
  await press(coordinator, "放进这次调整");
  expect(await coordinator.getByText("可以增加部门（等有关部门）").count()).toBe(1);
  await coordinator.getByLabel("现在的哪一条分工").selectOption("ak-environment");
  await press(coordinator, "结束这条");
  await press(coordinator, "新增一条");
  await coordinator.getByLabel("管什么").fill("噪声");
  await coordinator.getByLabel("属于哪一类").selectOption("environment");
  await coordinator.getByText("只管哪些事项").first().click();
  await coordinator.getByLabel("噪声", { exact: true }).check();
  await coordinator.getByLabel("从那天起由谁主办").selectOption("government");
  await coordinator.getByLabel("怎样分工").selectOption("responsible");
  await coordinator.getByLabel("从哪天起生效").fill("2027-03-01");
  await coordinator.getByLabel("依据哪份文件").selectOption("ankang-2024");
  await coordinator.getByLabel("在文件的哪一处", { exact: true }).fill("二");
  await press(coordinator, "看看会有什么变化");
  // What was begun came along; with environment ended, somebody must answer for it.
  expect(await coordinator.getByRole("listitem").filter({ hasText: "新增：“噪声”" }).count()).toBe(
    1,
  );
  const alert = coordinator.getByRole("alert");
  expect(await alert.textContent()).toContain("没有部门负责");
  expect(await faults(coordinator)).toEqual([]);
  await coordinator.getByLabel("拿掉第2条").click();
  await press(coordinator, "看看会有什么变化");
  const table = coordinator.getByRole("table", { name: "哪些举报改由别的部门接收" });
  expect(await table.textContent()).toContain("主办：安康市发展和改革委员会");
  expect(await table.textContent()).toContain("件");
  expect(await faults(coordinator)).toEqual([]);
  await press(coordinator, "提交，由另一人审核");
  await administrator.goto("/staff/desk-changes/");
  await administrator.getByRole("link", { name: "重新划分职责分工" }).click();
  expect(await faults(administrator)).toEqual([]);
  await press(administrator, "同意，写入公开内容");
  const place = readContent(content.root).snapshot?.jurisdictions.find(({ id }) => id === "ankang");
  expect(place?.responsibilities.slice(-2)).toMatchObject([
    { id: "ak-energy-20270301", leads: ["ndrc"], openEnd: "等有关部门" },
    { id: "ankang-rule-20270301", topics: ["noise"], leads: ["government"] },
  ]);
});

test.each(["make", "rename", "dissolve"])(
  "the form of %s is in order and says all that is missing",
  async (kind) => {
    await administrator.goto(`/staff/desk-changes/new/?kind=${kind}&jurisdiction=ankang`);
    expect(await faults(administrator)).toEqual([]);
    await press(administrator, "看看会有什么变化");
    expect(await administrator.getByRole("alert").getByRole("link").count()).toBeGreaterThan(2);
    for (const link of await administrator.getByRole("alert").getByRole("link").all()) {
      const target = (await link.getAttribute("href")) ?? "";
      expect(await administrator.locator(`[id="${target.slice(1)}"]`).count(), target).toBe(1);
    }
  },
);
