import type { CalendarDate } from "#domain/calendar-date.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { KeptPicture } from "#domain/picture.ts";
import type { RecordFacts, RecordRoom } from "#domain/record-batch.ts";
import type { DraftRow, ImportDraft } from "#importing/import-draft.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** A draft of acceptances, seals, pledges or registrations, held against what is published. */
export interface RecordPublication {
  snapshot: Snapshot;
  place: JurisdictionFolder;
  room: RecordRoom;
  draft: ImportDraft;
  facts: RecordFacts;
  /** What came along with the sheet. */
  pictures?: readonly KeptPicture[];
  today: CalendarDate;
}

/** The value of a field that the import has made sure of. */
export function statedValue<Field extends ImportFieldName>(
  { key, values }: DraftRow,
  field: Field,
) {
  const value = values[field]?.value;
  if (value === undefined || value === null) throw new Error(`no ${field} in ${key}`);
  return value as NonNullable<NonNullable<DraftRow["values"][Field]>["value"]>;
}
