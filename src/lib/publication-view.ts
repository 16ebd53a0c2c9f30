import { contentChangeOf } from "#domain/content-change.ts";
import type { TemplateColumn } from "#domain/import-sheet.ts";
import { openNotices } from "#domain/notice-result.ts";
import { ENTRY_ROOMS, RECORD_ROOMS, type RecordRoom } from "#domain/record-batch.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** A list a place keeps, or a kind of record, as somebody chooses it: `ankang/exit`. */
export interface ListChoice {
  value: string;
  label: string;
}

/**
 * Lists and records of the places that `isOpen` lets through; a plan may be checked even where none
 * is published.
 */
export function listChoices(snapshot: Snapshot, isOpen: (place: string) => boolean): ListChoice[] {
  return snapshot.jurisdictions
    .filter(({ id }) => isOpen(id))
    .flatMap(({ id, facts, publishedLists }) => {
      const kinds = new Map(publishedLists.map(({ kind, name }) => [kind, name]));
      if (!kinds.has("plan")) kinds.set("plan", "退出计划（只能核对，不公布）");
      for (const room of RECORD_ROOMS) kinds.set(room.id, room.name);
      return [...kinds].map(([kind, name]) => ({
        value: `${id}/${kind}`,
        label: `${facts.name}：${name}`,
      }));
    });
}

/** What a list of a place is called there, or a kind of record. */
export function listName(snapshot: Snapshot, jurisdiction: string, kind: string): string {
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  const own =
    place?.publishedLists.find((list) => list.kind === kind)?.name ??
    RECORD_ROOMS.find(({ id }) => id === kind)?.name ??
    contentChangeOf(kind)?.name;
  const name = own ?? snapshot.listKinds.find(({ id }) => id === kind)?.name ?? kind;
  return `${place?.facts.name ?? jurisdiction}：${name}`;
}

/** Batches of a list that a new file may stand for, the latest first. */
export function batchesOf(snapshot: Snapshot, jurisdiction: string, kind: string) {
  return snapshot.lists
    .filter((list) => list.jurisdiction === jurisdiction && list.kind === kind)
    .map(({ id, batch }) => ({ value: id.slice(kind.length + 1), label: batch.title }))
    .toReversed();
}

/** The columns of the plain sheet of a kind of record, as they are typed in one by one. */
export function entryColumnsOf(snapshot: Snapshot, room: RecordRoom): TemplateColumn[] | undefined {
  const plain = snapshot.importing.templates.find(
    (template) => template.room === room && template.jurisdiction === undefined,
  );
  return ENTRY_ROOMS.includes(room) ? plain?.columns : undefined;
}

/** Whether an official form for this list holds plans and closures alike (安康统计表). */
export function asksMeaning(snapshot: Snapshot, jurisdiction: string, kind: string): boolean {
  return snapshot.importing.templates.some(
    (template) =>
      template.jurisdiction === jurisdiction &&
      template.asksMeaning &&
      template.kinds.includes(kind),
  );
}

/** Public notices of a list whose result is still to be published, the latest first. */
export function noticesOf({ announcements }: Snapshot, jurisdiction: string, kind: string) {
  return openNotices(announcements.filter((entry) => entry.jurisdiction === jurisdiction))
    .filter(({ lists }) => lists.some((list) => list.startsWith(`${kind}/`)))
    .toSorted((a, b) => b.publishedOn.localeCompare(a.publishedOn));
}
