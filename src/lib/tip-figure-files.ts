import {
  FIGURE_TABLES,
  greatestToldAs,
  publishedFigures,
  SMALL,
  TIP_FIGURES,
  type TipFigure,
} from "#domain/tip-figure.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { dataTable } from "./data-table.ts";
import { nameOf, sampleText } from "./format.ts";
import { csvFile } from "./table-file.ts";
import { MEDIAN, nameOfRow } from "./tip-figures-view.ts";

/** One published number of tips. */
export interface TipFigureLine {
  jurisdiction: string;
  month: string;
  /** `total`, or by what the month is told apart: `desk`, `category`, `area`. */
  table: "total" | (typeof FIGURE_TABLES)[number]["id"];
  /** Department, category or area; empty for the total. */
  of: string;
  figure: TipFigure | "medianDays";
  /** null where it is not published. */
  value: number | null;
  /** Where a number stands for several, the greatest of them. */
  upTo: number | null;
  isSample: boolean;
}

/** All published figures of tips, a line a number. */
export function tipFigureLines({ figures }: Snapshot): TipFigureLine[] {
  return figures.flatMap(({ jurisdiction, month, isSample, totals, ...tables }) => {
    const apart = FIGURE_TABLES.flatMap(({ id }) =>
      tables[id].map(({ of, ...row }) => ({ table: id, of, row })),
    );
    return [{ table: "total" as const, of: "", row: totals }, ...apart].flatMap(
      ({ table, of, row }) => {
        const about = { jurisdiction, month, table, of, isSample };
        return [
          ...TIP_FIGURES.map(({ id: figure }) => {
            const value = row[figure];
            const upTo = value === null ? null : greatestToldAs(figure, value);
            return { ...about, figure, value, upTo };
          }),
          { ...about, figure: "medianDays" as const, value: row.medianDays, upTo: row.medianDays },
        ];
      },
    );
  });
}

/** The same as open data. */
export const TIP_FIGURE_TABLE = dataTable<TipFigureLine>({
  name: "tip-figures",
  title: "举报办理数字",
  description: `各地逐月的举报办理数字，怎么算见统计页。${SMALL}件以下的数，以及能推算出它们的数，不公布，留空；各月、各地的数不能相加。`,
  primaryKey: ["jurisdiction", "month", "table", "of", "figure"],
  rows: ({ snapshot }) => tipFigureLines(snapshot),
  fields: [
    ["jurisdiction", "string", "地方"],
    ["month", "string", "月份"],
    ["table", "string", "分项：total合计，desk部门，category举报类别，area县区"],
    ["of", "string", "部门、类别或者县区的编号；合计为空"],
    ["figure", "string", "指标"],
    ["value", "number", "数值；不公布的留空"],
    ["upTo", "number", "只公布一段的，这一段的终点；其余与数值相同"],
    ["isSample", "boolean", "是否演示数据"],
  ],
});

/** The same as CSV, in words; an empty cell where a number is not published. */
export function tipFiguresCsv(snapshot: Snapshot): string {
  const places = new Map(snapshot.jurisdictions.map((place) => [place.id, place]));
  return csvFile<TipFigureLine>(
    [
      { header: "地方", cell: (line) => places.get(line.jurisdiction)?.facts.name ?? "" },
      { header: "月份", cell: ({ month }) => month },
      { header: "分项", cell: ({ table }) => tableName(table) },
      { header: "名称", cell: (line) => aboutName(snapshot, places, line) },
      { header: "指标", cell: ({ figure }) => figureName(figure) },
      { header: "数值", cell: ({ value }) => value },
      { header: "至多", cell: ({ upTo }) => upTo },
      { header: "数据性质", cell: ({ isSample }) => sampleText(isSample) },
    ],
    tipFigureLines(snapshot),
  );
}

/** The same as the API answers. */
export function tipFiguresJson({ figures }: Snapshot): string {
  return `${JSON.stringify(publishedFigures(figures), null, 2)}\n`;
}

function tableName(table: TipFigureLine["table"]): string {
  return table === "total" ? "合计" : nameOf(FIGURE_TABLES, table);
}

function figureName(figure: TipFigureLine["figure"]): string {
  return figure === "medianDays" ? MEDIAN : nameOf(TIP_FIGURES, figure);
}

function aboutName(
  snapshot: Snapshot,
  places: ReadonlyMap<string, JurisdictionFolder>,
  { jurisdiction, table, of }: TipFigureLine,
): string {
  const place = places.get(jurisdiction);
  return table === "total" || !place ? "" : nameOfRow(snapshot, place, table, of);
}
