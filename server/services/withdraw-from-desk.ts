import type { Queries } from "#db/database.ts";
import { deleteHoldings, listDeskKeys } from "#db/queries/desk-key-holders.ts";
import { endRole, listRolesOf } from "#db/queries/members.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { isOfGroup, mayManageKey } from "#domain/office.ts";
import type { KeyGiver } from "./admit-to-desk.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { renewDeskKey } from "./renew-desk-key.ts";
import { grantOf, type StaffSession } from "./staff-session.ts";

/**
 * A lead of a desk takes a member out of it: their roles there end, their copies of the desk's key
 * are destroyed, and the desk gets a new key that they never had.
 */
export async function withdrawFromDesk(
  house: House,
  session: StaffSession,
  desk: DeskName,
  memberId: string,
): Promise<Outcome<{ version: number }>> {
  const { member, opener } = session;
  if (!mayManageKey(member, desk)) return NOT_THERE;
  if (member.id === memberId) return OWN_KEY;
  return await takeOut(house, { actor: member.id, opener, usesRecovery: false }, desk, memberId);
}

/** The same for whoever is allowed to by other means, such as the recovery passphrase. */
export async function takeOut(
  house: House,
  giver: KeyGiver,
  desk: DeskName,
  memberId: string,
): Promise<Outcome<{ version: number }>> {
  const write = (queries: Queries, at: string) =>
    endMembership(queries, { actor: giver.actor, at }, desk, memberId);
  return await renewDeskKey(house, giver, desk, { memberId, write });
}

/** Ends a member's roles at a desk and destroys their copies of its key. */
export async function endMembership(
  queries: Queries,
  { actor, at }: { actor: string; at: string },
  desk: DeskName,
  memberId: string,
): Promise<void> {
  const versions = await listDeskKeys(queries, desk);
  await deleteHoldings(
    queries,
    memberId,
    versions.map(({ id }) => id),
  );
  for (const role of await listRolesOf(queries, memberId)) {
    if (isOfGroup(grantOf(role), desk)) await endRole(queries, role.id, at);
  }
  await appendStaffEvent(queries, { at, act: "key-withdrawn", actor, memberId, ...desk });
}

const NOT_THERE = refuse("not-found", [{ field: "desk", message: "没有这个部门。" }]);
const OWN_KEY = refuse("conflict", [
  { field: "member", message: "不能撤回自己的钥匙；请部门的另一位负责人办理。" },
]);
