import { type CalendarDate, isActive } from "#domain/calendar-date.ts";
import { stepOfRole } from "#domain/desk-due.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { type RoutingDecision, routeTip } from "#domain/routing.ts";
import {
  DEFAULT_LIMIT_NOTE,
  LIMIT_STARTS,
  lengthText,
  limitsFor,
  TIP_STEPS,
  type TimeLimit,
} from "#domain/time-limit.ts";
import type { TipCategory } from "#domain/tip-category.ts";
import { nameOf, UNSAID } from "#lib/format.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** One answer for a category, and the areas it holds in. */
export interface RoutingAnswer {
  decision: RoutingDecision;
  /** Names of the areas; empty when it holds in all of them and where the area is not known. */
  areas: readonly string[];
  /** What must be done within how long, a sentence a step. */
  due: readonly string[];
}

export interface RoutingRow {
  category: TipCategory;
  /** More than one only where areas differ. */
  answers: readonly RoutingAnswer[];
}

/** Who would get a tip of each category in one place on `today`, areas with one answer together. */
export function routingRows(
  { tipCategories, timeLimits }: Snapshot,
  place: JurisdictionFolder,
  today: CalendarDate,
): RoutingRow[] {
  const areas = [UNKNOWN_AREA, ...place.areas.filter((area) => isActive(area, today))];
  return tipCategories
    .filter((category) => isActive(category, today))
    .map((category) => {
      const cells = areas.map(({ id, name }) => ({
        name,
        decision: routeTip(place, { category, area: id, exclude: [], on: today }),
      }));
      const groups = [...Map.groupBy(cells, (cell) => JSON.stringify(cell.decision)).values()];
      const answers = groups.flatMap((group): RoutingAnswer[] => {
        const [first] = group;
        if (first === undefined) return [];
        const names = groups.length === 1 ? [] : group.map((cell) => cell.name);
        const due = dueSentences(timeLimits, place.id, category, first.decision, today);
        return [{ decision: first.decision, areas: names, due }];
      });
      return { category, answers };
    });
}

/** The desks of one role. */
export function desksOf(decision: RoutingDecision, role: RoutedDesk["role"]) {
  return decision.desks.filter((desk) => desk.role === role);
}

const UNKNOWN_AREA = { id: undefined, name: "没有写明县区" } as const;

function dueSentences(
  limits: readonly TimeLimit[],
  jurisdiction: string,
  category: TipCategory,
  { desks }: RoutingDecision,
  on: CalendarDate,
): string[] {
  const isScreened = desks.some((desk) => desk.role === "screening");
  const steps = new Set(desks.map((desk) => stepOfRole(desk.role)));
  const question = { jurisdiction, category: category.id, isNamed: false, isScreened, on };
  return limitsFor(limits, question)
    .filter((limit) => steps.has(limit.step))
    .map((limit) => {
      const start = limit.start === "transferred" && !isScreened ? "received" : limit.start;
      const length = lengthText(limit);
      const step = nameOf(TIP_STEPS, limit.step);
      const note = limit.isDefault ? `（${DEFAULT_LIMIT_NOTE}）` : "";
      return length === null
        ? `${step}：${UNSAID}`
        : `${nameOf(LIMIT_STARTS, start)}后${length}内${step}${note}`;
    });
}
