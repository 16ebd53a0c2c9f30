import { equipmentLabel } from "#domain/equipment.ts";
import { IMPORT_FIELDS } from "#domain/import-field.ts";
import type { RecordCorrection } from "#domain/record-correction.ts";
import type { EnterpriseRecord } from "#registry/snapshot.ts";
import { areaName, industryName, type SnapshotIndex } from "./snapshot-index.ts";

/**
 * What was said otherwise of the records of a firm that have no versions: the firm itself, its
 * machines, acceptances and pledges. The latest first.
 */
export function recordCorrections(
  index: SnapshotIndex,
  firm: EnterpriseRecord,
): RecordCorrection[] {
  return recordsOf(index, firm)
    .flatMap((record) => correctionsOf(index, firm.jurisdiction, record))
    .toSorted((a, b) => b.on.localeCompare(a.on));
}

/** The same of one record. */
export function correctionsOf(
  index: SnapshotIndex,
  jurisdiction: string,
  { id, name }: { id: string; name: string },
): RecordCorrection[] {
  return (index.batchesByRecord.get(id) ?? [])
    .flatMap(({ revision, publishedOn, values }) =>
      values.flatMap(({ record, field, before, text }) =>
        revision === undefined || before === undefined || record !== id
          ? []
          : [
              {
                record: id,
                recordName: name,
                on: publishedOn,
                change: revision.change,
                field: IMPORT_FIELDS[field].name,
                before: inWords(index, jurisdiction, field, before) || "（空）",
                after: inWords(index, jurisdiction, field, text),
                reason: revision.reason,
                document: revision.document ?? null,
              },
            ],
      ),
    )
    .toSorted((a, b) => b.on.localeCompare(a.on));
}

function recordsOf(index: SnapshotIndex, { id, name }: EnterpriseRecord) {
  const machines = index.equipmentByEnterprise.get(id) ?? [];
  const acceptances = index.acceptancesByEnterprise.get(id) ?? [];
  const pledges = index.pledgesByEnterprise.get(id) ?? [];
  return [
    { id, name },
    ...machines.map((row) => ({ id: row.id, name: equipmentLabel(row) })),
    ...acceptances.map((row) => ({ id: row.id, name: `验收（${row.on}）` })),
    ...pledges.map((row) => ({ id: row.id, name: `承诺（${row.signedOn}）` })),
  ];
}

/** Sheets keep what stood before by its code. */
function inWords(index: SnapshotIndex, jurisdiction: string, field: string, text: string) {
  if (field === "area") return areaName(index, jurisdiction, text);
  return field === "industry" ? industryName(index, text) : text;
}
