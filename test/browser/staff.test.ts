import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";
import { totpCode } from "#support/staff.ts";

const DESK = "ankang/miit";
const PASSWORD = "骆驼 铅笔 秤砣 灯塔 南瓜";

let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let invitation = "";
let totp = "";
let lead = "";
let handler = "";
const blocked: string[] = [];

beforeAll(async () => {
  server = await startServer(inject("site"));
  browser = await openChromium();
  context = await browser.newContext({ javaScriptEnabled: false });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  page.on("console", (message) => blocked.push(message.text()));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Presses a button and waits for the page it leads to. */
async function press(name: string) {
  const arrived = page.waitForEvent("framenavigated");
  await page.getByRole("button", { name, exact: true }).click();
  await arrived;
  await page.waitForLoadState();
}

/** What axe finds on the page as it is, in both themes and at two widths; and whether it overflows. */
async function faults(): Promise<string[]> {
  const html = await page.content();
  const found: string[] = [];
  // The themes differ in colours alone, so the dark one is asked about colours only.
  for (const [colorScheme, width, rules] of [
    ["light", 375, null],
    ["dark", 1280, ["color-contrast"]],
  ] as const) {
    const looking = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const copy = await looking.newPage();
    await copy.route("**/shown", (route) =>
      route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
    );
    await copy.goto(`${server.origin}/shown`);
    const builder = new AxeBuilder({ page: copy });
    const { violations } = await (rules ? builder.withRules([...rules]) : builder).analyze();
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
    const isWide = await copy.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    if (isWide) found.push(`wider than ${width}`);
    const shots = process.env.SCREENSHOTS;
    if (shots) {
      const name = (await copy.title()).replace(/[^\p{Letter}\d]+/gu, "-");
      await copy.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    }
    await looking.close();
  }
  return found;
}

async function signIn(account: string, password = PASSWORD) {
  await page.goto(`${server.origin}/staff/sign-in/`);
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.getByLabel("密码").fill(password);
  await press("下一步");
}

/** Invites somebody on the page that is open, and accepts in another browser; gives the secret. */
async function invite(account: string, name: string, role: string, place: string): Promise<string> {
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.getByLabel("姓名").fill(name);
  await page.getByLabel("岗位", { exact: true }).selectOption(role);
  await page.getByLabel("地区或部门").selectOption(place);
  await press("发出邀请");
  const code = (await page.locator("#invitation-code").textContent()) ?? "";
  const elsewhere = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await elsewhere.goto(`${server.origin}/staff/invitation/`);
  await elsewhere.getByLabel("邀请码").fill(code);
  await elsewhere.getByRole("button", { name: "下一步" }).click();
  const key = (await elsewhere.locator("#totp-key").textContent())?.replaceAll(" ", "") ?? "";
  await elsewhere.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await elsewhere.getByLabel("再填一次密码").fill(PASSWORD);
  const before = totpCode(key, new Date(Date.now() - 30_000));
  await elsewhere.getByLabel("验证器上显示的6位数字").fill(before);
  await elsewhere.getByRole("button", { name: "开通" }).click();
  await elsewhere.locator(".codes").waitFor();
  await elsewhere.context().close();
  return key;
}

/** Signs in with both steps; a code that has been used has to be waited out. */
async function enter(account: string, key: string) {
  for (;;) {
    await signIn(account);
    await page.getByLabel("验证码").fill(totpCode(key, new Date(Date.now() + 30_000)));
    await press("登录");
    if (page.url() === `${server.origin}/staff/`) return;
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}

async function leave() {
  await page.goto(`${server.origin}/staff/`);
  await press("退出");
}

test("whoever is not signed in is asked to, whatever page of the staff they name", async () => {
  for (const path of ["/staff/", "/staff/members/", "/staff/nothing/", "/staff"]) {
    await page.goto(`${server.origin}${path}`);
    expect(page.url()).toBe(`${server.origin}/staff/sign-in/`);
  }
  expect(await faults()).toEqual([]);
});

test("a command on the machine invites the first administrator, once without the passphrase", async () => {
  const printed = await server.staff(
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
  await page.goto(`${server.origin}/staff/invitation/`);
  await page.getByLabel("邀请码").fill("00000-00000");
  await press("下一步");
  expect(await page.title()).toMatch(/^错误：/);
  expect(await page.getByRole("alert").textContent()).toContain("邀请码不对");
  await page.getByLabel("邀请码").fill(invitation.toLowerCase());
  await press("下一步");
  expect(await page.locator("#own-account").textContent()).toBe("admin.one");
  totp = ((await page.locator("#totp-key").textContent()) ?? "").replaceAll(" ", "");
  expect(await faults()).toEqual([]);
  await page.getByLabel("密码", { exact: true }).fill("password123456");
  await page.getByLabel("再填一次密码").fill("password12345");
  await page.getByLabel("验证器上显示的6位数字").fill("1");
  await press("开通");
  expect(await page.getByRole("alert").getByRole("link").count()).toBe(3);
  expect((await page.locator("#totp-key").textContent())?.replaceAll(" ", "")).toBe(totp);
  expect(await faults()).toEqual([]);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("再填一次密码").fill(PASSWORD);
  await page
    .getByLabel("验证器上显示的6位数字")
    .fill(totpCode(totp, new Date(Date.now() - 30_000)));
  await press("开通");
  expect(await page.locator(".codes li").count()).toBe(10);
  expect(await faults()).toEqual([]);
});

test("they sign in with both steps; the cookie is kept from scripts and other sites", async () => {
  await signIn("admin.one", "wrong password");
  expect(await page.getByRole("alert").textContent()).toContain("账号或密码不对");
  await signIn("admin.one");
  expect(page.url()).toBe(`${server.origin}/staff/sign-in/code/`);
  await page.getByLabel("验证码").fill("000000");
  await press("登录");
  expect(await page.getByRole("alert").textContent()).toContain("验证码不对");
  expect(await faults()).toEqual([]);
  await page.getByLabel("验证码").fill(totpCode(totp, new Date()));
  await press("登录");
  expect(page.url()).toBe(`${server.origin}/staff/`);
  expect(await page.locator("main").textContent()).toContain("系统管理员");
  const cookies = await context.cookies();
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(["staff", "staff-device"]);
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Strict")).toBe(true);
  expect(await faults()).toEqual([]);
});

test("a page that is not theirs looks like one that is not there", async () => {
  const answers = [];
  for (const path of ["/staff/nothing/", "/staff/nothing/else/", "/staff/members/nobody/"]) {
    const answer = await page.goto(`${server.origin}${path}`);
    answers.push([answer?.status(), await answer?.text()]);
  }
  expect(answers[0]?.[0]).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test("the administrator invites the lead of a desk, who sets a password in a browser of their own", async () => {
  await page.goto(`${server.origin}/staff/members/`);
  await page.getByLabel("账号", { exact: true }).fill("李");
  await page.getByLabel("岗位", { exact: true }).selectOption("deskLead");
  await press("发出邀请");
  expect(await page.getByRole("alert").getByRole("link").allTextContents()).toHaveLength(4);
  expect(await faults()).toEqual([]);
  lead = await invite("lead.li", "李负责", "deskLead", DESK);
  handler = await invite("clerk.wang", "王承办", "handler", DESK);
  expect(await faults()).toEqual([]);
});

test("with the recovery passphrase the first member of the desk gets its key", async () => {
  expect(await server.staff("claim", "--account", "lead.li", "--desk", DESK)).toContain(DESK);
});

test("the lead hands the key to the handler, and takes it back; what was done is there to read", async () => {
  await leave();
  await enter("lead.li", lead);
  await page.getByRole("navigation").getByRole("link", { name: "部门钥匙" }).click();
  expect(await page.getByRole("link", { name: "成员", exact: true }).count()).toBe(0);
  const row = page.getByRole("row", { name: /王承办/ });
  expect(await row.textContent()).toContain("没有");
  expect(await faults()).toEqual([]);
  await press("交付钥匙");
  expect(await page.getByRole("status").textContent()).toContain("钥匙已交付");
  expect(await row.textContent()).toContain("持有");
  await press("移出部门");
  expect(await row.count()).toBe(0);
  expect(await page.getByRole("table").first().textContent()).toContain("钥匙第2版");
  await page.locator("summary").click();
  expect(await page.locator("details").textContent()).toContain("动用恢复口令");
  expect(await faults()).toEqual([]);
});

test("a lead cannot open what is the administrator's: it is not there", async () => {
  const nothing = await (await page.goto(`${server.origin}/staff/nothing/`))?.text();
  const answer = await page.goto(`${server.origin}/staff/members/`);
  expect(answer?.status()).toBe(404);
  expect(await answer?.text()).toBe(nothing);
});

test("a member changes the password with the present one, and gets new codes", async () => {
  await page.goto(`${server.origin}/staff/account/`);
  expect(await faults()).toEqual([]);
  const form = page.locator("form", { has: page.getByLabel("新密码", { exact: true }) });
  await form.getByLabel("现在的密码").fill("wrong");
  await form.getByLabel("新密码", { exact: true }).fill(`${PASSWORD} 雨伞`);
  await form.getByLabel("再填一次新密码").fill(`${PASSWORD} 雨伞`);
  await press("修改密码");
  expect(await page.getByRole("alert").textContent()).toContain("现在的密码不对");
  await form.getByLabel("现在的密码").fill(PASSWORD);
  await form.getByLabel("新密码", { exact: true }).fill(`${PASSWORD} 雨伞`);
  await form.getByLabel("再填一次新密码").fill(`${PASSWORD} 雨伞`);
  await press("修改密码");
  expect(await page.getByRole("status").textContent()).toContain("密码已修改");
  await page.getByLabel(/重新生成备用码/).fill(`${PASSWORD} 雨伞`);
  await press("重新生成备用码");
  expect(await page.locator(".codes li").count()).toBe(10);
  expect(await faults()).toEqual([]);
});

test("an administrator resets, gives and ends roles, and closes an account", async () => {
  await leave();
  await enter("admin.one", totp);
  await page.goto(`${server.origin}/staff/members/`);
  await page.getByRole("link", { name: "clerk.wang" }).click();
  await page.getByLabel("岗位", { exact: true }).selectOption("auditor");
  await press("安排");
  expect(await page.getByRole("status").textContent()).toContain("岗位已安排");
  expect(await faults()).toEqual([]);
  await press("结束");
  expect(await page.getByRole("status").textContent()).toContain("岗位已结束");
  await press("重设密码和验证器");
  expect(await page.locator("#invitation-code").textContent()).toMatch(/^(\w{5}-){3}\w{5}$/);
  await press("停用账号");
  expect(await page.locator(".facts").textContent()).toContain("已停用");
  await page.goto(`${server.origin}/staff/members/`);
  await page.getByRole("link", { name: "lead.li" }).click();
  await press("停用账号");
  expect(await page.getByRole("alert").textContent()).toContain("最后一位");
  expect(await faults()).toEqual([]);
  expect(handler).not.toBe("");
});

test("signed out, the cookie opens nothing any more", async () => {
  const before = await context.cookies();
  await page.goto(`${server.origin}/staff/`);
  await press("退出");
  expect(page.url()).toBe(`${server.origin}/staff/sign-in/`);
  await context.addCookies(before);
  await page.goto(`${server.origin}/staff/`);
  expect(page.url()).toBe(`${server.origin}/staff/sign-in/`);
});

test("with scripts an invitation link fills in the code and takes it out of the address", async () => {
  const scripted = await browser.newPage();
  await scripted.goto(`${server.origin}/staff/invitation/#ABCDE-12345`);
  expect(await scripted.getByLabel("邀请码").inputValue()).toBe("ABCDE-12345");
  expect(scripted.url()).toBe(`${server.origin}/staff/invitation/`);
  await scripted.close();
});

test("a form from another site signs nobody out and nobody in", async () => {
  const answer = await fetch(`${server.origin}/staff/sign-out/`, {
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
  for (const secret of [PASSWORD, totp, invitation]) expect(server.output()).not.toContain(secret);
});
