import { type CalendarDate, isActive } from "./calendar-date.ts";
import type { RoutingPlace } from "./routed-desk.ts";
import { routeTip } from "./routing.ts";
import { daysOfChange } from "./routing-difference.ts";
import type { TipCategory } from "./tip-category.ts";

interface PlaceOfAreas extends RoutingPlace {
  areas: readonly { id: string; name: string; activeFrom: string; activeTo?: string | undefined }[];
}

/** A category that no rule of a place covers; it goes to the coordinator. */
export interface RoutingGap {
  category: TipCategory;
  /** Names; empty when it is so in all of them and where the area is not known. */
  areas: readonly string[];
}

/** Every gap of a place on a day. */
export function routingGaps(
  categories: readonly TipCategory[],
  place: PlaceOfAreas,
  on: CalendarDate,
): RoutingGap[] {
  const everywhere = areasOn(place, on);
  return categories
    .filter((category) => isActive(category, on) && !category.toSuperior)
    .flatMap((category): RoutingGap[] => {
      const open = everywhere.filter(
        ({ id }) => routeTip(place, { category, area: id, exclude: [], on }).rule === "coordinator",
      );
      if (open.length === 0) return [];
      const areas = open.length === everywhere.length ? [] : open.map(({ name }) => name);
      return [{ category, areas }];
    });
}

export type DatedGap = RoutingGap & { on: CalendarDate };

/** Gaps of `after` that `before` has not, on a day and on every later one from which it differs. */
export function newGaps(
  categories: readonly TipCategory[],
  { before, after }: { before: PlaceOfAreas; after: PlaceOfAreas },
  from: CalendarDate,
): DatedGap[] {
  const known = new Set<string>();
  return [from, ...daysOfChange(after, from)].flatMap((on) => {
    freshGaps(categories, before, on, known);
    return freshGaps(categories, after, on, known);
  });
}

/** Gaps that open in a place after `today`, each with the first day of it. */
export function comingGaps(
  categories: readonly TipCategory[],
  place: PlaceOfAreas,
  today: CalendarDate,
): DatedGap[] {
  const known = new Set<string>();
  freshGaps(categories, place, today, known);
  return daysOfChange(place, today).flatMap((on) => freshGaps(categories, place, on, known));
}

/** The gaps of a day that are not known yet; they are from now on. */
function freshGaps(
  categories: readonly TipCategory[],
  place: PlaceOfAreas,
  on: CalendarDate,
  known: Set<string>,
): DatedGap[] {
  const key = ({ category, areas }: RoutingGap) => `${category.id} ${areas.join()}`;
  const fresh = routingGaps(categories, place, on).filter((gap) => !known.has(key(gap)));
  for (const gap of fresh) known.add(key(gap));
  return fresh.map((gap) => ({ ...gap, on }));
}

function areasOn({ areas }: PlaceOfAreas, on: CalendarDate) {
  return [{ id: undefined, name: "没有写明县区" }, ...areas.filter((area) => isActive(area, on))];
}
