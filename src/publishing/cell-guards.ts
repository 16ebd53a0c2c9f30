import type { CalendarDate } from "#domain/calendar-date.ts";
import { IMPORT_FIELDS, type ImportFieldName } from "#domain/import-field.ts";
import { restrictedValues } from "#domain/restricted.ts";
import type { DraftRow, ImportDraft } from "#importing/import-draft.ts";
import { rowsToPublish } from "./publication.ts";

/** Telephone and identity numbers are never published, in whatever column somebody wrote them. */
export function personFaults(publication: { draft: ImportDraft }): string[] {
  return cellsOf(publication).flatMap(({ row, cell, text }) =>
    restrictedValues(text).map((what) => `${row.sheet}!${cell}写着${what}，不能公布，删去再传。`),
  );
}

/** Days that are set, not met: they may well lie ahead. */
const TERMS: readonly ImportFieldName[] = ["startedOn", "dueOn", "extendedTo", "dismantleBy"];

/** What has not happened yet cannot be recorded. */
export function futureFaults(publication: { draft: ImportDraft; today: CalendarDate }): string[] {
  return cellsOf(publication).flatMap(({ row, field, cell, value }) => {
    const { name, reads } = IMPORT_FIELDS[field];
    const isDay = reads === "date" && !TERMS.includes(field);
    if (!isDay || typeof value !== "string" || value <= publication.today) return [];
    return [`${row.sheet}!${cell}的${name} ${value} 还没有到，不能公布。`];
  });
}

interface Cell {
  row: DraftRow;
  field: ImportFieldName;
  cell: string;
  text: string;
  value: unknown;
}

function cellsOf(publication: { draft: ImportDraft }): Cell[] {
  return rowsToPublish(publication).flatMap((row) =>
    (Object.keys(row.values) as ImportFieldName[]).flatMap((field) => {
      const read = row.values[field];
      return read ? [{ row, field, cell: read.cell, text: read.text, value: read.value }] : [];
    }),
  );
}
