import type { ImportWords } from "#domain/import-sheet.ts";
import { type FoundHeader, findHeader, type TableColumn } from "./find-header.ts";
import { headingProblems } from "./heading-problems.ts";
import { type HeadingIndex, isUnit } from "./headings.ts";
import type { ImportSeverity } from "./import-draft.ts";
import { MergedCells } from "./merged-cells.ts";
import { compact } from "./plain-text.ts";
import { problem } from "./problems.ts";
import type { PlacedCell, RawRow, RawTable } from "./raw-row.ts";
import { RestrictedRecord } from "./restricted.ts";
import { type RowKind, rowKind, rowPatterns } from "./row-kinds.ts";
import {
  cellAddress,
  columnLetters,
  type SheetRow,
  type WorkbookSheet,
} from "./workbook/workbook.ts";

/** The table of a sheet: what stands under its header, without titles, sums and notes. */
export function findTable(
  sheet: WorkbookSheet,
  index: HeadingIndex,
  words: ImportWords,
): RawTable | undefined {
  const header = findHeader(sheet, index);
  if (header === undefined) return undefined;
  const table = new TableReader(sheet, header, words);
  const patterns = rowPatterns(words);
  for (const row of sheet.rows)
    if (row.number > header.last) table.take(row, rowKind(row, header, index, patterns));
  return table.result;
}

/** Kinds of row that are passed over with a word about it. */
const PASSED_OVER: Partial<Record<RowKind, string>> = {
  sum: "当作合计行，没有读",
  note: "当作注释，没有读",
};

class TableReader {
  readonly result: RawTable;
  readonly #columns: TableColumn[];
  readonly #merged: MergedCells;
  readonly #sameAsAbove: ReadonlySet<string>;

  constructor(sheet: WorkbookSheet, header: FoundHeader, words: ImportWords) {
    this.#columns = header.columns;
    this.#merged = new MergedCells(sheet, header);
    this.#sameAsAbove = new Set(words.sameAsAbove);
    this.result = {
      sheet: sheet.name,
      headerRow: header.last,
      title: titleOf(sheet, header),
      columns: {},
      rows: [],
      restricted: [],
      hasRestrictedNotes: false,
      problems: headingProblems(sheet, header),
    };
    for (const { at, use } of header.columns)
      if (use?.is === "field") this.result.columns[use.field] ??= columnLetters(at);
  }

  take(row: SheetRow, kind: RowKind): void {
    const passedOver = PASSED_OVER[kind];
    if (passedOver !== undefined)
      this.#say("hint", row.number, null, passedOver, "是数据的，请把企业名称写进企业名称栏");
    if (kind === "units") this.#takeUnits(row);
    if (kind === "restricted-note") this.result.hasRestrictedNotes = true;
    if (kind === "data") this.#takeData(row);
  }

  #takeUnits(row: SheetRow): void {
    for (const column of this.#columns) {
      const unit = compact(row.cells[column.at]?.text ?? "").replace(/^\(|\)$/g, "");
      if (isUnit(unit)) column.unit = unit;
    }
  }

  #takeData(row: SheetRow): void {
    const cells: RawRow["cells"] = new Map();
    const restricted = [];
    for (const column of this.#columns) {
      const { use } = column;
      const placed = use && use.is !== "ignored" ? this.#placed(row, column) : undefined;
      if (placed === undefined || use === undefined || use.is === "ignored") continue;
      if (use.is === "restricted")
        restricted.push({ field: use.field, cell: placed.address, text: placed.cell.text });
      else if (!cells.has(use.field)) cells.set(use.field, placed);
    }
    const { sheet } = this.result;
    if (row.isHidden)
      this.#say("warning", row.number, null, "这一行是隐藏的，也读了", "不该有的行请删去");
    this.result.rows.push({ sheet, number: row.number, cells });
    if (restricted.length > 0)
      this.result.restricted.push(new RestrictedRecord(sheet, row.number, restricted));
  }

  /** The cell of a column in a row: its own, that of its merged area, or for 同上 the one above. */
  #placed(row: SheetRow, { at, use, unit }: TableColumn): PlacedCell | undefined {
    const own = row.cells[at];
    if (own === undefined) {
      const area = this.#merged.at(row.number, at);
      return area && { ...area, unit };
    }
    const isSame = this.#sameAsAbove.has(own.text.trim());
    const above =
      isSame && use?.is === "field" ? this.result.rows.at(-1)?.cells.get(use.field) : undefined;
    if (above === undefined) return { cell: own, address: cellAddress(at, row.number), unit };
    const message = `“${own.text}”按上一行读成“${above.cell.text}”`;
    this.#say("hint", row.number, columnLetters(at), message, "不对的请写明");
    return above;
  }

  #say(
    severity: ImportSeverity,
    row: number,
    column: string | null,
    message: string,
    remedy: string,
  ): void {
    const place = { sheet: this.result.sheet, row, column };
    this.result.problems.push(problem(severity, place, message, remedy));
  }
}

function titleOf({ rows }: WorkbookSheet, { first }: FoundHeader): string {
  const above = rows.filter((row) => row.number < first);
  return above.flatMap((row) => row.cells.map((cell) => cell?.text ?? "")).join(" ");
}
