import { IMPORT_FIELDS } from "#domain/import-field.ts";
import type { ValueSource } from "#domain/printed-cell.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

/**
 * The cells that say what a firm, machine, acceptance or pledge is today: of each field the one
 * published last. Empty where it did not come in a sheet.
 */
export function recordSources(index: SnapshotIndex, record: string): ValueSource[] {
  const latest = new Map<string, ValueSource>();
  (index.batchesByRecord.get(record) ?? []).forEach(({ source, publishedOn, values }, at) => {
    for (const { record: told, field, sheet, cell, text } of values) {
      if (told !== record) continue;
      const { name } = IMPORT_FIELDS[field];
      const value = { field, name, cell, text, sheet, row: null, version: at + 1, on: publishedOn };
      latest.set(field, { ...value, ...source });
    }
  });
  return [...latest.values()];
}
