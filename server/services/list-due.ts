import { setImmediate } from "node:timers/promises";
import { type ClockedTipRow, listClockedTips } from "#db/queries/clocked-tips.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { stepsAt } from "#domain/desk-due.ts";
import {
  DUE_STAGES,
  type Due,
  type DueStep,
  dueStage,
  isForCoordinator,
  taskStage,
} from "#domain/due-notice.ts";
import { overseerOf, type WatchedTip } from "#domain/oversight.ts";
import { taskDueOn } from "#domain/support-task.ts";
import { clockOfStep } from "#domain/tip-clock.ts";
import { OPEN_STATUSES } from "#domain/tip-status.ts";
import { clocksOfTip } from "./clocks-of-tip.ts";
import type { House } from "./house.ts";
import { watchedTips } from "./watched-tips.ts";

/** A step that is due or will be soon, at the desk that answers for it, or above that desk. */
export interface DueLine extends Due {
  reference: string;
  jurisdiction: string;
  department: string;
  /** `coordinator`: told because a desk is long overdue; it need not do the step itself. */
  as: "desk" | "coordinator";
  step: DueStep;
  /** Shanghai calendar. */
  dueOn: CalendarDate;
  isProvisional: boolean;
}

/** A tip that has not ended, with what is due of it and who watches over it. */
export interface OpenTipDue {
  tip: ClockedTipRow;
  /** At its desks, first of all the one in charge. */
  lines: readonly DueLine[];
  /** undefined where its place is not in the content any more. */
  watched: WatchedTip | undefined;
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
  const tips = await listOpenTipsDue(house, today, desk ? [desk.jurisdiction] : null);
  return mostUrgentFirst(
    tips
      .flatMap((tip) => [...tip.lines, ...overseersLines(tip)])
      .filter(
        ({ jurisdiction, department }) =>
          !desk || (desk.jurisdiction === jurisdiction && desk.department === department),
      ),
  );
}

/** The tips of some places (null: all) that have not ended with what is due of them, by reference. */
export async function listOpenTipsDue(
  house: House,
  today: CalendarDate,
  jurisdictions: readonly string[] | null,
): Promise<OpenTipDue[]> {
  const which = { statuses: OPEN_STATUSES, jurisdictions };
  const tips = await listClockedTips(house.db.read, which);
  const watchedOf = await watchedTips(house);
  const all: OpenTipDue[] = [];
  for (const [nth, tip] of tips.entries()) {
    // Thousands of open tips take a second; requests are answered in between.
    if (nth % TIPS_A_TURN === 0) await setImmediate();
    all.push({ tip, lines: linesOf(house, tip, today), watched: watchedOf(tip) });
  }
  return all;
}

export function mostUrgentFirst<Line extends DueLine>(lines: readonly Line[]): Line[] {
  return lines.toSorted(
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
  return tip.desks.flatMap(({ department, role }, place) => {
    // As in its inbox: while it is asked to do something, that day counts for a supporting desk.
    const asked = role === "supporting" ? taskDueOn(tip.events, department) : null;
    if (asked !== null) {
      const due = taskStage(asked, snapshot.workingYears, today);
      const line = { reference, jurisdiction, department, step: "task", dueOn: asked } as const;
      return due === null ? [] : [{ ...line, ...due, as: "desk" as const }];
    }
    return stepsAt(place).flatMap((step): DueLine[] => {
      const clock = clockOfStep(clocks, step);
      const due = clock && dueStage(clock, snapshot.workingYears, today);
      if (!due || clock.dueOn === null) return [];
      const { dueOn, isProvisional } = clock;
      const line = { reference, jurisdiction, department, step, dueOn, isProvisional };
      return [{ ...line, ...due, as: "desk" }];
    });
  });
}

/** A long overdue tip goes above the desk, once, to nobody whom the reporter keeps out. */
function overseersLines({ lines, watched }: OpenTipDue): DueLine[] {
  const late = lines.find(isForCoordinator);
  if (late === undefined || watched === undefined) return [];
  const department = overseerOf(watched);
  return department === undefined ? [] : [{ ...late, department, as: "coordinator" }];
}

function urgency({ stage }: Due): number {
  return DUE_STAGES.findIndex(({ id }) => id === stage);
}
