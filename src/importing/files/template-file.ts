import {
  type Cell,
  type CellValue,
  type DataValidation,
  type MergeRange,
  writeXlsx,
} from "hucre/xlsx";
import { ACCEPTANCE_LEVELS, KEEPING_REASONS } from "#domain/closure.ts";
import { IMPORT_FIELDS, type ImportFieldName, type ImportReading } from "#domain/import-field.ts";
import type { ImportTemplate, TemplateColumn } from "#domain/import-sheet.ts";
import type { Industry } from "#domain/industry.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { OPTIONS_SHEET } from "../options-sheet.ts";
import { cellAddress, columnLetters } from "../workbook/workbook.ts";

/** Rows that choosing works in, and rows laid out for filling. */
const [ROWS_TO_CHOOSE_IN, ROWS_LAID_OUT] = [2000, 30];
/** Labelled cells beside each other in a form for one enterprise. */
const PAIRS_A_ROW = 2;

interface Sheet {
  rows: CellValue[][];
  cells: Map<string, Partial<Cell>>;
  merges: MergeRange[];
  validations: DataValidation[];
}

/**
 * A sheet to be filled, as .xlsx, with choices and notes where a column has them. `filled`: rows that
 * stand in it already.
 */
export function templateFile(
  template: ImportTemplate,
  title: string,
  place: JurisdictionFolder,
  industries: readonly Industry[],
  filled: readonly Partial<Record<ImportFieldName, string>>[] = [],
): Promise<Uint8Array> {
  const options = optionsOf(place, industries);
  const width = Math.max(template.columns.length, template.labels.length > 0 ? PAIRS_A_ROW * 2 : 0);
  const sheet: Sheet = { rows: [], cells: new Map(), merges: [], validations: [] };
  for (const line of [title, ...template.head]) addLine(sheet, line, width);
  addLabels(sheet, template.labels, options);
  addTable(sheet, template, options);
  for (const row of filled)
    sheet.rows.push(template.columns.map(({ field }) => (field && row[field]) ?? null));
  for (const opinion of template.opinions) addOpinion(sheet, opinion, width);
  if (template.note !== undefined) addLine(sheet, template.note, width);
  return writeXlsx({
    sheets: [
      {
        name: title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31),
        rows: sheet.rows,
        cells: sheet.cells,
        merges: sheet.merges,
        dataValidations: sheet.validations,
        columns: Array.from({ length: width }, () => ({ width: 20 })),
      },
      { name: OPTIONS_SHEET, rows: columnsToRows(Object.values(options)) },
    ],
  });
}

type Options = Partial<Record<ImportReading, readonly string[]>>;

/** What may be chosen for each kind of reading. */
function optionsOf(place: JurisdictionFolder, industries: readonly Industry[]): Options {
  return {
    area: place.areas.filter(({ activeTo }) => activeTo === undefined).map(({ name }) => name),
    industry: industries.map((industry) => industry.name),
    department: place.departments.map((department) => department.name),
    level: ACCEPTANCE_LEVELS.map((level) => level.name),
    keepingReason: KEEPING_REASONS.map((reason) => reason.name),
    yesNo: ["是", "否"],
  };
}

function columnsToRows(columns: readonly (readonly string[])[]): CellValue[][] {
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, row) => columns.map((column) => column[row] ?? null));
}

function addLine(sheet: Sheet, text: string, width: number): void {
  const row = sheet.rows.push([text]) - 1;
  sheet.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 });
}

function addLabels(sheet: Sheet, labels: readonly TemplateColumn[], options: Options): void {
  for (let at = 0; at < labels.length; at += PAIRS_A_ROW) {
    const pairs = labels.slice(at, at + PAIRS_A_ROW);
    const row = sheet.rows.push(pairs.flatMap(({ heading }) => [heading, null])) - 1;
    pairs.forEach((label, pair) => {
      const [label_, value] = [pair * 2, pair * 2 + 1];
      annotate(sheet, row, label_, label);
      const range = cellAddress(value, row + 1);
      sheet.validations.push(...validationOf(label, range, options));
    });
  }
}

function addTable(sheet: Sheet, { columns, labels, note }: ImportTemplate, options: Options): void {
  const header = sheet.rows.push(columns.map(({ heading }) => heading)) - 1;
  const isEndless = labels.length === 0;
  columns.forEach((column, at) => {
    annotate(sheet, header, at, column);
    const last = header + 1 + (isEndless ? ROWS_TO_CHOOSE_IN : ROWS_LAID_OUT);
    const range = `${cellAddress(at, header + 2)}:${cellAddress(at, last)}`;
    sheet.validations.push(...validationOf(column, range, options));
  });
  if (isEndless && note === undefined) return;
  for (let row = 0; row < ROWS_LAID_OUT; row++) sheet.rows.push([]);
}

function addOpinion(sheet: Sheet, opinion: TemplateColumn, width: number): void {
  const row = sheet.rows.push([opinion.heading, null]) - 1;
  annotate(sheet, row, 0, opinion);
  sheet.merges.push({ startRow: row, startCol: 1, endRow: row, endCol: width - 1 });
}

/** Headings stand bold; a note is a comment on its heading. */
function annotate(sheet: Sheet, row: number, column: number, { heading, ...rest }: TemplateColumn) {
  const note = rest.restricted === undefined ? rest.note : "不公开，只存档";
  sheet.cells.set(`${row},${column}`, {
    value: heading,
    type: "string",
    style: { font: { bold: true } },
    ...(note === undefined ? {} : { comment: { author: "填表说明", text: note } }),
  });
}

/** A list to choose from, a hint how dates are written, or nothing. */
function validationOf(
  { field, note }: TemplateColumn,
  range: string,
  options: Options,
): DataValidation[] {
  if (field === undefined) return [];
  const { reads, name } = IMPORT_FIELDS[field];
  const choices = options[reads];
  const prompt =
    note ?? (reads === "date" ? "写成 2024-08-31 这样；不知道是哪一天的留空" : undefined);
  const shown = {
    showInputMessage: true,
    inputTitle: name,
    ...(prompt && { inputMessage: prompt }),
  };
  if (choices === undefined)
    return prompt === undefined
      ? []
      : [{ type: "custom", formula1: "TRUE", range, allowBlank: true, ...shown }];
  const column = columnLetters(Object.keys(options).indexOf(reads));
  return [
    {
      type: "list",
      formula1: `'${OPTIONS_SHEET}'!$${column}$1:$${column}$${choices.length}`,
      range,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: "warning",
      errorTitle: name,
      errorMessage: "不在选项里，导入时可能认不出来",
      ...shown,
    },
  ];
}
