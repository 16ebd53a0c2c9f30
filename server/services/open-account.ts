import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { deleteHoldings } from "#db/queries/desk-key-holders.ts";
import { findInvitation, updateInvitationUse } from "#db/queries/invitations.ts";
import { deleteFactors, insertFactor, insertRecoveryCodes } from "#db/queries/member-factors.ts";
import { findMember, type MemberRow, updateMember } from "#db/queries/members.ts";
import { deleteOwnViews } from "#db/queries/own-views.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { deleteSessionsOf } from "#db/queries/staff-sessions.ts";
import { makeCode, RECOVERY_CODE_BYTES, readCode } from "#domain/one-time-code.ts";
import { passwordProblem } from "#domain/password.ts";
import type { Problem } from "#domain/problem.ts";
import { lockWithPassword, newMemberKey } from "#server/secrets/member-keys.ts";
import { deriveKey, macOf, sealTo } from "#server/secrets/sealing.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { invitationIdOf } from "./invite-member.ts";
import { problemsOf } from "./problems-of.ts";
import { TOTP_SECRET_BYTES, type TotpSetup, totpSetup, totpStep } from "./second-factor.ts";

const RECOVERY_CODES = 10;

/** What whoever was invited sees before choosing a password. */
export interface InvitationView {
  account: string;
  name: string;
  /** True for somebody who had an account before. */
  isReset: boolean;
  totp: TotpSetup;
}

const choices = z.strictObject({
  code: z.string(),
  password: z.string("请填写密码。"),
  repeated: z.string("请再填一次密码。"),
  oneTimeCode: z.string("请填写验证器上的6位数字。"),
});

/** Shows an invitation to whoever has its code. */
export async function viewInvitation(house: House, code: string): Promise<Outcome<InvitationView>> {
  const member = await memberOf(house, code);
  if (member === undefined) return UNKNOWN_CODE;
  const { account, name, state } = member;
  const totp = totpSetup(totpSecretOf(house, code), account, house.snapshot().site.name);
  return { value: { account, name, isReset: state !== "invited", totp } };
}

/**
 * Sets the password and the second factor of whoever was invited, with a new key pair. Gives the
 * recovery codes, which are shown once. After a reset a second person has to confirm them.
 */
export async function openAccount(
  house: House,
  input: unknown,
): Promise<Outcome<{ account: string; recoveryCodes: string[]; mustBeConfirmed: boolean }>> {
  const parsed = choices.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { code, password, oneTimeCode } = parsed.data;
  const member = await memberOf(house, code);
  if (member === undefined) return UNKNOWN_CODE;
  const secret = totpSecretOf(house, code);
  const step = totpStep(secret, oneTimeCode, house.now());
  const problems = choiceProblems(parsed.data, member, step !== null);
  if (problems.length > 0 || step === null) return refuse("invalid", problems);

  const pair = newMemberKey();
  const locked = await lockWithPassword(house.staff, member.id, pair, password);
  const recoveryCodes = newRecoveryCodes();
  const at = house.now().toISOString();
  const isNew = member.state === "invited";
  const state = isNew ? "active" : "confirming";
  const isOpened = await house.db.tx(async (queries) => {
    if (!(await updateInvitationUse(queries, invitationIdOf(house, code), at))) return false;
    if (!(await updateMember(queries, member, { ...locked, state }))) return false;
    // What was sealed to the old key is of no use any more.
    await deleteHoldings(queries, member.id);
    await deleteFactors(queries, member.id);
    await deleteSessionsOf(queries, member.id);
    await deleteOwnViews(queries, member.id);
    await insertFactor(queries, {
      id: randomUUID(),
      memberId: member.id,
      kind: "totp",
      name: "验证器",
      madeAt: at,
      sealedSecret: sealTo(pair.publicKey, secret),
      lastUsed: step,
    });
    await insertRecoveryCodes(
      queries,
      member.id,
      recoveryCodes.map(recoveryCodeIds(house, member)),
    );
    const act = isNew ? "opened" : "reopened";
    await appendStaffEvent(queries, { at, act, actor: member.id, memberId: member.id });
    return true;
  });
  if (!isOpened) return UNKNOWN_CODE;
  return { value: { account: member.account, recoveryCodes, mustBeConfirmed: !isNew } };
}

/** Fresh recovery codes, as they are shown. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => makeCode(randomBytes(RECOVERY_CODE_BYTES)));
}

/** Under what recovery codes of a member are kept. */
export function recoveryCodeIds(house: House, member: { id: string }): (code: string) => string {
  return (code) => macOf(house.staff.key, `recovery-code/${member.id}`, readCode(code));
}

const UNKNOWN_CODE = refuse("not-found", [
  {
    field: "code",
    message: "邀请码不对，或者已经用过、过期。请对照收到的邀请再填一次，或者请管理员重新邀请。",
  },
]);

function choiceProblems(
  { password, repeated }: z.infer<typeof choices>,
  member: MemberRow,
  isCodeRight: boolean,
): Problem[] {
  const problem = passwordProblem(password, [member.account, member.name]);
  return [
    ...(problem === null ? [] : [{ field: "password", message: problem }]),
    ...(password === repeated
      ? []
      : [{ field: "repeated", message: "两次填写的密码不一样，请再填一次。" }]),
    ...(isCodeRight
      ? []
      : [
          {
            field: "oneTimeCode",
            message: "验证码不对。请填写验证器现在显示的6位数字；总是不对时，请校准手机的时间。",
          },
        ]),
  ];
}

async function memberOf(house: House, code: string): Promise<MemberRow | undefined> {
  const now = house.now().toISOString();
  const found = await findInvitation(house.db.read, invitationIdOf(house, code), now);
  const member = found && (await findMember(house.db.read, found.memberId));
  return member?.state === "closed" ? undefined : member;
}

/** Drawn from the code, so that it is the same each time the page is shown and kept nowhere. */
function totpSecretOf(house: House, code: string): Uint8Array {
  return deriveKey(house.staff.key, `totp/${readCode(code)}`).subarray(0, TOTP_SECRET_BYTES);
}
