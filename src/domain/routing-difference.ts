import { addDays, type CalendarDate, isActive } from "./calendar-date.ts";
import type { RoutingPlace } from "./routed-desk.ts";
import { type RoutingDecision, routeTip } from "./routing.ts";
import type { TipCategory } from "./tip-category.ts";

interface NamedArea {
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
  before: RoutingDecision;
  after: RoutingDecision;
}

/** Everything that goes to other desks, or to the same in other roles, than before. */
export function routingDifferences(
  categories: readonly TipCategory[],
  areas: readonly NamedArea[],
  { before, after }: { before: Moment; after: Moment },
): RoutingDifference[] {
  const everywhere = [{ id: undefined, name: "没有写明县区" }, ...areas];
  return categories
    .filter((category) => isActive(category, after.on))
    .flatMap((category) => {
      const decide = ({ place, on }: Moment, area: string | undefined) =>
        routeTip(place, { category, area, exclude: [], on });
      const cells = everywhere.map(({ id, name }) => ({
        name,
        before: decide(before, id),
        after: decide(after, id),
      }));
      const changed = cells.filter((cell) => desksIn(cell.before) !== desksIn(cell.after));
      const key = (cell: (typeof cells)[number]) =>
        `${desksIn(cell.before)}>${desksIn(cell.after)}`;
      return [...Map.groupBy(changed, key).values()].flatMap((group): RoutingDifference[] => {
        const [first] = group;
        if (first === undefined) return [];
        const names = group.length === everywhere.length ? [] : group.map(({ name }) => name);
        return [{ category, areas: names, before: first.before, after: first.after }];
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
  place: RoutingPlace & { areas: readonly (NamedArea & { activeFrom: string })[] },
  on: CalendarDate,
): RoutingDifference[] {
  const areas = place.areas.filter((area) => isActive(area, on));
  const before = { place, on: addDays(on, -1) };
  return routingDifferences(categories, areas, { before, after: { place, on } });
}

function desksIn({ desks }: RoutingDecision): string {
  return desks.map(({ role, department }) => `${role} ${department}`).join(" ");
}
