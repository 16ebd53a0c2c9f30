import { listOpenOrders } from "#db/queries/supervision-orders.ts";
import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { CHECK_WAYS, type CheckWay, ON_SITE } from "#domain/check-way.ts";
import { watchesFor } from "#domain/oversight.ts";
import { mayDo, placesWhere } from "#domain/staff-role.ts";
import { ENDED_STATUSES } from "#domain/tip-status.ts";
import type { DeskOpener } from "./desk.ts";
import type { House } from "./house.ts";
import { type DueLine, listOpenTipsDue, mostUrgentFirst, type OpenTipDue } from "./list-due.ts";
import type { SignedInMember, StaffSession } from "./staff-session.ts";
import { mayReadOrder } from "./supervision-orders.ts";

/** How much a desk has open, and how much of it is over its last day. */
export interface DeskLoad {
  jurisdiction: string;
  department: string;
  open: number;
  overdue: number;
}

/** `mayOrder`: whoever asks may order the desk to act (督办). */
export type ClockLine = DueLine & { mayOrder: boolean };

/** A finding for which nobody went on site, of a tip that has not ended. */
export interface UnvisitedFinding {
  reference: string;
  jurisdiction: string;
  department: string;
  foundOn: CalendarDate;
  checkedHow: CheckWay;
}

/** An order about a tip that has not ended, for whoever watches over it. */
export interface OrderLine {
  reference: string;
  jurisdiction: string;
  /** The desk in charge. */
  department: string;
  at: string;
  answerBy: CalendarDate;
  /** Whether whoever asks can print its words. */
  mayRead: boolean;
}

export interface ClocksView {
  loads: readonly DeskLoad[];
  due: readonly ClockLine[];
  unvisited: readonly UnvisitedFinding[];
  orders: readonly OrderLine[];
}

/**
 * States and clocks of the desks where a member may see them, read from what lies in the clear. The
 * coordinating body sees all desks of its place, nothing of what tips say, and nothing at all of a
 * tip whose reporter keeps it out: that one is seen by whoever stands above it.
 */
export async function listClocks(
  house: House,
  member: SignedInMember,
  opener: DeskOpener,
): Promise<ClocksView> {
  const places = placesWhere(member, ["readClocks", ...WATCHING]);
  const tips = await listOpenTipsDue(house, house.today(), places);
  const seen = tips.flatMap((tip) => seenBy(member, tip));
  return {
    due: mostUrgentFirst(seen.flatMap(({ lines }) => lines)),
    loads: loadsOf(seen),
    unvisited: seen.flatMap(({ unvisited }) => unvisited),
    orders: await ordersFor(house, { member, opener }, tips),
  };
}

/** What it takes to watch over a tip (`watchesFor`). */
const WATCHING = ["supervise", "oversee"] as const;

async function ordersFor(
  house: House,
  { member, opener }: Pick<StaffSession, "member" | "opener">,
  tips: readonly OpenTipDue[],
): Promise<OrderLine[]> {
  const watched = new Map(
    tips.filter((open) => mayOrderOf(member, open)).map(({ tip }) => [tip.id, tip]),
  );
  const rows = await listOpenOrders(house.db.read, ENDED_STATUSES);
  const lines: OrderLine[] = [];
  for (const { tipId, at, answerBy, ...order } of rows) {
    const tip = watched.get(tipId);
    const department = tip?.desks[0]?.department;
    if (tip === undefined || department === undefined) continue;
    const { reference, jurisdiction } = tip;
    const mayRead = await mayReadOrder({ id: member.id, opener }, order);
    lines.push({ reference, jurisdiction, department, at, answerBy, mayRead });
  }
  return lines;
}

/** Whether a member watches over a tip, and so may order its desk to act. */
function mayOrderOf(member: SignedInMember, { tip, watched }: OpenTipDue): boolean {
  const at = { jurisdiction: tip.jurisdiction, area: tip.area ?? undefined };
  return watched !== undefined && watchesFor(asked(member), watched, at) !== undefined;
}

/** A tip at a desk, as far as a member may know of it. */
interface SeenTip {
  jurisdiction: string;
  department: string;
  lines: readonly ClockLine[];
  unvisited: readonly UnvisitedFinding[];
}

/** Where a member sees a tip: at each desk that has it when they watch over it, else at their own. */
function seenBy(member: SignedInMember, open: OpenTipDue): SeenTip[] {
  const { tip, lines } = open;
  const { jurisdiction } = tip;
  const at = { jurisdiction, area: tip.area ?? undefined };
  const mayOrder = mayOrderOf(member, open);
  const atDesks = asked({ grants: member.grants.filter((grant) => grant.department) });
  return tip.desks
    .filter(({ department }) => mayOrder || atDesks("readClocks", { ...at, department }))
    .map(({ department }) => ({
      jurisdiction,
      department,
      lines: lines
        .filter((line) => line.department === department)
        .map((line) => ({ ...line, mayOrder })),
      unvisited: unvisitedOf(tip, department),
    }));
}

/** What a desk found last without going there; the reason is sealed, the way is not. */
function unvisitedOf(tip: OpenTipDue["tip"], department: string): UnvisitedFinding[] {
  const found = tip.events.findLast(({ act }) => act === "find" || act === "reopen");
  const checkedHow = CHECK_WAYS.find(({ id }) => id === found?.checkedHow)?.id;
  if (found?.by !== department || checkedHow === undefined || checkedHow === ON_SITE) return [];
  const { reference, jurisdiction } = tip;
  const foundOn = shanghaiDate(new Date(found.at));
  return [{ reference, jurisdiction, department, foundOn, checkedHow }];
}

function asked(who: Parameters<typeof mayDo>[0]): Parameters<typeof watchesFor>[0] {
  return (permission, place) => mayDo(who, permission, place);
}

function loadsOf(seen: readonly SeenTip[]): DeskLoad[] {
  const byDesk = Map.groupBy(
    seen,
    ({ jurisdiction, department }) => `${jurisdiction}/${department}`,
  );
  return [...byDesk]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, tips]) => {
      const [first] = tips;
      const late = tips.filter(({ lines }) => lines.some(({ stage }) => stage === "overdue"));
      const { jurisdiction = "", department = "" } = first ?? {};
      return [{ jurisdiction, department, open: tips.length, overdue: late.length }];
    });
}
