import { endRole, findMember, insertRoles, listRolesOf } from "#db/queries/members.ts";
import { appendStaffEvent, type NewStaffEvent } from "#db/queries/staff-events.ts";
import { grant } from "#domain/member.ts";
import { isOfGroup, keyGroupOf } from "#domain/office.ts";
import { type Grant, mayDoSomewhere } from "#domain/staff-role.ts";
import { grantProblems } from "./check-grants.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { roleRow } from "./invite-member.ts";
import { isLastHolder, LAST_HOLDER } from "./last-holder.ts";
import { problemsOf } from "./problems-of.ts";
import { grantOf, type StaffSession } from "./staff-session.ts";
import { endMembership } from "./withdraw-from-desk.ts";

/** An administrator gives somebody else a role. A role at a desk still needs the desk's key. */
export async function assignRole(
  house: House,
  session: StaffSession,
  memberId: string,
  input: unknown,
): Promise<Outcome<{ memberId: string }>> {
  const member = await findMember(house.db.read, memberId);
  if (!mayDoSomewhere(session.member, "manageMembers") || member === undefined) return NOT_THERE;
  if (memberId === session.member.id) return OWN_ROLE;
  if (member.state === "closed") return CLOSED;
  const parsed = grant.safeParse(input);
  if (!parsed.success) return refuse("invalid", problemsOf(parsed.error));
  const given = parsed.data;
  const problems = grantProblems(house, [given]).map(({ field, message }) => ({
    field: field.replace("grants.0.", ""),
    message,
  }));
  if (problems.length > 0) return refuse("invalid", problems);
  const at = house.now().toISOString();
  const actor = session.member.id;
  const isGiven = await house.db.tx(async (queries) => {
    const roles = await listRolesOf(queries, memberId);
    if (roles.some((role) => isSame(grantOf(role), given))) return false;
    await insertRoles(queries, [roleRow(memberId, given, at, actor)]);
    await appendStaffEvent(queries, { at, act: "role-given", actor, memberId, ...eventOf(given) });
    return true;
  });
  return isGiven ? { value: { memberId } } : HAS_IT;
}

/**
 * An administrator ends a role of somebody else. With the last role at a desk their copies of its
 * key are destroyed; somebody who holds it has to renew it, which the desk is told.
 */
export async function withdrawRole(
  house: House,
  session: StaffSession,
  memberId: string,
  roleId: string,
): Promise<Outcome<{ memberId: string }>> {
  if (!mayDoSomewhere(session.member, "manageMembers")) return NOT_THERE;
  if (memberId === session.member.id) return OWN_ROLE;
  const roles = await listRolesOf(house.db.read, memberId);
  const role = roles.find(({ id }) => id === roleId);
  if (role === undefined) return NOT_THERE;
  const desk = keyGroupOf(grantOf(role));
  const isLastRole =
    desk !== null && roles.filter((other) => isOfGroup(grantOf(other), desk)).length === 1;
  if (isLastRole && (await isLastHolder(house, desk, memberId))) return LAST_HOLDER;
  const at = house.now().toISOString();
  const actor = session.member.id;
  const isEnded = await house.db.tx(async (queries) => {
    if (!(await endRole(queries, roleId, at))) return false;
    if (isLastRole) await endMembership(queries, { actor, at }, desk, memberId);
    const place = eventOf(grantOf(role));
    await appendStaffEvent(queries, { at, act: "role-ended", actor, memberId, ...place });
    return true;
  });
  return isEnded ? { value: { memberId } } : NOT_THERE;
}

function isSame(a: Grant, b: Grant): boolean {
  const parts = ["role", "jurisdiction", "department", "area"] as const;
  return parts.every((part) => a[part] === b[part]);
}

function eventOf({ role, jurisdiction, department }: Grant): Partial<NewStaffEvent> {
  return {
    detail: role,
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(department === undefined ? {} : { department }),
  };
}

const NOT_THERE = refuse("not-found", [{ field: "member", message: "没有这位成员或者岗位。" }]);
const OWN_ROLE = refuse("conflict", [
  { field: "role", message: "不能改自己的岗位，请另一位系统管理员办理。" },
]);
const CLOSED = refuse("conflict", [{ field: "role", message: "这个账号已停用。" }]);
const HAS_IT = refuse("conflict", [{ field: "role", message: "这位成员已经有这个岗位。" }]);
