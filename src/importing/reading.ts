import type { CalendarDate } from "#domain/calendar-date.ts";
import type { ImportWords } from "#domain/import-sheet.ts";
import type { Industry } from "#domain/industry.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import type { ImportSeverity } from "./import-draft.ts";

/** What there is to say about one cell, before its place is known. */
export interface CellNote {
  severity: ImportSeverity;
  message: string;
  remedy: string;
}

/** A value read from a cell, and what there is to say about it. */
export interface Reading<Value> {
  value: Value | null;
  notes: CellNote[];
}

/** What cells are read against. */
export interface ReadingContext {
  place: JurisdictionFolder;
  industries: readonly Industry[];
  words: ImportWords;
  today: CalendarDate;
  /** Unit printed in the heading of the column, or in the row of units. */
  unit: string | null;
}

/** A value without anything to say. */
export function read<Value>(value: Value): Reading<Value> {
  return { value, notes: [] };
}

/** No value, and why. */
export function unread(severity: ImportSeverity, message: string, remedy: string): Reading<never> {
  return { value: null, notes: [{ severity, message, remedy }] };
}

/** A value with something to say about it. */
export function noted<Value>(
  value: Value,
  severity: ImportSeverity,
  message: string,
  remedy: string,
): Reading<Value> {
  return { value, notes: [{ severity, message, remedy }] };
}
