import { entryChangeOf, type ListEntryVersion } from "#domain/list-entry.ts";
import {
  FORM_MARK,
  markedCell,
  PRINTED_FIELDS,
  type PrintedField,
  type RowCells,
  type RowSource,
} from "#domain/printed-cell.ts";
import type { ListEntry } from "./snapshot-index.ts";

/**
 * The cells from which a row was read as it stands, and the files these are in. A revision whose
 * sheet had no such column leaves the cell of the version before.
 */
export function rowCells(entry: ListEntry): RowCells {
  const told = entry.versions.filter(({ change }) => entryChangeOf(change).isShown);
  const printed = PRINTED_FIELDS.flatMap(({ field, raw, name }) => {
    const version = told.findLast((each) => reads(each, field));
    const text = version?.[raw];
    if (version === undefined || text === undefined) return [];
    return [{ field, name, cell: cellOf(version, field, entry), text, version: version.version }];
  });
  const read = new Set(printed.map(({ version }) => version));
  return {
    printed,
    sources: told
      .filter(({ version }) => read.has(version))
      .map((version) => sourceOf(version, entry)),
  };
}

/** Versions written by hand name no cells: whatever they quote, they quote from their own row. */
function reads(version: ListEntryVersion, field: PrintedField): boolean {
  return version.cells.length === 0
    ? version[ROW_OF[field].raw] !== undefined
    : markedCell(version.cells, field) !== undefined;
}

function cellOf(version: ListEntryVersion, field: PrintedField, { file }: ListEntry) {
  const marked = markedCell(version.cells, field);
  if (marked !== undefined) return marked === FORM_MARK ? null : marked;
  const { columns } = file.batch;
  const letter = columns[ROW_OF[field].raw] ?? columns[ROW_OF[field].column];
  return letter === undefined || version.row === undefined ? null : `${letter}${version.row}`;
}

function sourceOf(version: ListEntryVersion, { file }: ListEntry): RowSource {
  const { source } = file.batch;
  return {
    version: version.version,
    on: version.changedOn,
    file: version.sourceFile ?? source.file,
    sha256: (version.sourceFile === undefined ? source.sha256 : version.sourceSha256) ?? null,
    sheet: version.sheet ?? null,
    row: version.row ?? null,
  };
}

const ROW_OF = Object.fromEntries(PRINTED_FIELDS.map((row) => [row.field, row])) as Record<
  PrintedField,
  (typeof PRINTED_FIELDS)[number]
>;
