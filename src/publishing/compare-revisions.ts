import type { ComparedField, ComparedRow } from "#domain/compared-row.ts";
import { formTextOf, readableText } from "#domain/corrected-value.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { entryChangeOf, type ListEntryVersion } from "#domain/list-entry.ts";
import { CORRECTABLE_FIELDS, type CorrectableField } from "#domain/record-correction.ts";
import { placeChoices } from "#registry/correctable-record.ts";
import type { ListFile, Snapshot } from "#registry/snapshot.ts";
import { byId } from "./publication.ts";

/** A row of a list as it stands, and as a change without a spreadsheet makes it. */
export interface RevisedRow {
  list: ListFile;
  before: ListEntryVersion;
  version: ListEntryVersion;
}

/** Every row of such a change side by side, for whoever approves it; what leaves only by its name. */
export function comparedRevisions(
  snapshot: Snapshot,
  rows: readonly RevisedRow[],
  reason: string,
): ComparedRow[] {
  const fieldsOf = revisedFields(snapshot);
  const titleOf = rowTitles(snapshot);
  return rows.map((row) => ({
    act: entryChangeOf(row.version.change).name,
    name: titleOf(row.before),
    place: `《${row.list.batch.title}》，${row.before.entry}`,
    reason,
    fields: fieldsOf(row),
  }));
}

/** Tells what any row is about: the firm as it is called today, or the matter. */
export function rowTitles({ enterprises }: Snapshot): (row: ListEntryVersion) => string {
  const firms = byId(enterprises);
  return ({ enterprise, subject, entry }) => firms.get(enterprise ?? "")?.name ?? subject ?? entry;
}

/** Tells what any row says before and after; nothing of one that is not shown any more. */
export function revisedFields(snapshot: Snapshot): (row: RevisedRow) => ComparedField[] {
  const machines = byId(snapshot.equipment);
  const labels = ({ equipment }: ListEntryVersion) =>
    equipment.flatMap((id) => machines.get(id) ?? []).map(equipmentLabel);
  return ({ list, before, version }) => {
    if (!entryChangeOf(version.change).isShown) return [];
    const choices = placeChoices(snapshot, list.jurisdiction);
    const both = (say: (row: ListEntryVersion) => string) => [say(before), say(version)] as const;
    const fields = fieldsOf(snapshot, list, before).map(({ field, name, reads }) => ({
      name,
      texts: both((row) =>
        readableText(reads, formTextOf(reads, row[field as keyof ListEntryVersion]), choices),
      ),
    }));
    const printed = [
      { name: "名单所写的企业", texts: both(({ rawEnterprise = "" }) => rawEnterprise) },
      { name: "设备", texts: both((row) => labels(row).join("；")) },
    ];
    return [...printed, ...fields]
      .filter(({ texts }) => texts.some((text) => text !== ""))
      .map(({ name, texts: [was, is] }) => ({
        name,
        cell: null,
        before: was || null,
        after: is || null,
        isChanged: was !== is,
      }));
  };
}

function fieldsOf(
  { listKinds }: Snapshot,
  { kind }: ListFile,
  { enterprise }: ListEntryVersion,
): readonly CorrectableField[] {
  if (enterprise === undefined) return CORRECTABLE_FIELDS.matter;
  const hasTerm = listKinds.find(({ id }) => id === kind)?.hasTerm === true;
  return CORRECTABLE_FIELDS[hasTerm ? "row-with-term" : "row"];
}
