import { z } from "zod";
import { findMemberByAccount, type MemberRow } from "#db/queries/members.ts";
import { insertSession } from "#db/queries/staff-sessions.ts";
import {
  deriveInVain,
  lockWithCookie,
  newCookieSecret,
  unlockWithPassword,
} from "#server/secrets/member-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { knownDevice } from "./known-device.ts";
import { problemsOf } from "./problems-of.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import { SESSION_MINUTES, sessionIdOf } from "./staff-session.ts";

const MINUTE = 60_000;
/** How long the second step may take. */
const SECOND_STEP_MINUTES = 10;

const credentials = z.strictObject({
  account: z.string("请填写账号。").trim().toLowerCase().min(1, "请填写账号。").max(60),
  password: z.string("请填写密码。").min(1, "请填写密码。").max(400),
});
/** The first step: account and password. Gives a cookie that is good for the second step alone. */
export async function signIn(
  house: House,
  throttle: SignInThrottle,
  input: unknown,
  from: { visitor: string | null; device: string },
): Promise<Outcome<{ cookie: string }>> {
  const parsed = credentials.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { account, password } = parsed.data;
  const member = await findMemberByAccount(house.db.read, account);
  const device = member === undefined ? null : knownDevice(house, member, from.device);
  const who = { account, visitor: from.visitor, device };
  const pair = await throttle.tryPassword(who, () => unlock(house, member, password));
  if (pair === "busy") return TOO_MANY;
  if (pair === null || member === undefined) return WRONG_PASSWORD;
  const { cookie, row } = newSession(house, member, pair.privateKey, false);
  await house.db.tx((queries) => insertSession(queries, row));
  return { value: { cookie } };
}

async function unlock(house: House, member: MemberRow | undefined, password: string) {
  const { publicKey, sealedPrivateKey, derivation } = member ?? {};
  if (!member || !publicKey || !sealedPrivateKey || !derivation) {
    await deriveInVain(house.staff, password);
    return null;
  }
  const locked = { publicKey, sealedPrivateKey, derivation };
  const pair = await unlockWithPassword(house.staff, member.id, locked, password);
  return member.state === "active" ? pair : null;
}

/** A new session with its cookie: open, or waiting for the second step. */
export function newSession(
  house: House,
  member: MemberRow,
  privateKey: Uint8Array,
  isOpen: boolean,
) {
  const cookie = newCookieSecret();
  const id = sessionIdOf(house, cookie);
  const now = house.now();
  const minutes = isOpen ? SESSION_MINUTES.longest : SECOND_STEP_MINUTES;
  const row = {
    id,
    memberId: member.id,
    isOpen,
    sealedPrivateKey: lockWithCookie(cookie, id, privateKey),
    startedAt: now.toISOString(),
    seenAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + minutes * MINUTE).toISOString(),
    wrongAnswers: 0,
  };
  return { cookie, row };
}

const WRONG_PASSWORD = refuse("signed-out", [
  { field: "password", message: "账号或密码不对。账号停用、等待确认时也会这样提示。" },
]);

export const TOO_MANY = refuse("too-many", [
  {
    field: "account",
    message: "尝试的次数太多，请过十五分钟再试。在登录过的电脑上不受别处尝试的影响。",
  },
]);
