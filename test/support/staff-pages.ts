import type { Page } from "playwright-core";
import { press } from "./press.ts";
import { totpCode } from "./staff.ts";

/** Good enough for every member: what tells members apart is not tested with it. */
export const PASSWORD = "骆驼 铅笔 秤砣 灯塔 南瓜";

/** Six digits of a neighbouring time step, counted from now: each step is good for one sign-in. */
const codeOf = (totp: string, step: -1 | 0 | 1) =>
  totpCode(totp, new Date(Date.now() + step * 30_000));

/**
 * Accepts an invitation on its page, with the code of the step before; gives the secret that the
 * authenticator keeps. The page then shows the recovery codes.
 */
export async function acceptOnPage(page: Page, code: string): Promise<string> {
  await page.goto("/staff/invitation/");
  await page.getByLabel("邀请码").fill(code);
  await press(page, "下一步");
  const totp = await shownSecret(page);
  await openAccountOnPage(page, totp);
  return totp;
}

/** The secret that the page of an invitation offers to authenticators. */
export async function shownSecret(page: Page): Promise<string> {
  return ((await page.locator("#totp-key").textContent()) ?? "").replaceAll(" ", "");
}

/** Sends the form of an invitation with a password and the code of the step before. */
export async function openAccountOnPage(page: Page, totp: string): Promise<void> {
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("再填一次密码").fill(PASSWORD);
  await page.getByLabel("验证器上显示的6位数字").fill(codeOf(totp, -1));
  await press(page, "开通");
}

/** The first step; the page then asks for the code, or says what is wrong. */
export async function givePassword(page: Page, account: string, password = PASSWORD) {
  await page.goto("/staff/sign-in/");
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.getByLabel("密码").fill(password);
  await press(page, "下一步");
}

/** Signs in with both steps; where a code has been used, with that of the step after. */
export async function signInOnPage(page: Page, account: string, totp: string): Promise<void> {
  for (const step of [0, 1] as const) {
    await givePassword(page, account);
    await page.getByLabel("验证码").fill(codeOf(totp, step));
    await press(page, "登录");
    if (new URL(page.url()).pathname === "/staff/") return;
  }
  throw new Error(`${account} cannot sign in: ${await page.getByRole("alert").textContent()}`);
}
