import { addDays, type CalendarDate } from "./calendar-date.ts";
import type { Department } from "./department.ts";

/** A place with its departments under the names they have on a day, Shanghai. */
export function namedOn<P extends { departments: readonly Department[] }>(
  place: P,
  on: CalendarDate,
): P {
  const { departments } = place;
  const isNamed = departments.every((entry) =>
    entry.laterNames.every((later) => on < later.activeFrom),
  );
  return isNamed ? place : { ...place, departments: departments.map((entry) => nameOn(entry, on)) };
}

/** Every name a department has been given so far, the newest last; some hold only from a later day. */
export function namesOf({ formerNames, name, laterNames }: Department): string[] {
  return [...formerNames, { name }, ...laterNames].map((entry) => entry.name);
}

/** Who takes another name on a day, with the name it has until then. */
export function renamings(
  departments: readonly Department[],
  on: CalendarDate,
): { name: string; next: string }[] {
  const eve = namedOn({ departments }, addDays(on, -1)).departments;
  return eve.flatMap(({ name, laterNames: [next] }) =>
    next?.activeFrom === on ? [{ name, next: next.name }] : [],
  );
}

/** Names that hold by then move up: the last is its name, those before are former names. */
function nameOn(department: Department, on: CalendarDate): Department {
  const taken = department.laterNames.filter(({ activeFrom }) => activeFrom <= on);
  const borne = [department, ...taken];
  const { name, shortName } = borne.at(-1) ?? department;
  const ended = taken.map(({ activeFrom, cites }, index) => {
    const before = borne[index] ?? department;
    return { name: before.name, shortName: before.shortName, activeTo: activeFrom, cites };
  });
  return {
    ...department,
    name,
    shortName,
    formerNames: [...department.formerNames, ...ended],
    laterNames: department.laterNames.slice(taken.length),
  };
}
