import { type Cell, type CellValue, type MergeRange, writeXlsx } from "hucre/xlsx";
import type { TemplateColumn } from "#domain/import-sheet.ts";
import type { FilledForm, FilledSheet } from "./filled-form.ts";

/** Labelled cells beside each other in a form for one enterprise. */
const PAIRS_A_ROW = 2;

interface Layout {
  rows: CellValue[][];
  cells: Map<string, Partial<Cell>>;
  merges: MergeRange[];
  width: number;
}

/** A filled form as .xlsx, in the order of the official one; all its cells are text. */
export function formWorkbook({ sheets }: Pick<FilledForm, "sheets">): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map(laidOut) });
}

function laidOut(sheet: FilledSheet) {
  const { template } = sheet;
  const width = Math.max(template.columns.length, template.labels.length > 0 ? PAIRS_A_ROW * 2 : 0);
  const layout: Layout = { rows: [], cells: new Map(), merges: [], width };
  for (const text of [sheet.title, ...template.head.map(undated)]) addLine(layout, text);
  for (let at = 0; at < template.labels.length; at += PAIRS_A_ROW)
    addLabels(layout, template.labels.slice(at, at + PAIRS_A_ROW), sheet);
  const header = layout.rows.push(template.columns.map(({ heading }) => heading)) - 1;
  template.columns.forEach((column, at) => {
    annotate(layout, header, at, column);
  });
  sheet.rows.forEach((values, number) => {
    layout.rows.push(
      template.columns.map(({ field, heading }) =>
        heading === "序号" ? String(number + 1) : ((field && values[field]) ?? null),
      ),
    );
  });
  for (const opinion of template.opinions) {
    const row = layout.rows.push([opinion.heading, sheet.opinions[opinion.level] ?? null]) - 1;
    annotate(layout, row, 0, opinion);
    layout.merges.push({ startRow: row, startCol: 1, endRow: row, endCol: width - 1 });
  }
  for (const text of [...(template.note ? [template.note] : []), ...sheet.notes])
    addLine(layout, text);
  const { rows, cells, merges } = layout;
  const columns = Array.from({ length: width }, () => ({ width: 22 }));
  return { name: sheet.name, rows, cells, merges, columns };
}

/** Whoever hands the form in dates it; the year printed in the model is that of the model. */
function undated(head: string): string {
  return head.replace(/\d{4} ?年/, "    年");
}

function addLine(layout: Layout, text: string): void {
  const row = layout.rows.push([text]) - 1;
  layout.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: layout.width - 1 });
}

function addLabels(layout: Layout, pairs: readonly TemplateColumn[], { labels }: FilledSheet) {
  const row =
    layout.rows.push(
      pairs.flatMap(({ heading, field }) => [heading, (field && labels[field]) ?? null]),
    ) - 1;
  pairs.forEach((label, pair) => {
    annotate(layout, row, pair * 2, label);
  });
}

/** Headings stand bold; what must not be published stays empty, and its heading says so. */
function annotate({ cells }: Layout, row: number, at: number, column: TemplateColumn): void {
  cells.set(`${row},${at}`, {
    value: column.heading,
    type: "string",
    style: { font: { bold: true } },
    ...(column.restricted === undefined ? {} : { comment: { author: "说明", text: "不公开" } }),
  });
}
