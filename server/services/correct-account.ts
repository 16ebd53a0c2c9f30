import { z } from "zod";
import { insertRecoveryCodes } from "#db/queries/member-factors.ts";
import { findMember, updateMember } from "#db/queries/members.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { deleteSessionsOf } from "#db/queries/staff-sessions.ts";
import { passwordProblem } from "#domain/password.ts";
import { lockWithPassword, unlockWithPassword } from "#server/secrets/member-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { newRecoveryCodes, recoveryCodeIds } from "./open-account.ts";
import { problemsOf } from "./problems-of.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import type { StaffSession } from "./staff-session.ts";

const passwords = z.strictObject({
  current: z.string("请填写现在的密码。").min(1, "请填写现在的密码。"),
  password: z.string("请填写新密码。"),
  repeated: z.string("请再填一次新密码。"),
});
const onePassword = passwords.pick({ current: true });

/** A member changes the password. The key stays the same; sessions elsewhere end. */
export async function correctPassword(
  house: House,
  throttle: SignInThrottle,
  session: StaffSession,
  input: unknown,
): Promise<Outcome<{ account: string }>> {
  const parsed = passwords.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { current, password, repeated } = parsed.data;
  const { id, account, name } = session.member;
  const problem = passwordProblem(password, [account, name]);
  const problems = [
    ...(problem === null ? [] : [{ field: "password", message: problem }]),
    ...(password === repeated ? [] : [{ field: "repeated", message: "两次填写的密码不一样。" }]),
  ];
  if (problems.length > 0) return refuse("invalid", problems);
  const checked = await withPassword(house, throttle, session, current);
  if (!("value" in checked)) return checked;
  const locked = await lockWithPassword(house.staff, id, session.pair, password);
  const at = house.now().toISOString();
  await house.db.tx(async (queries) => {
    await updateMember(queries, { id, state: "active" }, locked);
    await deleteSessionsOf(queries, id, session.id);
    await appendStaffEvent(queries, { at, act: "password-changed", actor: id, memberId: id });
  });
  return { value: { account } };
}

/** A member gets new recovery codes; those from before end. */
export async function correctRecoveryCodes(
  house: House,
  throttle: SignInThrottle,
  session: StaffSession,
  input: unknown,
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const parsed = onePassword.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const checked = await withPassword(house, throttle, session, parsed.data.current);
  if (!("value" in checked)) return checked;
  const { id } = session.member;
  const recoveryCodes = newRecoveryCodes();
  const at = house.now().toISOString();
  await house.db.tx(async (queries) => {
    const ids = recoveryCodes.map(recoveryCodeIds(house, session.member));
    await insertRecoveryCodes(queries, id, ids);
    await appendStaffEvent(queries, { at, act: "codes-renewed", actor: id, memberId: id });
  });
  return { value: { recoveryCodes } };
}

/** Whoever sits at an open session has to know the password for what outlasts it. */
export async function withPassword(
  house: House,
  throttle: SignInThrottle,
  session: StaffSession,
  password: string,
): Promise<Outcome<true>> {
  const { id, account } = session.member;
  const { publicKey, sealedPrivateKey, derivation } = (await findMember(house.db.read, id)) ?? {};
  if (!publicKey || !sealedPrivateKey || !derivation) return WRONG;
  const locked = { publicKey, sealedPrivateKey, derivation };
  const who = { account, visitor: null, device: `session ${session.id}` };
  const pair = await throttle.tryPassword(who, () =>
    unlockWithPassword(house.staff, id, locked, password),
  );
  if (pair === "busy") return TOO_MANY;
  return pair === null ? WRONG : { value: true };
}

const WRONG = refuse("invalid", [{ field: "current", message: "现在的密码不对。" }]);
const TOO_MANY = refuse("too-many", [
  { field: "current", message: "错的次数太多，请过十五分钟再试。" },
]);
