import type { ComparedRow } from "#domain/compared-row.ts";
import type { ChangeOf } from "#domain/content-change.ts";
import { readableText } from "#domain/corrected-value.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { CORRECTION_FORM } from "#domain/printed-cell.ts";
import { correctableRecord, placeChoices } from "#registry/correctable-record.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/**
 * The record of a correction before and after, field by field; those that it leaves as they are only
 * as they stand on `today`. Empty once the record is not there any more.
 */
export function comparedCorrection(
  snapshot: Snapshot,
  facts: ChangeOf<"record-correction">,
  today: string,
): ComparedRow[] {
  const record = correctableRecord(snapshot, facts.record, today);
  if (record === undefined) return [];
  const choices = placeChoices(snapshot, record.jurisdiction);
  const fields = record.fields.map(({ field, name, reads, present }) => {
    const { before, after } = facts.values[field] ?? { before: present, after: present };
    const say = (text: string) => readableText(reads, text.trim(), choices) || null;
    const isChanged = facts.values[field] !== undefined;
    return { name, cell: null, before: say(before), after: say(after), isChanged };
  });
  const act = entryChangeOf("corrected").name;
  const place = `${CORRECTION_FORM}，${record.id}`;
  return [{ act, name: record.title, place, reason: facts.reason, fields }];
}
