import { setImmediate } from "node:timers/promises";
import {
  type ClockedTipRow,
  listClockedTips,
  listExclusionsOfTips,
} from "#db/queries/clocked-tips.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { stepsAt } from "#domain/desk-due.ts";
import { superiors } from "#domain/desk-exclusion.ts";
import { DUE_STAGES, type Due, dueStage, isForCoordinator } from "#domain/due-notice.ts";
import type { TipStep } from "#domain/time-limit.ts";
import { clockOfStep } from "#domain/tip-clock.ts";
import { clocksOfTip, ENDED_STATUSES } from "./clocks-of-tip.ts";
import type { House } from "./house.ts";
import { exclusionMacOf } from "./tip-envelope.ts";

/** A step that is due or will be soon, at the desk that answers for it, or above that desk. */
export interface DueLine extends Due {
  reference: string;
  jurisdiction: string;
  department: string;
  /** `coordinator`: told because a desk is long overdue; it need not do the step itself. */
  as: "desk" | "coordinator";
  step: TipStep;
  /** Shanghai calendar. */
  dueOn: CalendarDate;
  isProvisional: boolean;
}

const TIPS_A_TURN = 100;

/**
 * What is due, most urgent first; for one department or for all. Read from what lies in the clear,
 * so a job without keys can do it.
 */
export async function listDue(
  house: House,
  { today, desk }: { today: CalendarDate; desk?: { jurisdiction: string; department: string } },
): Promise<DueLine[]> {
  const tips = await listClockedTips(house.db.read, ENDED_STATUSES);
  const lines: DueLine[] = [];
  for (const [nth, tip] of tips.entries()) {
    // Thousands of open tips take a second; requests are answered in between.
    if (nth % TIPS_A_TURN === 0) await setImmediate();
    lines.push(...linesOf(house, tip, today));
  }
  const all = [...lines, ...(await coordinatorLines(house, tips, lines))];
  return all
    .filter(
      ({ jurisdiction, department }) =>
        !desk || (desk.jurisdiction === jurisdiction && desk.department === department),
    )
    .toSorted(
      (a, b) =>
        urgency(a) - urgency(b) ||
        a.dueOn.localeCompare(b.dueOn) ||
        a.reference.localeCompare(b.reference),
    );
}

function linesOf(house: House, tip: ClockedTipRow, today: CalendarDate): DueLine[] {
  const snapshot = house.snapshot();
  const clocks = clocksOfTip(snapshot, tip, tip.events, today);
  const { reference, jurisdiction } = tip;
  return tip.desks.flatMap(({ department }, place) =>
    stepsAt(place).flatMap((step): DueLine[] => {
      const clock = clockOfStep(clocks, step);
      const due = clock && dueStage(clock, snapshot.workingYears, today);
      if (!due || clock.dueOn === null) return [];
      const { dueOn, isProvisional } = clock;
      const line = { reference, jurisdiction, department, step, dueOn, isProvisional };
      return [{ ...line, ...due, as: "desk" }];
    }),
  );
}

/** Long overdue tips go above the desk, to nobody whom the reporter keeps out. */
async function coordinatorLines(
  house: House,
  tips: readonly ClockedTipRow[],
  lines: readonly DueLine[],
): Promise<DueLine[]> {
  const late = [
    ...Map.groupBy(lines.filter(isForCoordinator), ({ reference }) => reference).values(),
  ].flatMap(([first]) => first ?? []);
  const idOf = new Map(tips.map(({ reference, id }) => [reference, id]));
  const ids = late.flatMap(({ reference }) => idOf.get(reference) ?? []);
  const exclusions = Map.groupBy(
    await listExclusionsOfTips(house.db.read, ids),
    ({ tipId }) => tipId,
  );
  return late.flatMap((line): DueLine[] => {
    const id = idOf.get(line.reference) ?? "";
    const macs = (exclusions.get(id) ?? []).map(({ mac }) => mac);
    const isExcluded = (department: string) =>
      house.keyring.macKeys.some((key) => macs.includes(exclusionMacOf(key, id, department)));
    const department = aboveDesk(house, line, isExcluded);
    return department === undefined ? [] : [{ ...line, department, as: "coordinator" }];
  });
}

/** The coordinating body, or whoever stands above it where it is late itself or kept out. */
function aboveDesk(
  house: House,
  { jurisdiction, department }: DueLine,
  isExcluded: (department: string) => boolean,
): string | undefined {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === jurisdiction);
  if (place === undefined) return undefined;
  const { coordinator, supervisor } = place.facts;
  return [coordinator, ...superiors(place, coordinator), supervisor].find(
    (candidate) => candidate !== department && !isExcluded(candidate),
  );
}

function urgency({ stage }: Due): number {
  return DUE_STAGES.findIndex(({ id }) => id === stage);
}
