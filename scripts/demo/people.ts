import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { keyGroupOf } from "#domain/office.ts";
import { makeCode } from "#domain/one-time-code.ts";
import type { Grant } from "#domain/staff-role.ts";
import { giveDeskKey, type KeyGiver } from "#server/services/admit-to-desk.ts";
import type { House, Outcome } from "#server/services/house.ts";
import {
  type Invitation,
  inviteAdministrator,
  inviteMember,
} from "#server/services/invite-member.ts";
import { openAccount, viewInvitation } from "#server/services/open-account.ts";
import { signInWithCode } from "#server/services/second-step.ts";
import { signIn } from "#server/services/sign-in.ts";
import { openSignInThrottle } from "#server/services/sign-in-throttle.ts";
import { openStaffSession, type StaffSession } from "#server/services/staff-session.ts";

/** A log-in that is printed, and the session to act with. */
export interface DemoMember {
  account: string;
  role: string;
  password: string;
  totp: string;
  recoveryCodes: readonly string[];
  session: StaffSession;
}

const NOBODY = { visitor: null, device: "" };

/** The first administrator of the demonstration. */
export async function demoAdministrator(house: House): Promise<DemoMember> {
  const person = { account: "demo.admin", name: "演示·系统管理员" };
  const invited = resultOf(await inviteAdministrator(house, person, false));
  return await accept(house, invited, "系统管理员");
}

/** A member of the demonstration, with the key of the desk or office where the role is of one. */
export async function demoMember(
  house: House,
  { administrator, giver }: { administrator: DemoMember; giver: KeyGiver },
  { account, role, grants }: { account: string; role: string; grants: readonly Grant[] },
): Promise<DemoMember> {
  const input = { account, name: `演示·${role}`, grants };
  const invited = resultOf(await inviteMember(house, administrator.session, input));
  const member = await accept(house, invited, role);
  for (const group of grants.map(keyGroupOf)) {
    if (group !== null) resultOf(await giveDeskKey(house, giver, group, invited.memberId));
  }
  return member;
}

/** What went well; the demonstration stops where something did not. */
export function resultOf<T>(outcome: Outcome<T>): T {
  if ("value" in outcome) return outcome.value;
  throw new Error(outcome.problems.map(({ message }) => message).join(" "));
}

async function accept(house: House, invited: Invitation, role: string): Promise<DemoMember> {
  const { account, code } = invited;
  const { totp } = resultOf(await viewInvitation(house, code));
  const authenticator = new TOTP({ secret: Secret.fromBase32(totp.typed.replaceAll(" ", "")) });
  const now = () => house.now().getTime();
  const password = makeCode(randomBytes(15)).toLowerCase();
  const before = authenticator.generate({ timestamp: now() - 30_000 });
  const choice = { code, password, repeated: password, oneTimeCode: before };
  const { recoveryCodes } = resultOf(await openAccount(house, choice));
  const throttle = openSignInThrottle(house);
  const { cookie } = resultOf(await signIn(house, throttle, { account, password }, NOBODY));
  const oneTimeCode = authenticator.generate({ timestamp: now() });
  const from = { code: oneTimeCode };
  const opened = resultOf(await signInWithCode(house, throttle, cookie, from, NOBODY));
  const session = await openStaffSession(house, opened.cookie);
  if (session === null) throw new Error(`${account} is not signed in`);
  return { account, role, password, totp: totp.typed, recoveryCodes, session };
}
