import type { ImportFieldName } from "#domain/import-field.ts";
import type { ImportProblem } from "./import-draft.ts";
import type { RestrictedRecord } from "./restricted.ts";
import type { SheetCell } from "./workbook/workbook.ts";

/** A cell under a known heading. */
export interface PlacedCell {
  cell: SheetCell;
  /** `D5`; of a merged area its first cell. */
  address: string;
  /** Unit of the column, where its heading names one. */
  unit: string | null;
}

/** A row of a table before its cells are read. */
export interface RawRow {
  sheet: string;
  number: number;
  cells: Map<ImportFieldName, PlacedCell>;
}

/** What one sheet holds. */
export interface RawTable {
  sheet: string;
  headerRow: number;
  /** What stands above the header. */
  title: string;
  /** Field → letter. */
  columns: Partial<Record<ImportFieldName, string>>;
  rows: RawRow[];
  restricted: RestrictedRecord[];
  /** Names or numbers of people stand outside the columns. */
  hasRestrictedNotes: boolean;
  problems: ImportProblem[];
}
