import { z } from "zod";
import type { Queries } from "#db/database.ts";
import {
  findRecoveryCode,
  listFactors,
  updateFactorUse,
  updateRecoveryCodeUse,
} from "#db/queries/member-factors.ts";
import { findMember, findMemberByAccount, type MemberRow } from "#db/queries/members.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import {
  deleteSession,
  insertSession,
  type StaffSessionRow,
  updateWrongAnswers,
} from "#db/queries/staff-sessions.ts";
import type { StaffAct } from "#domain/staff-event.ts";
import {
  deriveInVain,
  lockWithCookie,
  newCookieSecret,
  unlockWithPassword,
} from "#server/secrets/member-keys.ts";
import { type KeyPair, unsealWith } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { knownDevice, markDevice } from "./known-device.ts";
import { recoveryCodeIds } from "./open-account.ts";
import { passkeyProof } from "./passkeys.ts";
import { problemsOf } from "./problems-of.ts";
import { totpStep } from "./second-factor.ts";
import type { SignInThrottle, Trier } from "./sign-in-throttle.ts";
import { findSessionOf, openWithCookie, SESSION_MINUTES, sessionIdOf } from "./staff-session.ts";

const MINUTE = 60_000;
/** How long the second step may take, and how many wrong answers it takes before starting over. */
const SECOND_STEP = { minutes: 10, wrongAnswers: 5 } as const;

const credentials = z.strictObject({
  account: z.string("请填写账号。").trim().toLowerCase().min(1, "请填写账号。").max(60),
  password: z.string("请填写密码。").min(1, "请填写密码。").max(400),
});
const answer = z.strictObject({
  code: z.string("请填写验证码。").trim().min(1, "请填写验证码。").max(60),
});

/** What the browser keeps. */
export interface SignedIn {
  cookie: string;
  /** Marks the browser as known; it signs nobody in. */
  device: string;
  /** True when a recovery code was used up. */
  usedRecoveryCode: boolean;
}

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

/** The second step: six digits, or a recovery code. Gives the cookie of the session. */
export async function signInWithCode(
  house: House,
  throttle: SignInThrottle,
  cookie: string,
  input: unknown,
  from: { visitor: string | null; device: string },
): Promise<Outcome<SignedIn>> {
  const parsed = answer.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const waiting = await findWaiting(house, cookie);
  if (waiting === null) return STARTED_OVER;
  const { member } = waiting;
  const device = knownDevice(house, member, from.device);
  const who: Trier = { account: member.account, visitor: from.visitor, device };
  const proof = await throttle.trySecondStep(who, () => proofOf(house, waiting, parsed.data.code));
  if (proof === "busy") return TOO_MANY;
  if (proof === null) return await countWrong(house, waiting);
  return await openSession(house, waiting, proof);
}

/** The second step with a passkey in place of a code. */
export async function signInWithPasskey(
  house: House,
  throttle: SignInThrottle,
  cookie: string,
  input: unknown,
  from: { visitor: string | null; device: string; origin: string },
): Promise<Outcome<SignedIn>> {
  const waiting = await findWaiting(house, cookie);
  if (waiting === null) return STARTED_OVER;
  const { member } = waiting;
  const device = knownDevice(house, member, from.device);
  const who: Trier = { account: member.account, visitor: from.visitor, device };
  const proof = await throttle.trySecondStep(who, () =>
    passkeyProof(house, waiting, input, from.origin),
  );
  if (proof === "busy") return TOO_MANY;
  if (proof === null) return await countWrong(house, waiting);
  return await openSession(house, waiting, proof);
}

/** A way to prove the second step: marks it as used, false when it was used before. */
export interface SecondProof {
  use: (queries: Queries, at: string) => Promise<boolean>;
  act?: StaffAct;
}
/** A session between the two steps. */
export interface WaitingSession {
  row: StaffSessionRow;
  member: MemberRow;
  pair: KeyPair;
}

/** The session of a cookie that waits for its second step; null when it must be begun again. */
export async function findWaiting(house: House, cookie: string): Promise<WaitingSession | null> {
  const row = await findSessionOf(house, cookie);
  if (row === undefined || row.isOpen || row.wrongAnswers >= SECOND_STEP.wrongAnswers) return null;
  const member = await findMember(house.db.read, row.memberId);
  const privateKey = openWithCookie(row, cookie);
  if (member?.state !== "active" || member.publicKey === null || privateKey === null) return null;
  return { row, member, pair: { publicKey: member.publicKey, privateKey } };
}

/** Replaces a session that waits by an open one, with a cookie of its own. */
export async function openSession(
  house: House,
  { row: waiting, member, pair }: WaitingSession,
  proof: SecondProof,
): Promise<Outcome<SignedIn>> {
  const { cookie, row } = newSession(house, member, pair.privateKey, true);
  const at = row.startedAt;
  const isOpened = await house.db.tx(async (queries) => {
    if (!(await deleteSession(queries, waiting)) || !(await proof.use(queries, at))) return false;
    await insertSession(queries, row);
    const event = { at, actor: member.id, memberId: member.id };
    if (proof.act !== undefined) await appendStaffEvent(queries, { ...event, act: proof.act });
    await appendStaffEvent(queries, { ...event, act: "signed-in" });
    return true;
  });
  if (!isOpened) return USED_CODE;
  const usedRecoveryCode = proof.act === "code-used";
  return { value: { cookie, device: markDevice(house, member), usedRecoveryCode } };
}

/** Counts a wrong second step; after a few the password has to be given again. */
export async function countWrong(
  house: House,
  { row, member }: WaitingSession,
): Promise<Outcome<never>> {
  const at = house.now().toISOString();
  const wrong = await house.db.tx(async (queries) => {
    const count = await updateWrongAnswers(queries, row.id);
    const event = {
      at,
      act: "second-factor-failed",
      actor: member.id,
      memberId: member.id,
    } as const;
    await appendStaffEvent(queries, event);
    return count;
  });
  return wrong >= SECOND_STEP.wrongAnswers ? STARTED_OVER : WRONG_CODE;
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

async function proofOf(
  house: House,
  { member, pair }: WaitingSession,
  typed: string,
): Promise<SecondProof | null> {
  for (const { id, kind, sealedSecret, lastUsed } of await listFactors(house.db.read, member.id)) {
    if (kind !== "totp" || sealedSecret === null) continue;
    const step = totpStep(unsealWith(pair, sealedSecret), typed, house.now());
    if (step !== null && step > lastUsed) {
      return { use: (queries) => updateFactorUse(queries, id, step) };
    }
  }
  const code = { id: recoveryCodeIds(house, member)(typed), memberId: member.id };
  return (await findRecoveryCode(house.db.read, code))
    ? { use: (queries, at) => updateRecoveryCodeUse(queries, code, at), act: "code-used" }
    : null;
}

function newSession(house: House, member: MemberRow, privateKey: Uint8Array, isOpen: boolean) {
  const cookie = newCookieSecret();
  const id = sessionIdOf(house, cookie);
  const now = house.now();
  const minutes = isOpen ? SESSION_MINUTES.longest : SECOND_STEP.minutes;
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
const WRONG_CODE = refuse("signed-out", [
  {
    field: "code",
    message: "验证码不对，或者刚刚用过。请等验证器显示下一个数字再填，也可以填一个备用码。",
  },
]);
const USED_CODE = refuse("signed-out", [
  { field: "code", message: "这个验证码刚刚用过，请从头登录。" },
]);
const STARTED_OVER = refuse("signed-out", [
  { field: "account", message: "登录没有完成，或者等得太久、错得太多，请从头登录。" },
]);
const TOO_MANY = refuse("too-many", [
  {
    field: "account",
    message: "尝试的次数太多，请过十五分钟再试。在登录过的电脑上不受别处尝试的影响。",
  },
]);
