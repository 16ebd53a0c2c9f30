import { type DeskChangeRow, findDeskChange, listDeskChanges } from "#db/queries/desk-changes.ts";
import { listMembers } from "#db/queries/members.ts";
import type { DeskChange, DeskChangeStage } from "#domain/desk-change.ts";
import { mayDo } from "#domain/staff-role.ts";
import {
  type DeskChangePlan,
  NO_DESK_CHANGE,
  planOfDeskChange,
  storedChange,
} from "./desk-change.ts";
import type { House, Outcome } from "./house.ts";
import type { SignedInMember } from "./staff-session.ts";

export interface DeskChangeLine {
  id: string;
  change: DeskChange;
  stage: DeskChangeStage;
  submittedAt: string;
  /** Names of people. */
  submittedBy: string;
  decidedAt: string | null;
  decidedBy: string | null;
  /** Why it was declined. */
  reason: string | null;
  /** Whether whoever looks proposed it, and so may not approve it. */
  isOwn: boolean;
}

/** Changes of the places that somebody may change, the latest first. */
export async function listDeskChangesFor(
  house: House,
  member: SignedInMember,
): Promise<DeskChangeLine[]> {
  const places = house
    .snapshot()
    .jurisdictions.map(({ id }) => id)
    .filter((jurisdiction) => mayDo(member, "manageDesks", { jurisdiction }));
  const names = await namesOf(house);
  const rows = await listDeskChanges(house.db.read, places);
  return rows.map((row) => lineOf(row, names, member));
}

/** One change with what follows from it as the content stands now. */
export async function viewDeskChange(
  house: House,
  member: SignedInMember,
  id: string,
): Promise<Outcome<DeskChangeLine & DeskChangePlan>> {
  const row = await findDeskChange(house.db.read, id);
  if (row === undefined || !mayDo(member, "manageDesks", row)) return NO_DESK_CHANGE;
  const line = lineOf(row, await namesOf(house), member);
  const plan = await planOfDeskChange(house, line.change);
  // What is written or declined is past: the place no longer stands as it did.
  const isOpen = line.stage === "submitted";
  const shown = isOpen ? plan : { ...plan, differences: [], gaps: [], problems: [] };
  return { value: { ...line, ...shown } };
}

async function namesOf(house: House): Promise<(id: string | null) => string | null> {
  const names = new Map((await listMembers(house.db.read)).map(({ id, name }) => [id, name]));
  return (id) => (id === null ? null : (names.get(id) ?? id));
}

function lineOf(
  row: DeskChangeRow,
  nameOf: (id: string | null) => string | null,
  member: SignedInMember,
): DeskChangeLine {
  const { id, submittedAt, decidedAt, reason } = row;
  return {
    id,
    change: storedChange(row),
    stage: row.stage as DeskChangeStage,
    submittedAt,
    submittedBy: nameOf(row.submittedBy) ?? "",
    decidedAt,
    decidedBy: nameOf(row.decidedBy),
    reason,
    isOwn: row.submittedBy === member.id,
  };
}
