import { randomBytes, randomUUID } from "node:crypto";
import type { Queries } from "#db/database.ts";
import { insertInvitation } from "#db/queries/invitations.ts";
import {
  findMember,
  findMemberByAccount,
  insertMember,
  insertRoles,
  listMembers,
  listRoles,
} from "#db/queries/members.ts";
import { appendStaffEvent, type NewStaffEvent } from "#db/queries/staff-events.ts";
import { type InvitationInput, invitationInput } from "#domain/member.ts";
import { INVITATION_BYTES, makeCode, readCode } from "#domain/one-time-code.ts";
import { ACTOR_ON_CONSOLE } from "#domain/staff-event.ts";
import { type Grant, mayDoSomewhere } from "#domain/staff-role.ts";
import { macOf } from "#server/secrets/sealing.ts";
import { grantProblems } from "./check-grants.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { problemsOf } from "./problems-of.ts";
import type { StaffSession } from "./staff-session.ts";

const HOURS_VALID = 72;

/** What is handed to whoever is invited, by another way than this system. */
export interface Invitation {
  memberId: string;
  account: string;
  /** Shown once; only a MAC of it is kept. */
  code: string;
  expiresAt: string;
}

/** An administrator invites somebody new, with the roles they are to have. */
export async function inviteMember(
  house: House,
  session: StaffSession,
  input: unknown,
): Promise<Outcome<Invitation>> {
  if (!mayDoSomewhere(session.member, "manageMembers")) return NOT_THERE;
  return await invite(house, session.member.id, input);
}

/**
 * Whoever runs commands on the machine invites an administrator. Once there is one, that takes the
 * recovery passphrase, which the caller has checked (`isRecovered`).
 */
export async function inviteAdministrator(
  house: House,
  person: { account: string; name: string },
  isRecovered: boolean,
): Promise<Outcome<Invitation>> {
  if (!isRecovered && (await hasAdministrator(house))) {
    return refuse("conflict", [
      { field: "passphrase", message: "已经有系统管理员；再邀请一位要用恢复口令。" },
    ]);
  }
  const also = isRecovered ? ([{ act: "recovery-used", detail: "邀请系统管理员" }] as const) : [];
  const input = { ...person, grants: [{ role: "administrator" }] };
  return await invite(house, ACTOR_ON_CONSOLE, input, also);
}

/**
 * An administrator lets somebody who has forgotten the password, or lost the second factor and all
 * codes, set new ones. A second person has to confirm who it was before they can sign in.
 */
export async function inviteAgain(
  house: House,
  session: StaffSession,
  memberId: string,
): Promise<Outcome<Invitation>> {
  const member = await findMember(house.db.read, memberId);
  if (!mayDoSomewhere(session.member, "manageMembers") || member === undefined) return NOT_THERE;
  if (member.id === session.member.id) {
    return refuse("conflict", [
      {
        field: "member",
        message: "不能给自己重设；请在“我的账号”里修改，或者请另一位管理员办理。",
      },
    ]);
  }
  if (member.state === "closed") {
    return refuse("conflict", [{ field: "member", message: "这个账号已停用，不能重设。" }]);
  }
  const act = member.state === "invited" ? "invited" : "reset";
  return await house.db.tx(async (queries) => ({
    value: await writeInvitation(house, queries, member, session.member.id, [{ act }]),
  }));
}

/** Under what an invitation is looked up. */
export function invitationIdOf(house: House, code: string): string {
  return macOf(house.staff.key, "invitation", readCode(code));
}

const NOT_THERE = refuse("not-found", [{ field: "member", message: "没有这位成员。" }]);

async function invite(
  house: House,
  invitedBy: string,
  input: unknown,
  also: readonly Pick<NewStaffEvent, "act" | "detail">[] = [],
): Promise<Outcome<Invitation>> {
  const parsed = invitationInput.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const { account, name, grants }: InvitationInput = parsed.data;
  const problems = grantProblems(house, grants);
  if (problems.length > 0) return refuse("invalid", problems);
  const madeAt = house.now().toISOString();
  const member = { id: randomUUID(), account, name, state: "invited", madeAt };
  return await house.db.tx(async (queries) => {
    const isFree = (await findMemberByAccount(queries, account)) === undefined;
    if (!isFree || !(await insertMember(queries, member))) {
      return refuse("conflict", [
        { field: "account", message: "这个账号已经有人用过；账号不重复使用，请换一个。" },
      ]);
    }
    await insertRoles(
      queries,
      grants.map((given) => roleRow(member.id, given, madeAt, invitedBy)),
    );
    const events = [{ act: "invited" as const }, ...also];
    return { value: await writeInvitation(house, queries, member, invitedBy, events) };
  });
}

/** The row of a role that is given. */
export function roleRow(memberId: string, given: Grant, givenAt: string, givenBy: string) {
  const { role, jurisdiction = null, department = null, area = null } = given;
  return { id: randomUUID(), memberId, role, jurisdiction, department, area, givenAt, givenBy };
}

async function writeInvitation(
  house: House,
  queries: Queries,
  member: { id: string; account: string },
  invitedBy: string,
  events: readonly Pick<NewStaffEvent, "act" | "detail">[],
): Promise<Invitation> {
  const now = house.now();
  const code = makeCode(randomBytes(INVITATION_BYTES));
  const madeAt = now.toISOString();
  const expiresAt = new Date(now.getTime() + HOURS_VALID * 3_600_000).toISOString();
  const id = invitationIdOf(house, code);
  await insertInvitation(queries, { id, memberId: member.id, invitedBy, madeAt, expiresAt });
  for (const event of events) {
    await appendStaffEvent(queries, {
      ...event,
      at: madeAt,
      actor: invitedBy,
      memberId: member.id,
    });
  }
  return { memberId: member.id, account: member.account, code, expiresAt };
}

async function hasAdministrator(house: House): Promise<boolean> {
  const roles = await listRoles(house.db.read);
  const members = await listMembers(house.db.read);
  return roles.some(
    ({ role, memberId }) =>
      role === "administrator" &&
      members.some(({ id, state }) => id === memberId && state === "active"),
  );
}
