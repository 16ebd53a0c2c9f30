import { countDeskLoads } from "#db/queries/inbox.ts";
import { ENDED } from "#domain/inbox.ts";
import { mayDo } from "#domain/staff-role.ts";
import type { House } from "./house.ts";
import { type DueLine, listDue } from "./list-due.ts";
import type { SignedInMember } from "./staff-session.ts";

/** How much a desk has open, and how much of it is over its last day. */
export interface DeskLoad {
  jurisdiction: string;
  department: string;
  open: number;
  overdue: number;
}

export interface ClocksView {
  loads: readonly DeskLoad[];
  due: readonly DueLine[];
}

/**
 * States and clocks of every desk where a member may see them, read from what lies in the clear:
 * the coordinating body sees all desks of its place, and none of their tips.
 */
export async function listClocks(house: House, member: SignedInMember): Promise<ClocksView> {
  const isSeen = ({ jurisdiction, department }: { jurisdiction: string; department: string }) =>
    mayDo(member, "readClocks", { jurisdiction, department });
  const due = (await listDue(house, { today: house.today() })).filter(
    (line) => line.as === "desk" && isSeen(line),
  );
  const loads = (await countDeskLoads(house.db.read, ENDED)).filter(isSeen);
  return {
    due,
    loads: loads.map((load) => ({
      ...load,
      overdue: new Set(
        due
          .filter(
            (line) =>
              line.stage === "overdue" &&
              line.jurisdiction === load.jurisdiction &&
              line.department === load.department,
          )
          .map(({ reference }) => reference),
      ).size,
    })),
  };
}
