import { RESTRICTED_FIELDS, type RestrictedFieldName } from "#domain/import-field.ts";
import type { ImportHeaders, ImportTemplate, TemplateColumn } from "#domain/import-sheet.ts";
import { unitIn } from "./headings.ts";
import { compact } from "./plain-text.ts";
import type { PlacedCell } from "./raw-row.ts";
import { isTicked } from "./ticked-box.ts";
import { cellAddress, type SheetRow, type WorkbookSheet } from "./workbook/workbook.ts";

const RESTRICTED = Object.keys(RESTRICTED_FIELDS) as RestrictedFieldName[];

/** A label of a form with what stands beside it. */
export interface LabelledCell {
  label: TemplateColumn;
  row: number;
  value: PlacedCell | undefined;
}

/** Labels by their words in one spelling. */
export type LabelIndex = ReadonlyMap<string, TemplateColumn>;

/** What a firm is registered by and the form does not ask: somebody may write it beside. */
const ADDED = ["area", "industry"] as const;

/**
 * Every label of the form, opinions too: where one stands, no value goes on. The programme prints
 * 职务, 联系电话, 吊销时间 beside several labels; as headings they are known, as values nonsense.
 */
export function labelIndex(
  { labels, opinions }: ImportTemplate,
  { fields, restricted, ignored }: ImportHeaders,
): LabelIndex {
  const added = [
    ...ignored.map((heading) => ({ heading })),
    ...ADDED.flatMap((field) => (fields[field] ?? []).map((heading) => ({ heading, field }))),
    ...RESTRICTED.flatMap((name) =>
      (restricted[name] ?? []).map((heading) => ({ heading, restricted: name })),
    ),
  ];
  const all: TemplateColumn[] = [...added, ...labels, ...opinions];
  return new Map(all.map((label) => [compact(label.heading), label]));
}

/** Labels with what stands to the right of them, before the next label. */
export function labelledCells(sheet: WorkbookSheet, labels: LabelIndex): LabelledCell[] {
  return sheet.rows.flatMap((row) =>
    row.cells.flatMap((cell, at) => {
      const found = labelOf(cell?.text ?? "", labels);
      if (found === undefined) return [];
      const { label, choice } = found;
      const address = cellAddress(at, row.number);
      const value =
        choice === undefined
          ? valueAfter(row, at, labels)
          : isTicked(choice)
            ? { cell: { text: choice }, address, unit: null }
            : undefined;
      return [{ label, row: row.number, value }];
    }),
  );
}

/** A label, alone or with boxes to tick behind it: 是否具备恢复生产的能力 是□ 否☑. */
export function labelOf(
  text: string,
  labels: LabelIndex,
): { label: TemplateColumn; choice?: string } | undefined {
  const said = compact(text);
  const alone = labels.get(said);
  if (alone !== undefined) return { label: alone };
  const [, asked = "", choice] = /^(.{4,}?)([是否有无/]*[□☐○☑☒√✓✔■●].*)$/.exec(said) ?? [];
  const label = labels.get(asked);
  return label && choice !== undefined ? { label, choice } : undefined;
}

function valueAfter(row: SheetRow, at: number, labels: LabelIndex): PlacedCell | undefined {
  for (let column = at + 1; column < row.cells.length; column++) {
    const cell = row.cells[column];
    if (cell === undefined) continue;
    if (labelOf(cell.text, labels)) return undefined;
    return {
      cell,
      address: cellAddress(column, row.number),
      unit: unitIn(row.cells[at]?.text ?? ""),
    };
  }
  return undefined;
}
