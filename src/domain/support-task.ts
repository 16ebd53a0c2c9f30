import { addDays, type CalendarDate } from "./calendar-date.ts";
import { countWorkingDays, type WorkingYear } from "./working-days.ts";

/** The acts that ask a supporting desk to do something until a day; the one that says it is done. */
export const TASKING_ACTS: readonly string[] = ["involve", "task"];
const ANSWERING_ACT = "contribute";

/** What lies in the clear of such an act; `outcome` is the desk that is asked. */
export interface TaskEvent {
  act: string;
  at: string;
  by: string;
  until: CalendarDate | null;
  outcome: string | null;
}

/** 配合事项: what one desk asks a supporting desk to do. */
export interface SupportTask {
  department: string;
  /** The desk that asks. */
  by: string;
  askedAt: string;
  /** Last day, chosen by the desk that asks; no document sets it. */
  dueOn: CalendarDate;
  /** When it was answered; null while it is open. */
  answeredAt: string | null;
}

/** The tasks of the supporting desks of a tip, as they were given. An answer is to all that are open. */
export function supportTasks<Event extends TaskEvent>(
  events: readonly Event[],
): (SupportTask & { asked: Event; answered: Event | null })[] {
  return events.flatMap((asked, nth) => {
    const { act, at, by, until, outcome } = asked;
    if (!TASKING_ACTS.includes(act) || until === null || outcome === null) return [];
    const answered =
      events.slice(nth).find((event) => event.act === ANSWERING_ACT && event.by === outcome) ??
      null;
    const answeredAt = answered?.at ?? null;
    return [{ department: outcome, by, askedAt: at, dueOn: until, answeredAt, asked, answered }];
  });
}

/** The day by which a desk must answer next; null when nothing is open. */
export function taskDueOn(events: readonly TaskEvent[], department: string): CalendarDate | null {
  const open = supportTasks(events).filter(
    (task) => task.department === department && task.answeredAt === null,
  );
  return open.map(({ dueOn }) => dueOn).toSorted()[0] ?? null;
}

/** Working days up to a day, negative when it is over; provisional beyond the calendar. */
export function daysToTask(
  years: readonly WorkingYear[],
  dueOn: CalendarDate,
  today: CalendarDate,
): { daysLeft: number; isProvisional: boolean } {
  const [from, to, sign] =
    dueOn < today ? ([dueOn, today, -1] as const) : ([today, dueOn, 1] as const);
  const { days, isProvisional } = countWorkingDays(years, addDays(from, 1), addDays(to, 1));
  // Over is over, also when only days off have passed since.
  return { daysLeft: dueOn < today ? Math.min(-1, sign * days) : days, isProvisional };
}
