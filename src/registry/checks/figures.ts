import {
  FIGURE_IDS,
  FIGURE_TABLES,
  type FigureTable,
  type MonthFigures,
  NO_AREA,
  SMALL,
  STOCK_STEP,
  toldCount,
} from "#domain/tip-figure.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

const REWRITE = "不要手工改动，用 npm run figures 重写";

/** Published figures: of known places and things, of months that were over, and nothing small. */
export function checkFigures(snapshot: Snapshot, folder: ContentFolder): void {
  for (const figures of snapshot.figures) {
    const place = snapshot.jurisdictions.find(({ id }) => id === figures.jurisdiction);
    if (place === undefined) {
      folder.report(figures, "jurisdiction", `没有地方 ${figures.jurisdiction}`, "检查拼写");
      continue;
    }
    if (figures.countedOn.slice(0, 7) <= figures.month)
      folder.report(figures, "countedOn", "这个月还没有过完就统计了", REWRITE);
    const known: Record<FigureTable, readonly string[]> = {
      desk: place.departments.map(({ id }) => id),
      category: snapshot.tipCategories.map(({ id }) => id),
      area: [...place.areas.map(({ id }) => id), NO_AREA],
    };
    checkRows(figures, known, folder);
  }
}

function checkRows(
  figures: MonthFigures,
  known: Record<FigureTable, readonly string[]>,
  folder: ContentFolder,
): void {
  refuseSmall(figures.totals, folder);
  for (const { id: table, name } of FIGURE_TABLES) {
    const seen = new Set<string>();
    for (const row of figures[table]) {
      if (!known[table].includes(row.of) || seen.has(row.of))
        folder.report(row, "of", `${name} ${row.of} 不存在，或者写了两次`, REWRITE);
      seen.add(row.of);
      refuseSmall(row, folder);
    }
  }
}

function refuseSmall(row: MonthFigures["totals"], folder: ContentFolder): void {
  for (const figure of FIGURE_IDS) {
    const value = row[figure];
    if (value !== null && value > 0 && value <= SMALL)
      folder.report(row, figure, `${SMALL}件以下不能公布`, REWRITE);
    if (value !== null && value !== toldCount(figure, value))
      folder.report(row, figure, `只能写每${STOCK_STEP}件一段的起点`, REWRITE);
  }
}
