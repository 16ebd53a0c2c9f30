import type { ImportFieldName } from "#domain/import-field.ts";
import type { ImportHeaders, ImportTemplate } from "#domain/import-sheet.ts";
import { unitIn } from "./headings.ts";
import {
  type LabelIndex,
  type LabelledCell,
  labelIndex,
  labelledCells,
  labelOf,
} from "./labelled-cells.ts";
import { compact } from "./plain-text.ts";
import { problem } from "./problems.ts";
import type { PlacedCell, RawRow, RawTable } from "./raw-row.ts";
import { isWritten, opinionCells } from "./read-opinion.ts";
import { RestrictedRecord, type RestrictedValue } from "./restricted.ts";
import { cellAddress, type SheetRow, type WorkbookSheet } from "./workbook/workbook.ts";

/** A form for one enterprise (随州附表1, 附表2): labels with their values, and a table of machines. */
export function findPaper(
  sheet: WorkbookSheet,
  template: ImportTemplate,
  headers: ImportHeaders,
): RawTable | undefined {
  const labels = labelIndex(template, headers);
  const named = labelledCells(sheet, labels);
  const header = sheet.rows.findIndex((row) => isTableHeader(row, template));
  if (header < 0 || named.filter(({ label }) => label.field === "name").length !== 1)
    return undefined;
  const common = commonCells(named);
  const machines = machineRows(sheet, header, template, labels);
  const isOpinion = template.opinions.length > 0;
  const rows = isOpinion
    ? opinionRows(sheet, template, common, machines)
    : machines.length > 0
      ? machines.map((row) => ({ ...row, cells: new Map([...common, ...row.cells]) }))
      : [{ sheet: sheet.name, number: firstRow(named), cells: common }];
  const restricted = restrictedValues(named);
  return {
    sheet: sheet.name,
    headerRow: sheet.rows[header]?.number ?? 1,
    title: template.title,
    columns: columnsOf(rows),
    rows,
    restricted:
      restricted.length > 0 ? [new RestrictedRecord(sheet.name, firstRow(named), restricted)] : [],
    hasRestrictedNotes: false,
    problems:
      rows.length > 0
        ? []
        : [
            problem(
              "error",
              { sheet: sheet.name, row: null, column: null },
              "一级验收意见也没有写",
              "在验收意见栏写明拆除状态、是否具备恢复生产条件、是否通过验收和日期",
            ),
          ],
  };
}

function commonCells(named: readonly LabelledCell[]): Map<ImportFieldName, PlacedCell> {
  return new Map(
    named.flatMap(({ label, value }) =>
      label.field && value ? [[label.field, value] as const] : [],
    ),
  );
}

function restrictedValues(named: readonly LabelledCell[]): RestrictedValue[] {
  return named.flatMap(({ label, value }) =>
    label.restricted && value
      ? [{ field: label.restricted, cell: value.address, text: value.cell.text }]
      : [],
  );
}

function firstRow(named: readonly LabelledCell[]): number {
  return named[0]?.row ?? 1;
}

function isTableHeader(row: SheetRow, { columns }: ImportTemplate): boolean {
  const headings = new Set(columns.map(({ heading }) => compact(heading)));
  return row.cells.filter((cell) => headings.has(compact(cell?.text ?? ""))).length >= 2;
}

/** Rows under the header of the table, down to the next label or note. */
function machineRows(
  sheet: WorkbookSheet,
  header: number,
  { columns }: ImportTemplate,
  labels: LabelIndex,
): RawRow[] {
  const heads = (sheet.rows[header]?.cells ?? []).flatMap((cell, at) => {
    const column = columns.find(({ heading }) => compact(heading) === compact(cell?.text ?? ""));
    return column?.field ? [{ at, field: column.field, unit: unitIn(column.heading) }] : [];
  });
  const rows: RawRow[] = [];
  for (const row of sheet.rows.slice(header + 1)) {
    if (row.cells.some((cell) => labelOf(cell?.text ?? "", labels))) break;
    const cells = new Map(
      heads.flatMap(({ at, field, unit }) => {
        const cell = row.cells[at];
        return cell ? [[field, { cell, address: cellAddress(at, row.number), unit }] as const] : [];
      }),
    );
    if (cells.has("equipment") && !/^注[:：]/.test(cells.get("equipment")?.cell.text ?? ""))
      rows.push({ sheet: sheet.name, number: row.number, cells });
  }
  return rows;
}

/** A row for each level that has written its opinion; the machines of the form are all its own. */
function opinionRows(
  sheet: WorkbookSheet,
  template: ImportTemplate,
  common: ReadonlyMap<ImportFieldName, PlacedCell>,
  machines: readonly RawRow[],
): RawRow[] {
  const first = machines[0]?.cells.get("equipment");
  const texts = machines.flatMap((row) => row.cells.get("equipment")?.cell.text ?? []);
  const equipment: PlacedCell | undefined = first && { ...first, cell: { text: texts.join("；") } };
  const isGone = machines.length > 0 && machines.every((row) => row.cells.has("dismantledOn"));
  return template.opinions.flatMap((opinion) => {
    const [found] = labelledCells(sheet, new Map([[compact(opinion.heading), opinion]]));
    const said = found && opinionOf(sheet, found);
    if (found === undefined || said === undefined) return [];
    const cells = new Map([...common, ...sharedDays(machines)]);
    if (equipment) cells.set("equipment", equipment);
    for (const [field, cell] of opinionCells(said, opinion.level, template.title, isGone))
      if (!cells.has(field)) cells.set(field, cell);
    return { sheet: sheet.name, number: found.row, cells };
  });
}

/** What a level wrote, over as many rows as its label takes up; a printed form alone is no opinion. */
function opinionOf(sheet: WorkbookSheet, { row, value }: LabelledCell): PlacedCell | undefined {
  if (value === undefined) return undefined;
  const last = sheet.merges.find((area) => area.left === 0 && area.top === row)?.bottom ?? row;
  const below = sheet.rows
    .filter(({ number }) => number > row && number <= last)
    .flatMap(({ cells }) => cells.slice(1).flatMap((cell) => cell?.text ?? []));
  const text = [value.cell.text, ...below].join("\n");
  return isWritten(text) ? { ...value, cell: { text } } : undefined;
}

/** Days on which all machines of the form were stopped or dismantled; where they differ it is for 附表1 to say. */
function sharedDays(machines: readonly RawRow[]): [ImportFieldName, PlacedCell][] {
  return (["stoppedOn", "dismantledOn"] as const).flatMap((field) => {
    const cells = machines.map((row) => row.cells.get(field));
    const [first] = cells;
    const isShared = cells.every((cell) => cell?.cell.text === first?.cell.text);
    return first && isShared ? [[field, first] as const] : [];
  }) as [ImportFieldName, PlacedCell][];
}

function columnsOf(rows: readonly RawRow[]): RawTable["columns"] {
  const columns: RawTable["columns"] = {};
  for (const { cells } of rows)
    for (const [field, { address }] of cells) columns[field] ??= address.replace(/\d+$/, "");
  return columns;
}
