import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openChromium } from "#support/chromium.ts";
import { type RunningServer, startServer } from "#support/running-server.ts";
import { totpCode } from "#support/staff.ts";
import { acceptOnPage, givePassword, PASSWORD } from "#support/staff-pages.ts";

let server: RunningServer;
let browser: Browser;
let page: Page;
const blocked: string[] = [];

beforeAll(async () => {
  server = await startServer(inject("site"));
  // A passkey belongs to a name, which an address made of numbers is not.
  const baseURL = server.origin.replace("127.0.0.1", "localhost");
  browser = await openChromium();
  page = await (await browser.newContext({ baseURL })).newPage();
  page.on("console", (message) => blocked.push(message.text()));
  const chrome = await page.context().newCDPSession(page);
  await chrome.send("WebAuthn.enable");
  await chrome.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const firstStep = () => givePassword(page, "admin.one");

test("a member adds a passkey with the password, and not without it", async () => {
  const person = ["--account", "admin.one", "--name", "甲管理"];
  const printed = await server.staff("invite-administrator", ...person);
  const code = /邀请码 {2}([\w-]+)/.exec(printed)?.[1] ?? "";
  const totp = await acceptOnPage(page, code);
  await page.locator(".codes").waitFor();

  await firstStep();
  expect(await page.getByRole("button", { name: "用通行密钥登录" }).isVisible()).toBe(false);
  await page.getByLabel("验证码").fill(totpCode(totp, new Date()));
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.waitForURL("**/staff/");
  await page.goto("/staff/account/");
  const form = page.locator("#add-passkey");
  await form.getByLabel("名称").fill("办公室电脑");
  await form.getByLabel(/现在的密码/).fill("wrong password");
  await form.getByRole("button").click();
  await expect.poll(() => form.getByRole("status").textContent()).toContain("密码不对");
  await form.getByLabel(/现在的密码/).fill(PASSWORD);
  await form.getByRole("button").click();
  await page.waitForURL("**/staff/account/?done=added");
  expect(await page.locator("main").textContent()).toContain("办公室电脑");
});

test("the passkey stands in for the six digits", async () => {
  await page.getByRole("button", { name: "退出" }).click();
  await firstStep();
  await page.getByRole("button", { name: "用通行密钥登录" }).click();
  await page.waitForURL("**/staff/");
  expect(await page.locator("main").textContent()).toContain("系统管理员");
});

test("taken away, it is not offered any more", async () => {
  await page.goto("/staff/account/");
  await page.getByRole("button", { name: "移除办公室电脑" }).click();
  await page.waitForURL("**/staff/account/?done=passkey");
  await page.getByRole("button", { name: "退出" }).click();
  await firstStep();
  await page.waitForLoadState("networkidle");
  expect(await page.getByRole("button", { name: "用通行密钥登录" }).isVisible()).toBe(false);
});

test("nothing of it broke the content security policy", () => {
  expect(blocked.filter((text) => text.includes("Content Security Policy"))).toEqual([]);
});
