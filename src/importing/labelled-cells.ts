import type { ImportTemplate, TemplateColumn } from "#domain/import-sheet.ts";
import { unitIn } from "./headings.ts";
import { compact } from "./plain-text.ts";
import type { PlacedCell } from "./raw-row.ts";
import { cellAddress, type SheetRow, type WorkbookSheet } from "./workbook/workbook.ts";

/** A label of a form with what stands beside it. */
export interface LabelledCell {
  label: TemplateColumn;
  row: number;
  value: PlacedCell | undefined;
}

/** Every label of the form, opinions too: where one stands, no value goes on. */
export function labelIndex({
  labels,
  opinions,
}: ImportTemplate): ReadonlyMap<string, TemplateColumn> {
  return new Map([...labels, ...opinions].map((label) => [compact(label.heading), label]));
}

/** Labels with what stands to the right of them, before the next label. */
export function labelledCells(
  sheet: WorkbookSheet,
  labels: ReadonlyMap<string, TemplateColumn>,
): LabelledCell[] {
  return sheet.rows.flatMap((row) =>
    row.cells.flatMap((cell, at) => {
      const label = labels.get(compact(cell?.text ?? ""));
      return label === undefined
        ? []
        : [{ label, row: row.number, value: valueAfter(row, at, labels) }];
    }),
  );
}

function valueAfter(
  row: SheetRow,
  at: number,
  labels: ReadonlyMap<string, TemplateColumn>,
): PlacedCell | undefined {
  for (let column = at + 1; column < row.cells.length; column++) {
    const cell = row.cells[column];
    if (cell === undefined) continue;
    if (labels.has(compact(cell.text))) return undefined;
    return {
      cell,
      address: cellAddress(column, row.number),
      unit: unitIn(row.cells[at]?.text ?? ""),
    };
  }
  return undefined;
}
