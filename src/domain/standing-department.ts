import type { CalendarDate } from "./calendar-date.ts";
import type { Department } from "./department.ts";
import { namedOn } from "./department-name.ts";
import type { RoutingPlace } from "./routed-desk.ts";

/** A body as far as its life goes. */
type Lived = Pick<Department, "id" | "activeFrom" | "activeTo" | "successor">;

/** Whether a body has been set up and not dissolved by a day. */
export function isStanding({ activeFrom, activeTo }: Omit<Lived, "id">, on: CalendarDate): boolean {
  return (
    (activeFrom === undefined || activeFrom <= on) && (activeTo === undefined || on < activeTo)
  );
}

/**
 * Who does the work of a department on a day: itself, or whoever took over from it, from whom took
 * over, and so on. An id always answers; a circle in the data ends where it closes.
 */
export function heirOf(departments: readonly Lived[], id: string, on: CalendarDate): string {
  const seen = new Set<string>();
  let current = id;
  while (!seen.has(current)) {
    seen.add(current);
    const { activeTo, successor } = departments.find((entry) => entry.id === current) ?? {};
    if (activeTo === undefined || on < activeTo || successor === undefined) break;
    current = successor;
  }
  return current;
}

/** The departments whose work a department does on a day, itself first. */
export function forebearsOf(
  departments: readonly Lived[],
  id: string,
  on: CalendarDate,
): readonly string[] {
  const others = departments.filter((entry) => entry.id !== id);
  return [
    id,
    ...others.map((entry) => entry.id).filter((of) => heirOf(departments, of, on) === id),
  ];
}

/**
 * A place as it stands on a day: departments have the names of that day, and wherever rules and
 * facts name one that is dissolved by then, they name who took over. Every department stays in the
 * list, so that every id has a name.
 */
export function placeOn<P extends RoutingPlace>(of: P, on: CalendarDate): P {
  const place = namedOn(of, on);
  const { departments, facts, responsibilities } = place;
  if (departments.every((entry) => entry.activeTo === undefined || on < entry.activeTo)) {
    return place;
  }
  const heir = (id: string) => heirOf(departments, id, on);
  const heirs = (ids: readonly string[]) => [...new Set(ids.map(heir))];
  const { intake } = facts;
  return {
    ...place,
    facts: {
      ...facts,
      coordinator: heir(facts.coordinator),
      supervisor: heir(facts.supervisor),
      intake:
        intake.screening === undefined ? intake : { ...intake, screening: heir(intake.screening) },
    },
    departments: departments.map((entry) => {
      const superior = superiorOn(departments, entry, on);
      const { superior: _, ...rest } = entry;
      return superior === undefined ? rest : { ...rest, superior };
    }),
    responsibilities: responsibilities.map((rule) => ({
      ...rule,
      leads: heirs(rule.leads),
      supporting: heirs(rule.supporting),
    })),
  };
}

/** One level up on a day; whoever took over from the own superior has the superior's above. */
function superiorOn(
  departments: readonly Department[],
  { id, superior }: Department,
  on: CalendarDate,
): string | undefined {
  const above = new Set<string>();
  let current = superior;
  while (current !== undefined && !above.has(current)) {
    above.add(current);
    const heir = heirOf(departments, current, on);
    if (heir !== id) return heir;
    current = departments.find((entry) => entry.id === current)?.superior;
  }
  return undefined;
}
