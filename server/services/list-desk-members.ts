import { listMembers, listRoles } from "#db/queries/members.ts";
import { type DeskScope, desksWhere, type Grant, mayDo, type Place } from "#domain/staff-role.ts";
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
  return await listWhoReads(house, (grants) => mayDo({ grants }, "readTip", place));
}

/** Everybody who may read tips at one of these desks, of whatever area. */
export async function listColleagues(
  house: House,
  desks: readonly DeskScope[],
): Promise<NamedMember[]> {
  return await listWhoReads(house, (grants) =>
    desksWhere({ grants }, "readTip").some((theirs) =>
      desks.some(
        ({ jurisdiction, department }) =>
          jurisdiction === theirs.jurisdiction && department === theirs.department,
      ),
    ),
  );
}

async function listWhoReads(house: House, isWanted: (grants: readonly Grant[]) => boolean) {
  const roles = Map.groupBy(await listRoles(house.db.read), ({ memberId }) => memberId);
  const members = await listMembers(house.db.read);
  return members
    .filter(({ id, state }) => state === "active" && isWanted((roles.get(id) ?? []).map(grantOf)))
    .map(({ id, name }) => ({ id, name }));
}
