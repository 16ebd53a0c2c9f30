import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { totpCode } from "#support/staff.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";
import {
  acceptOnPage,
  givePassword,
  openAccountOnPage,
  PASSWORD,
  shownSecret,
  signInOnPage,
} from "#support/staff-pages.ts";

const DESK = "ankang/miit";

let office: StaffBrowser;
let page: Page;
let invitation = "";
let totp = "";
let lead = "";
let handler = "";
const blocked: string[] = [];

beforeAll(async () => {
  office = await openStaffBrowser();
  page = await office.newPage();
  page.on("console", (message) => blocked.push(message.text()));
});
afterAll(() => office?.close());

/** Invites somebody on the page that is open, and accepts in another browser; gives the secret. */
async function invite(account: string, name: string, role: string, place: string): Promise<string> {
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.getByLabel("姓名").fill(name);
  await page.getByLabel("岗位", { exact: true }).selectOption(role);
  await page.getByLabel("地区或部门").selectOption(place);
  await press(page, "发出邀请");
  const code = (await page.locator("#invitation-code").textContent()) ?? "";
  const elsewhere = await office.newPage();
  const secret = await acceptOnPage(elsewhere, code);
  await elsewhere.locator(".codes").waitFor();
  await elsewhere.context().close();
  return secret;
}

async function leave() {
  await page.goto("/staff/");
  await press(page, "退出");
}

test("whoever is not signed in is asked to, whatever page of the staff they name", async () => {
  for (const path of ["/staff/", "/staff/members/", "/staff/nothing/", "/staff"]) {
    await page.goto(path);
    expect(page.url()).toBe(`${office.server.origin}/staff/sign-in/`);
  }
  expect(await faults(page)).toEqual([]);
});

test("a command on the machine invites the first administrator, once without the passphrase", async () => {
  const printed = await office.server.staff(
    "invite-administrator",
    "--account",
    "admin.one",
    "--name",
    "甲管理",
  );
  invitation = /邀请码 {2}([\w-]+)/.exec(printed)?.[1] ?? "";
  expect(printed).toContain(`/staff/invitation/#${invitation}`);
});

test("with the code they choose a password and set up the authenticator, without scripts", async () => {
  await page.goto("/staff/invitation/");
  await page.getByLabel("邀请码").fill("00000-00000");
  await press(page, "下一步");
  expect(await page.title()).toMatch(/^错误：/);
  expect(await page.getByRole("alert").textContent()).toContain("邀请码不对");
  await page.getByLabel("邀请码").fill(invitation.toLowerCase());
  await press(page, "下一步");
  expect(await page.locator("#own-account").textContent()).toBe("admin.one");
  totp = await shownSecret(page);
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("密码", { exact: true }).fill("password123456");
  await page.getByLabel("再填一次密码").fill("password12345");
  await page.getByLabel("验证器上显示的6位数字").fill("1");
  await press(page, "开通");
  expect(await page.getByRole("alert").getByRole("link").count()).toBe(3);
  expect(await shownSecret(page)).toBe(totp);
  expect(await faults(page)).toEqual([]);
  await openAccountOnPage(page, totp);
  expect(await page.locator(".codes li").count()).toBe(10);
  expect(await faults(page)).toEqual([]);
});

test("they sign in with both steps; the cookie is kept from scripts and other sites", async () => {
  await givePassword(page, "admin.one", "wrong password");
  expect(await page.getByRole("alert").textContent()).toContain("账号或密码不对");
  await givePassword(page, "admin.one");
  expect(page.url()).toBe(`${office.server.origin}/staff/sign-in/code/`);
  await page.getByLabel("验证码").fill("000000");
  await press(page, "登录");
  expect(await page.getByRole("alert").textContent()).toContain("验证码不对");
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("验证码").fill(totpCode(totp, new Date()));
  await press(page, "登录");
  expect(page.url()).toBe(`${office.server.origin}/staff/`);
  expect(await page.locator("main").textContent()).toContain("系统管理员");
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(["staff", "staff-device"]);
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Strict")).toBe(true);
  expect(await faults(page)).toEqual([]);
});

test("a page that is not theirs looks like one that is not there", async () => {
  const answers = [];
  for (const path of ["/staff/nothing/", "/staff/nothing/else/", "/staff/members/nobody/"]) {
    const answer = await page.goto(path);
    answers.push([answer?.status(), await answer?.text()]);
  }
  expect(answers[0]?.[0]).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test("the administrator invites the lead of a desk, who sets a password in a browser of their own", async () => {
  await page.goto("/staff/members/");
  await page.getByLabel("账号", { exact: true }).fill("李");
  await page.getByLabel("岗位", { exact: true }).selectOption("deskLead");
  await press(page, "发出邀请");
  expect(await page.getByRole("alert").getByRole("link").allTextContents()).toHaveLength(4);
  expect(await faults(page)).toEqual([]);
  lead = await invite("lead.li", "李负责", "deskLead", DESK);
  handler = await invite("clerk.wang", "王承办", "handler", DESK);
  expect(await faults(page)).toEqual([]);
});

test("with the recovery passphrase the first member of the desk gets its key", async () => {
  expect(await office.server.staff("claim", "--account", "lead.li", "--desk", DESK)).toContain(
    DESK,
  );
});

test("the lead hands the key to the handler, and takes it back; what was done is there to read", async () => {
  await leave();
  await signInOnPage(page, "lead.li", lead);
  await page.getByRole("navigation").getByRole("link", { name: "部门钥匙" }).click();
  expect(await page.getByRole("link", { name: "成员", exact: true }).count()).toBe(0);
  const row = page.getByRole("row", { name: /王承办/ });
  expect(await row.textContent()).toContain("没有");
  expect(await faults(page)).toEqual([]);
  await press(page, "交付钥匙");
  expect(await page.getByRole("status").textContent()).toContain("钥匙已交付");
  expect(await row.textContent()).toContain("持有");
  await row.getByText("移出部门").click();
  await press(page, "确认移出");
  expect(await row.count()).toBe(0);
  expect(await page.getByRole("table").first().textContent()).toContain("钥匙第2版");
  await page.locator("summary").click();
  expect(await page.locator("details").textContent()).toContain("动用恢复口令");
  expect(await faults(page)).toEqual([]);
});

test("a lead cannot open what is the administrator's: it is not there", async () => {
  const nothing = await (await page.goto("/staff/nothing/"))?.text();
  const answer = await page.goto("/staff/members/");
  expect(answer?.status()).toBe(404);
  expect(await answer?.text()).toBe(nothing);
});

test("a member changes the password with the present one, and gets new codes", async () => {
  await page.goto("/staff/account/");
  expect(await faults(page)).toEqual([]);
  const form = page.locator("form", { has: page.getByLabel("新密码", { exact: true }) });
  await form.getByLabel("现在的密码").fill("wrong");
  await form.getByLabel("新密码", { exact: true }).fill(`${PASSWORD} 雨伞`);
  await form.getByLabel("再填一次新密码").fill(`${PASSWORD} 雨伞`);
  await press(page, "修改密码");
  expect(await page.getByRole("alert").textContent()).toContain("现在的密码不对");
  await form.getByLabel("现在的密码").fill(PASSWORD);
  await form.getByLabel("新密码", { exact: true }).fill(`${PASSWORD} 雨伞`);
  await form.getByLabel("再填一次新密码").fill(`${PASSWORD} 雨伞`);
  await press(page, "修改密码");
  expect(await page.getByRole("status").textContent()).toContain("密码已修改");
  await page.locator("summary", { hasText: "重新生成备用码" }).click();
  await page.getByLabel(/重新生成备用码/).fill(`${PASSWORD} 雨伞`);
  await press(page, "重新生成备用码");
  expect(await page.locator(".codes li").count()).toBe(10);
  expect(await faults(page)).toEqual([]);
});

test("an administrator resets, gives and ends roles, and closes an account", async () => {
  await leave();
  await signInOnPage(page, "admin.one", totp);
  await page.goto("/staff/members/");
  await page.getByRole("link", { name: "clerk.wang" }).click();
  await page.getByLabel("岗位", { exact: true }).selectOption("auditor");
  await press(page, "安排");
  expect(await page.getByRole("status").textContent()).toContain("岗位已安排");
  expect(await faults(page)).toEqual([]);
  await press(page, "结束");
  expect(await page.getByRole("status").textContent()).toContain("岗位已结束");
  await press(page, "重设密码和验证器");
  expect(await page.locator("#invitation-code").textContent()).toMatch(/^(\w{5}-){3}\w{5}$/);
  await page.getByText("停用账号").first().click();
  await press(page, "确认停用");
  expect(await page.locator(".facts").textContent()).toContain("已停用");
  await page.goto("/staff/members/");
  await page.getByRole("link", { name: "lead.li" }).click();
  await page.getByText("停用账号").first().click();
  await press(page, "确认停用");
  expect(await page.getByRole("alert").textContent()).toContain("最后一位");
  expect(await faults(page)).toEqual([]);
  expect(handler).not.toBe("");
});

test("signed out, the cookie opens nothing any more", async () => {
  const before = await page.context().cookies();
  await page.goto("/staff/");
  await press(page, "退出");
  expect(page.url()).toBe(`${office.server.origin}/staff/sign-in/`);
  await page.context().addCookies(before);
  await page.goto("/staff/");
  expect(page.url()).toBe(`${office.server.origin}/staff/sign-in/`);
});

test("with scripts an invitation link fills in the code and takes it out of the address", async () => {
  const scripted = await office.newPage(true);
  await scripted.goto("/staff/invitation/#ABCDE-12345");
  expect(await scripted.getByLabel("邀请码").inputValue()).toBe("ABCDE-12345");
  expect(scripted.url()).toBe(`${office.server.origin}/staff/invitation/`);
  await scripted.close();
});

test("a form from another site signs nobody out and nobody in", async () => {
  const answer = await fetch(`${office.server.origin}/staff/sign-out/`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: "https://evil.example",
    },
  });
  expect(answer.status).toBe(403);
});

test("no page broke the content security policy, and no secret was printed", async () => {
  expect(blocked.filter((text) => text.includes("Content Security Policy"))).toEqual([]);
  for (const secret of [PASSWORD, totp, invitation])
    expect(office.server.output()).not.toContain(secret);
});
