import { z } from "zod";
import type { Queries } from "#db/database.ts";
import {
  findRecoveryCode,
  listFactors,
  updateFactorUse,
  updateRecoveryCodeUse,
} from "#db/queries/member-factors.ts";
import { findMember, type MemberRow } from "#db/queries/members.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import {
  deleteSession,
  insertSession,
  type StaffSessionRow,
  updateWrongAnswers,
} from "#db/queries/staff-sessions.ts";
import type { StaffAct } from "#domain/staff-event.ts";
import { type KeyPair, unsealWith } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { knownDevice, markDevice } from "./known-device.ts";
import { recoveryCodeIds } from "./open-account.ts";
import { passkeyProof } from "./passkeys.ts";
import { problemsOf } from "./problems-of.ts";
import { totpStep } from "./second-factor.ts";
import { newSession, TOO_MANY } from "./sign-in.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import { findSessionOf, openWithCookie } from "./staff-session.ts";

/** Wrong answers after which the password has to be given again. */
const WRONG_ANSWERS = 5;

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
  return await secondStep(house, throttle, cookie, from, (waiting) =>
    proofOf(house, waiting, parsed.data.code),
  );
}

/** The second step with a passkey in place of a code. */
export async function signInWithPasskey(
  house: House,
  throttle: SignInThrottle,
  cookie: string,
  input: unknown,
  from: { visitor: string | null; device: string; origin: string },
): Promise<Outcome<SignedIn>> {
  return await secondStep(house, throttle, cookie, from, (waiting) =>
    passkeyProof(house, waiting, input, from.origin),
  );
}

async function secondStep(
  house: House,
  throttle: SignInThrottle,
  cookie: string,
  from: { visitor: string | null; device: string },
  prove: (waiting: WaitingSession) => Promise<SecondProof | null>,
): Promise<Outcome<SignedIn>> {
  const waiting = await findWaiting(house, cookie);
  if (waiting === null) return STARTED_OVER;
  const { member } = waiting;
  const device = knownDevice(house, member, from.device);
  const who = { account: member.account, visitor: from.visitor, device };
  const proof = await throttle.trySecondStep(who, () => prove(waiting));
  if (proof === "busy") return TOO_MANY;
  return proof === null
    ? await countWrong(house, waiting)
    : await openSession(house, waiting, proof);
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
  if (row === undefined || row.isOpen || row.wrongAnswers >= WRONG_ANSWERS) return null;
  const member = await findMember(house.db.read, row.memberId);
  const privateKey = openWithCookie(row, cookie);
  if (member?.state !== "active" || member.publicKey === null || privateKey === null) return null;
  return { row, member, pair: { publicKey: member.publicKey, privateKey } };
}

/** Replaces a session that waits by an open one, with a cookie of its own. */
async function openSession(
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
async function countWrong(house: House, { row, member }: WaitingSession): Promise<Outcome<never>> {
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
  return wrong >= WRONG_ANSWERS ? STARTED_OVER : WRONG_CODE;
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
