import { listMembers, listRoles } from "#db/queries/members.ts";
import { mayDo, type Place } from "#domain/staff-role.ts";
import type { House } from "./house.ts";
import { grantOf } from "./staff-session.ts";

export interface NamedMember {
  id: string;
  name: string;
}

/** Everybody who ever acted, by name: who did something is said even when they have left. */
export async function listMemberNames(house: House): Promise<NamedMember[]> {
  const members = await listMembers(house.db.read);
  return members.map(({ id, name }) => ({ id, name }));
}

/** The members who may read a tip of an area at a desk, and so can be given it. */
export async function listDeskMembers(house: House, place: Place): Promise<NamedMember[]> {
  const roles = Map.groupBy(await listRoles(house.db.read), ({ memberId }) => memberId);
  const members = await listMembers(house.db.read);
  return members
    .filter(({ id, state }) => {
      const grants = (roles.get(id) ?? []).map(grantOf);
      return state === "active" && mayDo({ grants }, "readTip", place);
    })
    .map(({ id, name }) => ({ id, name }));
}
