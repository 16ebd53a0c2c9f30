import { listDeskKeysWithHolders } from "#db/queries/desk-key-holders.ts";
import { listMembers as findAll, listRoles, type MemberRoleRow } from "#db/queries/members.ts";
import { listEventsOfMember } from "#db/queries/staff-events.ts";
import type { MemberState } from "#domain/member.ts";
import { keyGroupOf } from "#domain/office.ts";
import { type Grant, mayDoSomewhere } from "#domain/staff-role.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { grantOf, type StaffSession } from "./staff-session.ts";
import { readable, type StaffEventView } from "./view-account.ts";

const EVENTS_SHOWN = 30;

export interface MemberLine {
  id: string;
  account: string;
  name: string;
  state: MemberState;
  roles: readonly MemberRole[];
}

export interface MemberRole extends Grant {
  id: string;
  /** False where the role takes a key whose newest version the member does not hold; null: none. */
  hasKey: boolean | null;
}

/** Everybody with their roles, for administrators. */
export async function listMembers(
  house: House,
  session: StaffSession,
): Promise<Outcome<MemberLine[]>> {
  if (!mayDoSomewhere(session.member, "manageMembers")) return NOT_THERE;
  return { value: await memberLines(house) };
}

/** One member, with what happened to the account. */
export async function viewMember(
  house: House,
  session: StaffSession,
  id: string,
): Promise<Outcome<MemberLine & { events: StaffEventView[] }>> {
  if (!mayDoSomewhere(session.member, "manageMembers")) return NOT_THERE;
  const member = (await memberLines(house)).find((line) => line.id === id);
  if (member === undefined) return NOT_THERE;
  const events = await listEventsOfMember(house.db.read, id, EVENTS_SHOWN);
  return { value: { ...member, events: await readable(house, events) } };
}

/** Everybody who ever had an account, with the roles they have now. */
export async function memberLines(house: House): Promise<MemberLine[]> {
  const { read } = house.db;
  const roles = Map.groupBy(await listRoles(read), ({ memberId }) => memberId);
  const held = newestHolders(await listDeskKeysWithHolders(read));
  return (await findAll(read)).map(({ id, account, name, state }) => ({
    id,
    account,
    name,
    state: state as MemberState,
    roles: (roles.get(id) ?? []).map((role) => ({
      ...grantOf(role),
      id: role.id,
      hasKey: hasKey(role, held),
    })),
  }));
}

/** Who holds the newest version of each desk's key, by `place/department`. */
export function newestHolders(
  rows: Awaited<ReturnType<typeof listDeskKeysWithHolders>>,
): Map<string, { version: number; holders: string[] }> {
  const desks = new Map<string, { version: number; holders: string[] }>();
  // The rows come by version, so the newest is written last.
  for (const { jurisdiction, department, version, memberId } of rows) {
    const desk = `${jurisdiction}/${department}`;
    const before = desks.get(desk);
    const holders = before?.version === version ? before.holders : [];
    desks.set(desk, { version, holders: memberId === null ? holders : [...holders, memberId] });
  }
  return desks;
}

function hasKey(role: MemberRoleRow, held: ReturnType<typeof newestHolders>): boolean | null {
  const group = keyGroupOf(grantOf(role));
  if (group === null) return null;
  const desk = held.get(`${group.jurisdiction}/${group.department}`);
  return desk?.holders.includes(role.memberId) ?? false;
}

const NOT_THERE = refuse("not-found", [{ field: "member", message: "没有这位成员。" }]);
