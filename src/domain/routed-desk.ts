import type { CalendarDate } from "./calendar-date.ts";
import type { Citation } from "./citation.ts";
import type { Department } from "./department.ts";
import type { Jurisdiction } from "./jurisdiction.ts";
import type { Responsibility } from "./responsibility.ts";
import type { StepClock } from "./tip-clock.ts";

/** What routing needs to know of a jurisdiction. */
export interface RoutingPlace {
  facts: Jurisdiction;
  departments: readonly Department[];
  responsibilities: readonly Responsibility[];
}

/** What a desk is to do with a tip. */
export const DESK_ROLES = [
  { id: "screening", name: "受理甄别" },
  { id: "lead", name: "主办" },
  { id: "supporting", name: "配合" },
] as const;
export type DeskRole = (typeof DESK_ROLES)[number]["id"];

/** What kind of date a desk has. */
export interface DeskDue
  extends Pick<StepClock, "step" | "state" | "isProvisional" | "isDefault" | "basis" | "lateBy"> {
  extendedTo: CalendarDate | null;
}

export interface RoutedDesk {
  department: string;
  name: string;
  role: DeskRole;
  /** Why this desk, in a sentence for the reporter. */
  reason: string;
  basis: Pick<Citation, "document" | "where">;
  /** Last day of what the desk must do; Shanghai calendar. */
  dueOn?: CalendarDate;
  /** What kind of date `dueOn` is. */
  due?: DeskDue;
}

/** A desk with the name, reason and basis that a reporter reads. */
export function deskOf(
  place: RoutingPlace,
  department: string,
  role: DeskRole,
  reason: string,
  cites: readonly Citation[],
): RoutedDesk {
  const name = place.departments.find((entry) => entry.id === department)?.name ?? department;
  const [cite] = cites;
  return {
    department,
    name,
    role,
    reason: reason.replace(/。+$/, "。"),
    basis: { document: cite?.document ?? place.facts.programme, where: cite?.where ?? "" },
  };
}
