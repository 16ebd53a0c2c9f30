import { addDays, type CalendarDate, isActive } from "./calendar-date.ts";
import type { RoutingPlace } from "./routed-desk.ts";
import { type RoutingDecision, routeTip } from "./routing.ts";
import type { TipCategory } from "./tip-category.ts";

interface Named {
  id: string;
  name: string;
}

/** Who answers on a day. */
interface Moment {
  place: RoutingPlace;
  on: CalendarDate;
}

/** A category that goes to others than before, and the areas in which it does. */
export interface RoutingDifference {
  category: TipCategory;
  /** Names; empty when it holds in all of them and where the area is not known. */
  areas: readonly string[];
  /** Ids of all of them; undefined where the area is not known. */
  areaIds: readonly (string | undefined)[];
  /** Name of the only industry in which it is so. */
  industry?: string;
  before: RoutingDecision;
  after: RoutingDecision;
}

/** One area, and perhaps one industry, with both answers. */
interface Cell {
  id: string | undefined;
  name: string;
  industry?: string;
  before: RoutingDecision;
  after: RoutingDecision;
}

const UNKNOWN_AREA = { id: undefined, name: "没有写明县区" } as const;

/**
 * Everything that goes to other desks, or to the same in other roles, than before. What a rule says
 * of an industry is told apart only where it makes a difference of its own.
 */
export function routingDifferences(
  categories: readonly TipCategory[],
  areas: readonly Named[],
  { before, after }: { before: Moment; after: Moment },
  industries: readonly Named[] = [],
): RoutingDifference[] {
  const everywhere = [UNKNOWN_AREA, ...areas];
  const apart = industriesIn([before.place, after.place], industries);
  return categories
    .filter((category) => isActive(category, after.on))
    .flatMap((category) => {
      const decide = ({ place, on }: Moment, area?: string, industry?: string) =>
        routeTip(place, { category, area, industry, exclude: [], on });
      const cells = everywhere.flatMap(({ id, name }): Cell[] => {
        const base = { id, name, before: decide(before, id), after: decide(after, id) };
        const own = apart
          .map((industry) => ({
            ...base,
            industry: industry.name,
            before: decide(before, id, industry.id),
            after: decide(after, id, industry.id),
          }))
          .filter((cell) => keyOf(cell) !== keyOf(base));
        return [base, ...own];
      });
      const changed = cells.filter((cell) => desksIn(cell.before) !== desksIn(cell.after));
      const groups = Map.groupBy(changed, (cell) => `${cell.industry ?? ""} ${keyOf(cell)}`);
      return [...groups.values()].flatMap((group): RoutingDifference[] => {
        const [first] = group;
        if (first === undefined) return [];
        const isEverywhere = group.length === everywhere.length;
        const names = isEverywhere ? [] : group.map(({ name }) => name);
        const ids = group.map(({ id }) => id);
        const { industry, before: old, after: next } = first;
        const only = industry === undefined ? {} : { industry };
        return [{ category, areas: names, areaIds: ids, ...only, before: old, after: next }];
      });
    });
}

/** The days after `today` from which somebody else may answer, in order. */
export function daysOfChange(
  { departments, responsibilities }: RoutingPlace,
  today: CalendarDate,
): CalendarDate[] {
  const renamings = departments.flatMap(({ laterNames }) => laterNames);
  const days = [...departments, ...responsibilities].flatMap(({ activeFrom, activeTo }) => [
    activeFrom,
    activeTo,
  ]);
  days.push(...renamings.map(({ activeFrom }) => activeFrom));
  return [
    ...new Set(days.filter((day) => day !== undefined && day > today)),
  ].toSorted() as string[];
}

/** What changes in a place on a day, against the day before. */
export function differencesOn(
  categories: readonly TipCategory[],
  place: RoutingPlace & { areas: readonly (Named & { activeFrom: string })[] },
  on: CalendarDate,
  industries: readonly Named[] = [],
): RoutingDifference[] {
  const areas = place.areas.filter((area) => isActive(area, on));
  const before = { place, on: addDays(on, -1) };
  return routingDifferences(categories, areas, { before, after: { place, on } }, industries);
}

/** The industries that some rule is limited to. */
function industriesIn(places: readonly RoutingPlace[], industries: readonly Named[]) {
  const named = places.flatMap(({ responsibilities }) =>
    responsibilities.flatMap((rule) => rule.industries),
  );
  return industries.filter(({ id }) => named.includes(id));
}

function keyOf({ before, after }: Pick<Cell, "before" | "after">): string {
  return `${desksIn(before)}>${desksIn(after)}`;
}

function desksIn({ desks }: RoutingDecision): string {
  return desks.map(({ role, department }) => `${role} ${department}`).join(" ");
}
