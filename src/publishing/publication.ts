import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { ObjectionCount } from "#domain/notice-result.ts";
import type { PublicationFacts } from "#domain/publication.ts";
import type { DraftRow, ImportDraft } from "#importing/import-draft.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** A draft of rows of a list with what the clerk states about it, held against what is published. */
export interface Publication {
  snapshot: Snapshot;
  place: JurisdictionFolder;
  kind: string;
  draft: ImportDraft;
  facts: PublicationFacts;
  today: CalendarDate;
  /** Public notice → objections to it. */
  objections: ReadonlyMap<string, ObjectionCount>;
}

/** Rows that say something new: the others stay as they are. */
export function rowsToPublish({ draft }: Pick<Publication, "draft">): DraftRow[] {
  return draft.rows.filter((row) => row.action === "add" || row.action === "change");
}

/** Tells of any row which of its machines the register knows already. */
export function knownMachines({
  snapshot,
}: Pick<Publication, "snapshot">): (row: DraftRow) => Equipment[] {
  const machines = byId(snapshot.equipment);
  return (row) =>
    row.machines.flatMap((match) => (match.is === "known" ? (machines.get(match.id) ?? []) : []));
}

/** To look up what is published while thousands of rows are worked through. */
export function byId<Entry extends { id: string }>(
  entries: readonly Entry[],
): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** What a row is called in a sentence: the firm or matter, and where it stands in the file. */
export function rowName(row: DraftRow): string {
  const name = row.values.name?.text ?? row.values.subject?.text ?? "";
  return `${row.sheet}第${row.row}行“${name}”`;
}

/** The firm of the register that a row is about. */
export function knownFirm({ enterprise }: DraftRow): string | undefined {
  return enterprise.is === "known" ? enterprise.id : undefined;
}
