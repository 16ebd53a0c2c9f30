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
      const said = { field, name, cell: cell ?? null, text };
      const { file, sha256 = null } = source;
      const where = { file, sha256, sheet: sheet ?? null, row: null };
      latest.set(field, { ...said, ...where, version: at + 1, on: publishedOn });
    }
  });
  return [...latest.values()];
}
