import type { OverdueTips } from "#domain/jurisdiction-sheet.ts";
import {
  FIGURE_TABLES,
  type FigureTable,
  greatestToldAs,
  type MonthFigures,
  NO_AREA,
  TIP_FIGURES,
  type TipFigure,
} from "#domain/tip-figure.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { nameOf, numberText } from "./format.ts";

/** The figures of one place: its last months side by side, and the newest one taken apart. */
export interface PlaceFigures {
  id: string;
  name: string;
  isSample: boolean;
  /** `2026-03`, the newest first. */
  months: readonly string[];
  rows: readonly { name: string; cells: readonly string[] }[];
  columns: readonly string[];
  tables: readonly { name: string; rows: readonly { name: string; cells: readonly string[] }[] }[];
}

/** How many months stand side by side on the page; the files have all. */
const MONTHS_SHOWN = 3;
/** What of the newest month is shown by desk, category and area; the files have all. */
const SHOWN_APART: readonly TipFigure[] = [
  "received",
  "admitted",
  "declined",
  "found",
  "substantiated",
  "onTime",
  "late",
  "overdue",
  "content",
];
export const MEDIAN = "中位天数";
export const HIDDEN = "不公布";

/** What was overdue at the end of the last published month, in all and desk by desk. */
export function overdueTips(
  { figures }: Snapshot,
  { id, departments }: JurisdictionFolder,
): OverdueTips | null {
  const newest = figures
    .filter(({ jurisdiction }) => jurisdiction === id)
    .reduce<MonthFigures | null>((a, b) => (a === null || a.month < b.month ? b : a), null);
  return (
    newest && {
      month: newest.month,
      isSample: newest.isSample,
      text: cellText("overdue", newest.totals.overdue),
      desks: newest.desk
        .filter(({ overdue }) => overdue !== 0)
        .map(({ of, overdue }) => ({
          name: nameOf(departments, of),
          text: cellText("overdue", overdue),
        })),
    }
  );
}

/** The figures of every place that published some. */
export function tipFigures(snapshot: Snapshot): PlaceFigures[] {
  return snapshot.jurisdictions.flatMap((place) => {
    const all = snapshot.figures
      .filter(({ jurisdiction }) => jurisdiction === place.id)
      .toSorted((a, b) => (a.month < b.month ? 1 : -1));
    const [newest] = all;
    if (newest === undefined) return [];
    const shown = all.slice(0, MONTHS_SHOWN);
    return [
      {
        id: place.id,
        name: place.facts.name,
        isSample: all.some(({ isSample }) => isSample),
        months: shown.map(({ month }) => month),
        rows: [
          ...TIP_FIGURES.map(({ id, name }) => ({
            name,
            cells: shown.map(({ totals }) => cellText(id, totals[id])),
          })),
          { name: MEDIAN, cells: shown.map(({ totals }) => medianText(totals)) },
        ],
        columns: [...SHOWN_APART.map((figure) => nameOf(TIP_FIGURES, figure)), MEDIAN],
        tables: FIGURE_TABLES.map(({ id, name }) => ({
          name,
          rows: newest[id].filter(hasTips).map((row) => ({
            name: nameOfRow(snapshot, place, id, row.of),
            cells: [...SHOWN_APART.map((figure) => cellText(figure, row[figure])), medianText(row)],
          })),
        })),
      },
    ];
  });
}

/** Rows of requests alone are in the files: next to figures of tips they would be rows of zeros. */
function hasTips(row: MonthFigures["desk"][number]): boolean {
  return SHOWN_APART.some((figure) => row[figure] !== 0);
}

/** What a row of a table is about, in words. */
export function nameOfRow(
  { tipCategories }: Snapshot,
  { departments, areas }: JurisdictionFolder,
  table: FigureTable,
  of: string,
): string {
  if (table === "desk") return nameOf(departments, of);
  if (table === "area") return of === NO_AREA ? "没有写明" : nameOf(areas, of);
  return tipCategories.find(({ id }) => id === of)?.label ?? of;
}

/** 12、5至9、不公布. */
function cellText(figure: TipFigure, value: number | null): string {
  if (value === null) return HIDDEN;
  const upTo = greatestToldAs(figure, value);
  return upTo === value ? numberText(value) : `${numberText(value)}至${numberText(upTo)}`;
}

function medianText({ found, medianDays }: MonthFigures["totals"]): string {
  if (medianDays !== null) return numberText(medianDays);
  return found === 0 ? "无" : HIDDEN;
}
