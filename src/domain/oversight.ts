import { superiors } from "./desk-exclusion.ts";
import type { RoutingPlace } from "./routed-desk.ts";
import type { Permission, Place } from "./staff-role.ts";

/** A tip as far as it matters who watches over it. */
export interface WatchedTip {
  place: RoutingPlace;
  /** The department that has it now. */
  inCharge: string;
  isExcluded: (department: string) => boolean;
}

/**
 * The departments that watch over a tip (督办): the coordinating body; where the reporter keeps it
 * out, or where it has the tip itself, whoever stands above it. Nobody whom the reporter keeps out.
 * Empty: nobody is left.
 */
export function watchersOf({ place, inCharge, isExcluded }: WatchedTip): string[] {
  const { coordinator, supervisor } = place.facts;
  const above = [...superiors(place, coordinator), supervisor].find(
    (department) =>
      department !== coordinator && department !== inCharge && !isExcluded(department),
  );
  const isOpen = !isExcluded(coordinator);
  return [
    ...(isOpen ? [coordinator] : []),
    ...(above !== undefined && (!isOpen || coordinator === inCharge) ? [above] : []),
  ];
}

/** Who is told when a tip is long overdue: the first that does not have it itself. */
export function overseerOf(tip: WatchedTip): string | undefined {
  return watchersOf(tip).find((department) => department !== tip.inCharge);
}

/**
 * The department for which somebody watches over a tip; undefined when they do not. For the
 * coordinating body somebody with a role for the whole place does, for a body above it the lead of
 * its desk.
 */
export function watchesFor(
  may: (permission: Permission, place: Place) => boolean,
  tip: WatchedTip,
  at: Pick<Place, "jurisdiction" | "area">,
): string | undefined {
  return watchersOf(tip).find((department) =>
    department === tip.place.facts.coordinator
      ? may("supervise", at)
      : may("oversee", { ...at, department }),
  );
}
