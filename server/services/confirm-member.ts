import { findLastInvitation } from "#db/queries/invitations.ts";
import { findMember, updateMember } from "#db/queries/members.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import { type House, type Outcome, type Refusal, refuse } from "./house.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * A second administrator confirms that it was really the member who set a new password. A lead who
 * hands over a desk's key confirms as well (`admitToDesk`); whoever sent the invitation cannot.
 */
export async function confirmMember(
  house: House,
  session: StaffSession,
  memberId: string,
): Promise<Outcome<{ memberId: string }>> {
  const member = await findMember(house.db.read, memberId);
  if (!mayDoSomewhere(session.member, "manageMembers") || member === undefined) return NOT_THERE;
  if (member.state !== "confirming") return NOTHING_TO_CONFIRM;
  const actor = session.member.id;
  const bar = await confirmationBar(house, memberId, actor);
  if (bar !== null) return bar;
  return await activate(house, member, { actor, usesRecovery: false });
}

/**
 * Why somebody may not confirm who set the password; null when they may. Whoever sent the invitation
 * may not; and while a newer one waits nobody may, or a second reset would hide who sent the first.
 */
export async function confirmationBar(
  house: House,
  memberId: string,
  actor: string,
): Promise<Refusal | null> {
  const invitation = await findLastInvitation(house.db.read, memberId);
  if (invitation?.usedAt === null) return RESET_AGAIN;
  return invitation?.invitedBy === actor ? SAME_PERSON : null;
}

/** Lets a member sign in after a reset. */
export async function activate(
  house: House,
  member: { id: string; state: string },
  { actor, usesRecovery }: { actor: string; usesRecovery: boolean },
): Promise<Outcome<{ memberId: string }>> {
  const at = house.now().toISOString();
  const isDone = await house.db.tx(async (queries) => {
    if (!(await updateMember(queries, member, { state: "active" }))) return false;
    const event = { at, actor, memberId: member.id };
    if (usesRecovery) {
      const detail = "确认重设密码的本人";
      await appendStaffEvent(queries, { ...event, act: "recovery-used", detail });
    }
    await appendStaffEvent(queries, { ...event, act: "confirmed" });
    return true;
  });
  return isDone ? { value: { memberId: member.id } } : NOTHING_TO_CONFIRM;
}

const NOT_THERE = refuse("not-found", [{ field: "member", message: "没有这位成员。" }]);
const NOTHING_TO_CONFIRM = refuse("conflict", [
  { field: "member", message: "这位成员没有等待确认的重设。" },
]);
const RESET_AGAIN = refuse("conflict", [
  { field: "member", message: "又发起过一次重设，要等本人用新的邀请码设好密码，再当面确认。" },
]);
const SAME_PERSON = refuse("conflict", [
  {
    field: "member",
    message:
      "重设是您发起的，要由另一个人确认：本部门另一位交付钥匙的负责人，或者另一位系统管理员。",
  },
]);
