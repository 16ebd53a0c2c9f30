import { type Authorised, type Grant, gives, mayDo } from "./staff-role.ts";

/**
 * 统筹钥匙. Beside the desks of a place its coordinators hold a key together. It opens no tip: it
 * opens the second half of the key of each reporter's name, so that nobody who holds the key of a
 * desk reads a name alone. For that nobody holds the key of a desk and the office's of one place.
 * The mark stands where a department's id does; no department can have it.
 */
export const OFFICE = "_office";

/** A desk, or the office of a place: a group of people that holds a key. */
export interface KeyGroup {
  jurisdiction: string;
  department: string;
}

/** The office of a place. */
export function officeOf(jurisdiction: string): KeyGroup {
  return { jurisdiction, department: OFFICE };
}

/** The group whose key somebody needs for a role; null where it takes none. */
export function keyGroupOf({ role, jurisdiction, department }: Grant): KeyGroup | null {
  if (jurisdiction === undefined) return null;
  if (department !== undefined) return { jurisdiction, department };
  return gives({ role }, "allowIdentity") ? officeOf(jurisdiction) : null;
}

/** Whether a role is one of this group. */
export function isOfGroup(grant: Grant, group: KeyGroup): boolean {
  const own = keyGroupOf(grant);
  return own?.jurisdiction === group.jurisdiction && own.department === group.department;
}

/** Whether somebody may hand over, withdraw and renew the key of a group. */
export function mayManageKey(member: Authorised, group: KeyGroup): boolean {
  const { jurisdiction } = group;
  return group.department === OFFICE
    ? mayDo(member, "manageOffice", { jurisdiction })
    : mayDo(member, "manageDesk", group);
}

/** The groups whose keys somebody may hand over, each once. */
export function keyGroupsManagedBy(member: Authorised): KeyGroup[] {
  const groups = new Map<string, KeyGroup>();
  for (const grant of member.grants) {
    const group = keyGroupOf(grant);
    if (group === null || !mayManageKey(member, group)) continue;
    groups.set(`${group.jurisdiction}/${group.department}`, group);
  }
  return [...groups.values()];
}
