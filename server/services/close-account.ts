import { deleteFactors } from "#db/queries/member-factors.ts";
import { endRolesOf, findMember, listRolesOf, updateMember } from "#db/queries/members.ts";
import { deleteOwnViews } from "#db/queries/own-views.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { deleteSessionsOf } from "#db/queries/staff-sessions.ts";
import { keyGroupOf } from "#domain/office.ts";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { isLastHolder, LAST_HOLDER } from "./last-holder.ts";
import { grantOf, type StaffSession } from "./staff-session.ts";
import { endMembership } from "./withdraw-from-desk.ts";

/**
 * An administrator closes somebody's account: sessions, roles, factors, copies of desk keys and the
 * member's own key end at once. The row stays, since what they did stays.
 */
export async function closeAccount(
  house: House,
  session: StaffSession,
  memberId: string,
): Promise<Outcome<{ memberId: string }>> {
  const member = await findMember(house.db.read, memberId);
  if (!mayDoSomewhere(session.member, "manageMembers") || member === undefined) return NOT_THERE;
  if (memberId === session.member.id) return OWN_ACCOUNT;
  const desks = new Map<string, DeskName>();
  for (const role of await listRolesOf(house.db.read, memberId)) {
    const desk = keyGroupOf(grantOf(role));
    if (desk !== null) desks.set(`${desk.jurisdiction}/${desk.department}`, desk);
  }
  for (const desk of desks.values()) {
    if (await isLastHolder(house, desk, memberId)) return LAST_HOLDER;
  }
  const at = house.now().toISOString();
  const actor = session.member.id;
  const isClosed = await house.db.tx(async (queries) => {
    const nothing = { publicKey: null, sealedPrivateKey: null, derivation: null };
    const change = { state: "closed", ...nothing };
    if (member.state === "closed" || !(await updateMember(queries, member, change))) return false;
    await deleteSessionsOf(queries, memberId);
    await deleteFactors(queries, memberId);
    await deleteOwnViews(queries, memberId);
    for (const desk of desks.values()) await endMembership(queries, { actor, at }, desk, memberId);
    await endRolesOf(queries, memberId, at);
    await appendStaffEvent(queries, { at, act: "closed", actor, memberId });
    return true;
  });
  return isClosed ? { value: { memberId } } : NOT_OPEN;
}

const NOT_THERE = refuse("not-found", [{ field: "member", message: "没有这位成员。" }]);
const OWN_ACCOUNT = refuse("conflict", [
  { field: "member", message: "不能停用自己的账号，请另一位系统管理员办理。" },
]);
const NOT_OPEN = refuse("conflict", [
  { field: "member", message: "这个账号已经停用，或者刚刚有变动。" },
]);
