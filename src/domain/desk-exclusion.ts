import { deskOf, type RoutedDesk, type RoutingPlace } from "./routed-desk.ts";

/**
 * An excluded desk that would have led or screened is replaced one level up, then by the
 * coordinator, then by the supervisor; an excluded supporter is left out.
 */
export function withoutExcluded(
  place: RoutingPlace,
  exclude: readonly string[],
  desks: readonly RoutedDesk[],
): RoutedDesk[] {
  const kept: RoutedDesk[] = [];
  for (const desk of desks) {
    const isExcluded = exclude.includes(desk.department);
    if (isExcluded && desk.role === "supporting") continue;
    const taker = isExcluded ? replacement(place, desk, exclude) : desk;
    if (taker === undefined) return [];
    if (!kept.some((other) => isSameTask(other, taker))) kept.push(taker);
  }
  return kept;
}

/** Screening is a task of its own: the desk that screens may also be the one that then leads. */
export function isSameTask(a: RoutedDesk, b: RoutedDesk): boolean {
  return a.department === b.department && (a.role === "screening") === (b.role === "screening");
}

function replacement(
  place: RoutingPlace,
  desk: RoutedDesk,
  exclude: readonly string[],
): RoutedDesk | undefined {
  const { coordinator, supervisor, filingsTo } = place.facts;
  const candidates = [...superiors(place, desk.department), coordinator, supervisor];
  const department = candidates.find((candidate) => !exclude.includes(candidate));
  if (department === undefined) return undefined;
  return deskOf(
    place,
    department,
    desk.role,
    `您要求${desk.name}回避，改由该部门接收。`,
    filingsTo.cites,
  );
}

/** Departments one, two, … levels up. A circle in the data ends where it closes. */
export function superiors(place: RoutingPlace, department: string): string[] {
  const above: string[] = [];
  let current = superiorOf(place, department);
  while (current !== undefined && current !== department && !above.includes(current)) {
    above.push(current);
    current = superiorOf(place, current);
  }
  return above;
}

function superiorOf(place: RoutingPlace, department: string): string | undefined {
  return place.departments.find((entry) => entry.id === department)?.superior;
}
