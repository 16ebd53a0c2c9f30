import { Secret, TOTP } from "otpauth";
import { keyGroupOf } from "#domain/office.ts";
import type { Grant } from "#domain/staff-role.ts";
import { giveDeskKey } from "#server/services/admit-to-desk.ts";
import { recoveryOpener } from "#server/services/desk.ts";
import type { DeskName } from "#server/services/desk-keys.ts";
import type { Outcome } from "#server/services/house.ts";
import { inviteAdministrator, inviteMember } from "#server/services/invite-member.ts";
import { openAccount, viewInvitation } from "#server/services/open-account.ts";
import { signInWithCode } from "#server/services/second-step.ts";
import { signIn } from "#server/services/sign-in.ts";
import { openSignInThrottle } from "#server/services/sign-in-throttle.ts";
import { openStaffSession, type StaffSession } from "#server/services/staff-session.ts";
import type { TestHouse } from "./house.ts";

/** A member who has set up the account, with everything needed to sign in again and again. */
export interface TestMember {
  id: string;
  account: string;
  password: string;
  /** As the authenticator app keeps it, in base32. */
  totp: string;
  recoveryCodes: readonly string[];
}

const NOBODY = { visitor: null, device: "" };

/** The value of an outcome; throws with its problems when it was refused. */
export function resultOf<T>(outcome: Outcome<T>): T {
  if ("value" in outcome) return outcome.value;
  throw new Error(`${outcome.refusal}: ${JSON.stringify(outcome.problems)}`);
}

/** Six digits as the authenticator app would show them now. */
export function totpCode(base32: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(base32) }).generate({ timestamp: now.getTime() });
}

/** The first administrator, as the command makes one. */
export async function makeAdministrator(world: TestHouse, account = "admin.one") {
  const invited = resultOf(
    await inviteAdministrator(world.house, { account, name: "管理员" }, true),
  );
  return await acceptInvitation(world, invited);
}

/**
 * A member with these roles, invited by an administrator; keys of their desks and offices are handed
 * to them with the recovery passphrase, unless `hasKeys` is false.
 */
export async function makeMember(
  world: TestHouse,
  administrator: TestMember,
  account: string,
  grants: readonly Grant[],
  { hasKeys = true }: { hasKeys?: boolean } = {},
): Promise<TestMember> {
  const session = await signedIn(world, administrator);
  const input = { account, name: `成员${account}`, grants };
  const invited = resultOf(await inviteMember(world.house, session, input));
  const member = await acceptInvitation(world, invited);
  for (const desk of hasKeys ? groupsOf(grants) : []) await claim(world, desk, member);
  return member;
}

/** Hands a desk's key to a member with the recovery passphrase. */
export async function claim(world: TestHouse, desk: DeskName, member: TestMember): Promise<void> {
  const opener = recoveryOpener(world.house, world.passphrase);
  const giver = { actor: "console", opener, usesRecovery: true };
  resultOf(await giveDeskKey(world.house, giver, desk, member.id));
}

/** Sets password and second factor with an invitation. */
export async function acceptInvitation(
  world: TestHouse,
  invited: { memberId: string; account: string; code: string },
): Promise<TestMember> {
  const { house } = world;
  const { code, account } = invited;
  const totp = resultOf(await viewInvitation(house, code)).totp.typed.replaceAll(" ", "");
  const password = `骆驼 铅笔 秤砣 灯塔 ${account}`;
  const oneTimeCode = totpCode(totp, house.now());
  const opened = await openAccount(house, { code, password, repeated: password, oneTimeCode });
  const { recoveryCodes } = resultOf(opened);
  return { id: invited.memberId, account, password, totp, recoveryCodes };
}

/** The cookie of a member who signs in with both steps; moves the clock by a time step. */
export async function signInCookie(world: TestHouse, member: TestMember): Promise<string> {
  const { house, clock } = world;
  clock.now = new Date(clock.now.getTime() + 30_000);
  const { account, password } = member;
  const throttle = openSignInThrottle(house, async () => undefined);
  const first = resultOf(await signIn(house, throttle, { account, password }, NOBODY));
  const code = totpCode(member.totp, house.now());
  return resultOf(await signInWithCode(house, throttle, first.cookie, { code }, NOBODY)).cookie;
}

/** The session of a member who has just signed in. */
export async function signedIn(world: TestHouse, member: TestMember): Promise<StaffSession> {
  const session = await openStaffSession(world.house, await signInCookie(world, member));
  if (session === null) throw new Error(`${member.account} is not signed in`);
  return session;
}

function groupsOf(grants: readonly Grant[]): DeskName[] {
  const groups = new Map<string, DeskName>();
  for (const group of grants.map(keyGroupOf)) {
    if (group !== null) groups.set(`${group.jurisdiction}/${group.department}`, group);
  }
  return [...groups.values()];
}
