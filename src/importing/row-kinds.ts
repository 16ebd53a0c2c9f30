import type { ImportWords } from "#domain/import-sheet.ts";
import type { FoundHeader } from "./find-header.ts";
import { type HeadingIndex, isUnit, useOf } from "./headings.ts";
import { compact, plain } from "./plain-text.ts";
import type { SheetRow } from "./workbook/workbook.ts";

/** What a row under a header is. Only `data` is taken over. */
export type RowKind = "data" | "sum" | "note" | "restricted-note" | "header" | "units" | "blank";

/** The words of `content/import/words.yaml` that open a row which is not data. */
export interface RowPatterns {
  sum: RegExp;
  note: RegExp;
  restrictedNote: RegExp;
}

export function rowPatterns(words: ImportWords): RowPatterns {
  const opening = (list: readonly string[]) =>
    new RegExp(`^(?:${list.join("|")})\\d*(?:\\([^)]*\\))?\\s*[:：.、]`);
  return {
    sum: new RegExp(`^(?:${words.sums.join("|")})(?:[\\d(:]|$)`),
    note: opening(words.notes),
    restrictedNote: opening(words.restrictedNotes),
  };
}

/** Tells data from everything else that stands under a header. */
export function rowKind(
  row: SheetRow,
  header: FoundHeader,
  index: HeadingIndex,
  { sum, note, restrictedNote }: RowPatterns,
): RowKind {
  const filled = row.cells.filter((cell) => cell !== undefined);
  const first = plain(filled[0]?.text ?? "");
  if (isHeaderAgain(row, header, index)) return "header";
  if (row.number === header.last + 1 && filled.every((cell) => isUnit(bare(cell.text))))
    return "units";
  if (filled.length <= 4 && filled.some((cell) => restrictedNote.test(plain(cell.text))))
    return "restricted-note";
  if (note.test(first)) return "note";
  if (isShort(first) && sum.test(compact(first))) return "sum";
  const used = header.columns.filter(({ at, use }) => row.cells[at] && use && use.is !== "ignored");
  if (used.length === 0) return filled.length === 1 && !isShort(first) ? "note" : "blank";
  return filled.length === 1 && first.length > 40 ? "note" : "data";
}

function isHeaderAgain(row: SheetRow, header: FoundHeader, index: HeadingIndex): boolean {
  const known = header.columns.filter(({ use }) => use !== undefined);
  const again = known.filter(({ at, use }) => {
    const text = row.cells[at]?.text;
    return text !== undefined && useOf(index, text) === use;
  });
  return again.length >= 2 && again.length * 2 > known.length;
}

function bare(text: string): string {
  return compact(text).replace(/^\(|\)$/g, "");
}

function isShort(text: string): boolean {
  return text.length <= 12;
}
