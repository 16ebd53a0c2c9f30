import { listDeskKeysWithHolders } from "#db/queries/desk-key-holders.ts";
import { findDeskKey } from "#db/queries/desk-keys.ts";
import { findLastWithdrawal, listEventsOfDesk } from "#db/queries/staff-events.ts";
import type { MemberState } from "#domain/member.ts";
import { isOfGroup, keyGroupOf, keyGroupsManagedBy, mayManageKey } from "#domain/office.ts";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { type MemberLine, memberLines, newestHolders } from "./list-members.ts";
import { renewDeskKey } from "./renew-desk-key.ts";
import type { StaffSession } from "./staff-session.ts";
import { type DueTransfer, listDueTransfer } from "./transfer-tips.ts";
import { readable, type StaffEventView } from "./view-account.ts";

const EVENTS_SHOWN = 20;

export interface DeskLine extends DeskName {
  /** The version of the key; null while the desk has none. */
  version: number | null;
  members: readonly DeskMember[];
  /** True when somebody lost the key without its being changed. */
  isRenewalDue: boolean;
  /** True when the reader may hand over, withdraw and renew the key. */
  mayManage: boolean;
  /** What it must hand on after a change of departments. */
  transfer: Omit<DueTransfer, "references"> & { count: number };
}

export interface DeskMember {
  id: string;
  name: string;
  state: MemberState;
  hasKey: boolean;
}

/** Groups with members or keys: all of them for administrators, the own ones for others. */
export async function listDesks(house: House, session: StaffSession): Promise<Outcome<DeskLine[]>> {
  const { member } = session;
  const own = keyGroupsManagedBy(member);
  const isAdministrator = mayDoSomewhere(member, "manageMembers");
  if (own.length === 0 && !isAdministrator) return NOT_THERE;
  const lines = await memberLines(house);
  const held = newestHolders(await listDeskKeysWithHolders(house.db.read));
  const names = isAdministrator ? [...held.keys(), ...deskNames(lines)] : own.map(nameOf);
  const desks: DeskLine[] = [];
  for (const name of [...new Set(names)].toSorted()) {
    const [jurisdiction = "", department = ""] = name.split("/");
    const desk = { jurisdiction, department };
    desks.push({
      ...desk,
      version: held.get(name)?.version ?? null,
      members: lines.flatMap((line) => deskMember(line, desk)),
      isRenewalDue: await isRenewalDue(house, desk),
      mayManage: mayManageKey(member, desk),
      transfer: await transferOf(house, desk),
    });
  }
  return { value: desks };
}

/** What happened to the key of a desk, for its leads, for administrators and auditors. */
export async function listDeskEvents(
  house: House,
  session: StaffSession,
  desk: DeskName,
): Promise<Outcome<StaffEventView[]>> {
  const { member } = session;
  const isOverseer = (["readAudit", "manageMembers"] as const).some((permission) =>
    mayDoSomewhere(member, permission),
  );
  if (!isOverseer && !mayManageKey(member, desk)) return NOT_THERE;
  const events = await listEventsOfDesk(house.db.read, desk, EVENTS_SHOWN);
  return { value: await readable(house, events) };
}

/** A lead gives the own desk a new key, after an administrator took somebody out. */
export async function renewOwnDeskKey(
  house: House,
  session: StaffSession,
  desk: DeskName,
): Promise<Outcome<{ version: number }>> {
  const { member, opener } = session;
  if (!mayManageKey(member, desk)) return NOT_THERE;
  return await renewDeskKey(house, { actor: member.id, opener, usesRecovery: false }, desk);
}

async function transferOf(house: House, desk: DeskName): Promise<DeskLine["transfer"]> {
  const { references, ...due } = await listDueTransfer(house, desk);
  return { ...due, count: references.length };
}

async function isRenewalDue(house: House, desk: DeskName): Promise<boolean> {
  const present = await findDeskKey(house.db.read, desk);
  const withdrawnAt = await findLastWithdrawal(house.db.read, desk);
  return present !== undefined && withdrawnAt !== null && withdrawnAt > present.madeAt;
}

function deskMember(line: MemberLine, desk: DeskName): DeskMember[] {
  const roles = line.roles.filter((role) => isOfGroup(role, desk));
  const { id, name, state } = line;
  return roles.length === 0
    ? []
    : [{ id, name, state, hasKey: roles.some((role) => role.hasKey === true) }];
}

function deskNames(lines: readonly MemberLine[]): string[] {
  return lines
    .flatMap(({ roles }) => roles.map(keyGroupOf))
    .filter((group) => group !== null)
    .map(nameOf);
}

function nameOf({ jurisdiction, department }: DeskName): string {
  return `${jurisdiction}/${department}`;
}

const NOT_THERE = refuse("not-found", [{ field: "desk", message: "没有这个部门。" }]);
