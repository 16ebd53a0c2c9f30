import { type ClockedTipRow, listClockedTipsOfPlace } from "#db/queries/clocked-tips.ts";
import { addDays, addMonths, type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { type CountedTip, happeningsOf, monthTables } from "#domain/figure-count.ts";
import { isAboutRecord } from "#domain/tip-category.ts";
import type { MonthFigures } from "#domain/tip-figure.ts";
import { isEnded } from "#domain/tip-status.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { clocksOfTip } from "./clocks-of-tip.ts";
import type { House } from "./house.ts";

/**
 * The figures of every month that is over, of each place from its first tip on; counted anew from
 * what lies in the clear, and fit to be published.
 */
export async function countFigures(house: House, isSample: boolean): Promise<MonthFigures[]> {
  const countedOn = house.today();
  const snapshot = house.snapshot();
  const all: MonthFigures[] = [];
  for (const { id: jurisdiction } of snapshot.jurisdictions) {
    const tips = await listClockedTipsOfPlace(house.db.read, jurisdiction);
    const [first = countedOn] = tips.map(receivedOn).toSorted();
    const happenings = Map.groupBy(
      tips.flatMap((tip) => happeningsOfTip(snapshot, tip, countedOn)),
      ({ month }) => month,
    );
    for (const month of monthsBetween(first, countedOn)) {
      const { totals, tables } = monthTables(happenings.get(month) ?? []);
      all.push({ jurisdiction, month, countedOn, isSample, totals, ...tables });
    }
  }
  return all;
}

/** Months from that of `first` to the one before that of `today`. */
function monthsBetween(first: CalendarDate, today: CalendarDate): string[] {
  const months: string[] = [];
  for (let day = `${first.slice(0, 7)}-01`; day.slice(0, 7) < today.slice(0, 7); ) {
    months.push(day.slice(0, 7));
    day = addMonths(day, 1);
  }
  return months;
}

/** What counts of a tip, month by month; when it has ended, nothing does after its last act. */
function happeningsOfTip(snapshot: Snapshot, tip: ClockedTipRow, today: CalendarDate) {
  const last = tip.events.at(-1);
  const isOver = isEnded(tip.status) && last !== undefined;
  const lastOn = isOver ? shanghaiDate(new Date(last.at)) : today;
  const dayAfter = addMonths(`${lastOn.slice(0, 7)}-01`, 1);
  return monthsBetween(receivedOn(tip), dayAfter < today ? dayAfter : today).flatMap((month) => {
    const lastDay = addDays(addMonths(`${month}-01`, 1), -1);
    const counted = happeningsOf(countedTip(snapshot, tip, lastDay), month);
    return counted.map((happening) => ({ ...happening, month }));
  });
}

function countedTip(snapshot: Snapshot, tip: ClockedTipRow, lastDay: CalendarDate): CountedTip {
  const place = snapshot.jurisdictions.find(({ id }) => id === tip.jurisdiction);
  const isDesk = (by: string) => place?.departments.some(({ id }) => id === by) === true;
  const events = tip.events.map(({ act, at, by, outcome }) => ({
    act,
    on: shanghaiDate(new Date(at)),
    by: isDesk(by) ? by : null,
    outcome,
  }));
  const soFar = tip.events.filter((_event, at) => (events[at]?.on ?? lastDay) <= lastDay);
  const clocks = clocksOfTip(snapshot, tip, soFar, lastDay);
  const category = snapshot.tipCategories.find(({ id }) => id === tip.category);
  return {
    isRequest: isAboutRecord(category),
    category: tip.category,
    area: tip.area,
    holder: tip.desks[0]?.department ?? place?.facts.coordinator ?? "",
    events,
    results: clocks.flatMap(({ step, endedBy, doneOn, dueOn, isLate }) =>
      step === "verification" && endedBy === "find" && doneOn !== null
        ? [{ on: doneOn, isLate: dueOn === null ? null : isLate }]
        : [],
    ),
    isOverdue: clocks.some(({ state }) => state === "overdue"),
  };
}

function receivedOn({ receivedAt }: ClockedTipRow): CalendarDate {
  return shanghaiDate(new Date(receivedAt));
}
