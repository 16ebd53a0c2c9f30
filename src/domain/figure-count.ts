import type { CalendarDate } from "./calendar-date.ts";
import type { CountedTables } from "./figure-suppression.ts";
import { suppressed } from "./figure-suppression.ts";
import {
  FIGURE_IDS,
  FIGURE_TABLES,
  type FigureCounts,
  type FigureTable,
  NO_AREA,
  type ShownCounts,
  SMALL,
  type TipFigure,
} from "./tip-figure.ts";

/** Something that counts: for which figures, at which desk, about which tip. */
export interface Happening extends Record<FigureTable, string> {
  figures: readonly TipFigure[];
  /** Calendar days from receipt to the result; only with a result. */
  days?: number;
}

/** A tip as far as figures look at it; nothing of it is sealed. */
export interface CountedTip {
  /** 更正申请 or 公示异议: about a record of this register, and no tip. */
  isRequest: boolean;
  category: string;
  area: string | null;
  /** The department in charge now. */
  holder: string;
  events: readonly CountedEvent[];
  /** Results of the verification: the day, and whether it came in time; null without a limit. */
  results: readonly { on: CalendarDate; isLate: boolean | null }[];
  /** Whether something is overdue on the last day of the month. */
  isOverdue: boolean;
}

export interface CountedEvent {
  act: string;
  /** Shanghai calendar. */
  on: CalendarDate;
  /** Department that acted; null for the reporter and for the server. */
  by: string | null;
  outcome: string | null;
}

/** Everything of a tip that counts in a month (`2026-03`). */
export function happeningsOf(tip: CountedTip, month: string): Happening[] {
  const isNow = ({ on }: { on: CalendarDate }) => on.startsWith(month);
  const { category, events } = tip;
  const about = { category, area: tip.area ?? NO_AREA };
  const holderAfter = (place: number) =>
    events.slice(place).find(({ by }) => by !== null)?.by ?? tip.holder;
  const atDesk = (figures: readonly TipFigure[], desk: string | null): Happening => ({
    figures,
    desk: desk ?? tip.holder,
    ...about,
  });
  const once = (act: string, figures: readonly TipFigure[]) => {
    const first = events.find((event) => event.act === act && isNow(event));
    return first ? [atDesk(figures, first.by)] : [];
  };
  const [submitted] = events;
  if (tip.isRequest) {
    const answer = events.find((event) => ANSWERS.includes(event.act) && isNow(event));
    return [
      ...(submitted && isNow(submitted) ? [atDesk(["requested"], holderAfter(0))] : []),
      ...(answer ? [atDesk(["answered"], answer.by)] : []),
    ];
  }
  const firstAfterMonth = events.findIndex(({ on }) => on.slice(0, 7) > month);
  return [
    ...(submitted && isNow(submitted) ? [atDesk(["received"], holderAfter(0))] : []),
    ...once("admit", ["admitted"]),
    ...once("decline", ["declined"]),
    ...events.flatMap((event, place) => foundBy(tip, event, place, isNow, atDesk)),
    ...(tip.isOverdue
      ? [atDesk(["overdue"], firstAfterMonth < 0 ? tip.holder : holderAfter(firstAfterMonth))]
      : []),
    ...ratedIn(events, isNow, atDesk),
  ];
}

/** Acts by which a request has its answer. */
const ANSWERS: readonly string[] = ["reply", "decline"];

type AtDesk = (figures: readonly TipFigure[], desk: string | null) => Happening;

function foundBy(
  { events, results }: CountedTip,
  { act, on, by, outcome }: CountedEvent,
  place: number,
  isNow: (event: { on: CalendarDate }) => boolean,
  atDesk: AtDesk,
): Happening[] {
  if (act !== "find" || !isNow({ on })) return [];
  const isLate = results.find((result) => result.on === on)?.isLate ?? null;
  const timely: TipFigure = isLate === null ? "untimed" : isLate ? "late" : "onTime";
  const start = events.slice(0, place).findLast((event) => event.act === "reopen") ?? events[0];
  const days = Math.round((Date.parse(on) - Date.parse(start?.on ?? on)) / 86_400_000);
  return [{ ...atDesk(["found", outcome as TipFigure, timely], by), days }];
}

/** Only the last word of the month; its desk is who dealt with the tip last before. */
function ratedIn(
  events: readonly CountedEvent[],
  isNow: (event: { on: CalendarDate }) => boolean,
  atDesk: AtDesk,
): Happening[] {
  const place = events.findLastIndex((event) => event.act === "rate" && isNow(event));
  if (place < 0) return [];
  const desk = events.slice(0, place).findLast(({ by }) => by !== null)?.by ?? null;
  return [atDesk(["rated", events[place]?.outcome as TipFigure], desk)];
}

/** A row of a table as it is published. */
export type ShownRow = ShownCounts & { medianDays: number | null };

/** The happenings of a month as they may be published: in all, and table by table. */
export function monthTables(happenings: readonly Happening[]): {
  totals: ShownRow;
  tables: Record<FigureTable, ({ of: string } & ShownRow)[]>;
} {
  const groups = FIGURE_TABLES.map(({ id }) =>
    [...Map.groupBy(happenings, (happening) => happening[id])].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
  const counted: CountedTables = {
    totals: countOf(happenings),
    tables: groups.map((rows) => rows.map(([, those]) => countOf(those))),
  };
  const shown = suppressed(counted);
  const tables = FIGURE_TABLES.map(({ id }, table) => {
    const rows = (groups[table] ?? []).flatMap(([of, those], at) => {
      const counts = shown.tables[table]?.[at];
      return counts ? [{ of, ...withMedian(counts, those) }] : [];
    });
    return [id, rows] as const;
  });
  return {
    totals: withMedian(shown.totals, happenings),
    tables: Object.fromEntries(tables) as Record<FigureTable, ({ of: string } & ShownRow)[]>,
  };
}

function countOf(happenings: readonly Happening[]): FigureCounts {
  const counts = Object.fromEntries(FIGURE_IDS.map((figure) => [figure, 0])) as FigureCounts;
  for (const { figures } of happenings) for (const figure of figures) counts[figure] += 1;
  return counts;
}

function withMedian(counts: ShownCounts, happenings: readonly Happening[]): ShownRow {
  const days = happenings.flatMap((happening) => happening.days ?? []).toSorted((a, b) => a - b);
  const isShown = counts.found !== null && counts.found > SMALL;
  return { ...counts, medianDays: isShown ? medianOf(days) : null };
}

/** The middle of sorted numbers, or halfway between the two in the middle. */
function medianOf(sorted: readonly number[]): number | null {
  const middle = (sorted.length - 1) / 2;
  const low = sorted[Math.floor(middle)];
  const high = sorted[Math.ceil(middle)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
