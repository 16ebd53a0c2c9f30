import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { id } from "./text.ts";

/**
 * What is counted of tips in a month, with how in words. An act counts in the month it was done, so
 * the figures of a month that is over do not change any more.
 */
export const TIP_FIGURES = [
  {
    id: "received",
    name: "收到",
    formula:
      "当月收到的举报件数，并案的各计一件。部门按最先经办的计。更正申请、公示异议不是举报，另外计，不在这里和下面各项里。",
  },
  {
    id: "admitted",
    name: "受理",
    formula: "当月决定受理的件数；同一件当月多次受理只计一次。部门按作出决定的计。",
  },
  {
    id: "declined",
    name: "不予受理",
    formula: "当月决定不予受理的件数。部门按作出决定的计。",
  },
  {
    id: "found",
    name: "有核查结论",
    formula: "当月作出核查结论的次数；重新办理后再作结论的再计一次。部门按作出结论的计。",
  },
  { id: "substantiated", name: "属实", formula: "“有核查结论”中，结论为属实的。" },
  { id: "partly", name: "部分属实", formula: "“有核查结论”中，结论为部分属实的。" },
  { id: "unsubstantiated", name: "不属实", formula: "“有核查结论”中，结论为不属实的。" },
  { id: "unableToVerify", name: "无法核实", formula: "“有核查结论”中，结论为无法核实的。" },
  {
    id: "onTime",
    name: "按期核查",
    formula:
      "“有核查结论”中，在到期日当天或者之前作出的。到期日按收到移送之日起的期限算，等举报人补充的日子不计，延长的按延长后的日期。",
  },
  { id: "late", name: "超期核查", formula: "“有核查结论”中，在到期日之后作出的。" },
  { id: "untimed", name: "没有期限", formula: "“有核查结论”中，没有规定期限、无从判断的。" },
  {
    id: "overdue",
    name: "月底仍超期",
    formula:
      "当月最后一天已经超过到期日、还没有办的件数。部门按当时经办的计。只公布落在哪一段（5至9件、10至14件，往后每5件一段），免得把两个月相减，看出是哪几件。",
  },
  {
    id: "rated",
    name: "有评价",
    formula: "当月由举报人评价的件数；同一件当月多次评价，只计最后一次。部门按最后办理的计。",
  },
  { id: "content", name: "满意", formula: "“有评价”中，满意的。" },
  { id: "discontent", name: "不满意", formula: "“有评价”中，不满意的。" },
  {
    id: "requested",
    name: "更正申请和公示异议：收到",
    formula: "当月收到的更正申请和公示异议的件数。部门按最先经办的计。",
  },
  {
    id: "answered",
    name: "更正申请和公示异议：答复",
    formula: "当月答复或者决定不予受理的件数；同一件当月多次答复只计一次。部门按答复的计。",
  },
] as const;
export type TipFigure = (typeof TIP_FIGURES)[number]["id"];
export const FIGURE_IDS = TIP_FIGURES.map((figure) => figure.id);

/** Figures that are split into parts which add up to them. */
export const FIGURE_SPLITS: readonly { whole: TipFigure; parts: readonly TipFigure[] }[] = [
  { whole: "found", parts: ["substantiated", "partly", "unsubstantiated", "unableToVerify"] },
  { whole: "found", parts: ["onTime", "late", "untimed"] },
  { whole: "rated", parts: ["content", "discontent"] },
];

/** How the median is worked out. */
export const MEDIAN_FORMULA =
  "当月作出的核查结论，从收到举报（重新办理的，从重新办理）到作出结论的日历天数，取中位数；次数没有公布时不公布。";

/** By what the figures of a month are told apart. */
export const FIGURE_TABLES = [
  { id: "desk", name: "部门" },
  { id: "category", name: "举报类别" },
  { id: "area", name: "县（市、区）" },
] as const;
export type FigureTable = (typeof FIGURE_TABLES)[number]["id"];

/** Where a tip names no area. */
export const NO_AREA = "unknown";

/** Whole tips from 1 to this are not published. */
export const SMALL = 4;

/**
 * Figures of what stands on the last day of a month. Unlike what was done in a month, most of it
 * stands in the next month as well: two exact numbers would tell how few came or went between them.
 */
export const STOCKS: readonly TipFigure[] = ["overdue"];

/** How many numbers of a stock are told as one, namely as the least of them: 5 for 5 to 9. */
export const STOCK_STEP = SMALL + 1;

/** A count as it is told. */
export function toldCount(figure: TipFigure, value: number): number {
  return STOCKS.includes(figure) ? value - (value % STOCK_STEP) : value;
}

/** The greatest count that is told as this one. */
export function greatestToldAs(figure: TipFigure, told: number): number {
  return STOCKS.includes(figure) && told > 0 ? told + STOCK_STEP - 1 : told;
}

export type FigureCounts = Record<TipFigure, number>;
/** null: not published, small itself or in the way of a small one. */
export type ShownCounts = Record<TipFigure, number | null>;

/** A figure that a month was counted without is not published for it. */
const shown = z.int().nonnegative().nullable().default(null);
const cells = {
  ...(Object.fromEntries(FIGURE_IDS.map((figure) => [figure, shown])) as Record<
    TipFigure,
    typeof shown
  >),
  medianDays: z.number().nonnegative().nullable(),
};
const rows = z.array(z.strictObject({ of: id.describe("Department, category or area"), ...cells }));

/** `content/figures/<jurisdiction>/<month>.yaml`, written by `npm run figures`, never by hand. */
export const monthFigures = z.strictObject({
  jurisdiction: id,
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "月份要写成 2026-03 这样的文字"),
  countedOn: calendarDate.describe("Day of the count, after the month was over"),
  isSample: z.boolean().describe("True for invented figures, shown as 演示数据"),
  totals: z.strictObject(cells),
  desk: rows,
  category: rows,
  area: rows,
});
export type MonthFigures = z.infer<typeof monthFigures>;
export type FigureRow = MonthFigures["desk"][number];

/** Published figures with how each is counted: what the API answers and the file holds. */
export function publishedFigures(months: readonly MonthFigures[]) {
  return {
    figures: TIP_FIGURES,
    median: MEDIAN_FORMULA,
    tables: FIGURE_TABLES,
    /** Numbers from 1 to this are null. */
    hiddenUpTo: SMALL,
    /** Of these a number stands for itself and the next ones, `stockStep` in all. */
    stocks: STOCKS,
    stockStep: STOCK_STEP,
    months,
  };
}
