import type { MemberRoleRow } from "#db/queries/members.ts";
import {
  appendStaffEvent,
  listEventsOfAct,
  listSeenRecoveries,
  type StaffEventRow,
} from "#db/queries/staff-events.ts";
import { findTipByReference, listDesksOfTip } from "#db/queries/tips.ts";
import { isOfGroup } from "#domain/office.ts";
import { ACTOR_ON_CONSOLE } from "#domain/staff-event.ts";
import { mayDoSomewhere } from "#domain/staff-role.ts";
import { type Clerk, recoveryClerk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { grantOf, type SignedInMember, type StaffSession } from "./staff-session.ts";
import { readable, type StaffEventView } from "./view-account.ts";

/** A use of the recovery passphrase, as those it concerns read it. */
export interface RecoveryUse extends StaffEventView {
  position: number;
  jurisdiction: string | null;
  department: string | null;
  isSeen: boolean;
}

/** How many uses are shown; those nobody has seen yet are counted without this bound. */
const SHOWN = 50;

/**
 * Opens what the recovery passphrase opens, for work on one tip on the machine, and writes that
 * down first: also for somebody who only reads. Throws `CannotOpen` when it is wrong.
 */
export async function recordRecovery(
  house: House,
  passphrase: string,
  { reference, detail }: { reference: string; detail: string },
): Promise<Clerk> {
  const clerk = recoveryClerk(house, passphrase);
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  const desks = tip === undefined ? [] : await listDesksOfTip(house.db.read, tip.id);
  const places = desks
    .filter(({ isReceiving }) => isReceiving)
    .map(({ department }) => ({ jurisdiction: tip?.jurisdiction ?? "", department }));
  const at = house.now().toISOString();
  await house.db.tx(async (queries) => {
    for (const place of places.length > 0 ? places : [{}]) {
      const event = { at, act: "recovery-used", actor: ACTOR_ON_CONSOLE, detail } as const;
      await appendStaffEvent(queries, { ...event, ...place });
    }
  });
  return clerk;
}

/** The uses of the passphrase that concern whoever asks, newest first. */
export async function listRecoveryUses(
  house: House,
  { member, roles }: StaffSession,
): Promise<RecoveryUse[]> {
  const rows = await concerning(house, member, roles);
  const seen = await seenUpTo(house, member.id);
  const shown = rows.slice(0, SHOWN);
  const views = await readable(house, shown);
  return shown.flatMap(({ position, jurisdiction, department }, index) => {
    const view = views[index];
    if (view === undefined) return [];
    return [{ ...view, position, jurisdiction, department, isSeen: position <= seen }];
  });
}

/** How many of them somebody has not confirmed having seen. */
export async function countUnseenRecoveries(
  house: House,
  { member, roles }: StaffSession,
): Promise<number> {
  const seen = await seenUpTo(house, member.id);
  const rows = await concerning(house, member, roles);
  return rows.filter(({ position }) => position > seen).length;
}

/** Somebody confirms having seen every use up to one of those listed. That is on record as well. */
export async function recordRecoverySeen(
  house: House,
  { member, roles }: StaffSession,
  position: number,
): Promise<Outcome<{ position: number }>> {
  const rows = await concerning(house, member, roles);
  if (!rows.some((row) => row.position === position)) return NOT_THERE;
  if (position <= (await seenUpTo(house, member.id))) return { value: { position } };
  const at = house.now().toISOString();
  const { id } = member;
  const event = { at, act: "recovery-seen", actor: id, memberId: id } as const;
  await house.db.tx((queries) => appendStaffEvent(queries, { ...event, detail: `${position}` }));
  return { value: { position } };
}

const NOT_THERE = refuse("not-found", [{ field: "position", message: "没有这条记录。" }]);

/** Administrators and auditors are told of every use, desks of those at theirs, since they came. */
async function concerning(
  house: House,
  member: SignedInMember,
  roles: readonly MemberRoleRow[],
): Promise<StaffEventRow[]> {
  const rows = await listEventsOfAct(house.db.read, "recovery-used");
  return rows.filter(
    (row) => row.memberId === member.id || roles.some((role) => concerns(role, row)),
  );
}

function concerns(role: MemberRoleRow, { at, jurisdiction, department }: StaffEventRow): boolean {
  const grant = grantOf(role);
  const reader = { grants: [grant] };
  const readsAll = mayDoSomewhere(reader, "manageMembers") || mayDoSomewhere(reader, "readAudit");
  const isTheirs =
    jurisdiction !== null && department !== null && isOfGroup(grant, { jurisdiction, department });
  return at >= role.givenAt && (readsAll || isTheirs);
}

/** The last position somebody has confirmed; 0 before. */
async function seenUpTo(house: House, memberId: string): Promise<number> {
  const positions = (await listSeenRecoveries(house.db.read, memberId)).map(Number);
  return Math.max(0, ...positions);
}
