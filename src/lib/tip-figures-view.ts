import {
  FIGURE_TABLES,
  type FigureRow,
  type FigureTable,
  type MonthFigures,
  NO_AREA,
  publishedFigures,
  TIP_FIGURES,
  type TipFigure,
} from "#domain/tip-figure.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { nameOf, numberText } from "./format.ts";
import { csvFile } from "./table-file.ts";

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
const MEDIAN = "中位天数";
export const HIDDEN = "不公布";

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
            cells: shown.map(({ totals }) => cellText(totals[id])),
          })),
          { name: MEDIAN, cells: shown.map(({ totals }) => medianText(totals)) },
        ],
        columns: [...SHOWN_APART.map((figure) => nameOf(TIP_FIGURES, figure)), MEDIAN],
        tables: FIGURE_TABLES.map(({ id, name }) => ({
          name,
          rows: newest[id].map((row) => ({
            name: nameOfRow(snapshot, place, id, row.of),
            cells: [...SHOWN_APART.map((figure) => cellText(row[figure])), medianText(row)],
          })),
        })),
      },
    ];
  });
}

/** All published figures as CSV: a line a number, an empty one where it is not published. */
export function tipFiguresCsv(snapshot: Snapshot): string {
  const lines = snapshot.figures.flatMap((figures) => {
    const place = snapshot.jurisdictions.find(({ id }) => id === figures.jurisdiction);
    return rowsOf(figures).flatMap(({ table, of, row }) =>
      [...TIP_FIGURES, { id: "medianDays" as const, name: MEDIAN }].map(({ id, name }) => ({
        place: place?.facts.name ?? figures.jurisdiction,
        month: figures.month,
        table: table === null ? "合计" : nameOf(FIGURE_TABLES, table),
        of: table === null || !place ? "" : nameOfRow(snapshot, place, table, of),
        name,
        value: row[id],
      })),
    );
  });
  return csvFile<(typeof lines)[number]>(
    [
      { header: "地方", cell: ({ place }) => place },
      { header: "月份", cell: ({ month }) => month },
      { header: "分项", cell: ({ table }) => table },
      { header: "名称", cell: ({ of }) => of },
      { header: "指标", cell: ({ name }) => name },
      { header: "数值", cell: ({ value }) => value },
    ],
    lines,
  );
}

/** The same as the API answers. */
export function tipFiguresJson({ figures }: Snapshot): string {
  return `${JSON.stringify(publishedFigures(figures), null, 2)}\n`;
}

function rowsOf(figures: MonthFigures): {
  table: FigureTable | null;
  of: string;
  row: MonthFigures["totals"];
}[] {
  const apart = FIGURE_TABLES.flatMap(({ id }) =>
    figures[id].map((row: FigureRow) => ({ table: id, of: row.of, row })),
  );
  return [{ table: null, of: "", row: figures.totals }, ...apart];
}

function nameOfRow(
  { tipCategories }: Snapshot,
  { departments, areas }: JurisdictionFolder,
  table: FigureTable,
  of: string,
): string {
  if (table === "desk") return nameOf(departments, of);
  if (table === "area") return of === NO_AREA ? "没有写明" : nameOf(areas, of);
  return tipCategories.find(({ id }) => id === of)?.label ?? of;
}

function cellText(value: number | null): string {
  return value === null ? HIDDEN : numberText(value);
}

function medianText({ found, medianDays }: MonthFigures["totals"]): string {
  if (medianDays !== null) return numberText(medianDays);
  return found === 0 ? "无" : HIDDEN;
}
