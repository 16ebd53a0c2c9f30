import type { ImportFieldName } from "#domain/import-field.ts";
import { MACHINE_DAYS } from "#domain/machine-day.ts";
import type { RecordValue } from "#domain/record-batch.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import type { About } from "./row-cells.ts";

/** Fields that only tell which firm is meant, unless the sheet registers firms. */
const OF_FIRMS: readonly ImportFieldName[] = ["name", "creditCode", "area", "address", "industry"];
/** Fields that only tell which machines are meant, unless the sheet registers them. */
const OF_MACHINES: readonly ImportFieldName[] = ["equipment", "quantity", "capacity"];
/** Numbers that only tell which record or machine is meant. */
const OF_NUMBERS: readonly ImportFieldName[] = ["entry", "machineIds"];
/** Days in the lives of machines, whatever else the sheet is about. */
const OF_EVENTS: readonly ImportFieldName[] = [
  ...MACHINE_DAYS.map(([field]) => field),
  "destination",
];

/** An empty cell would say that nothing was changed. */
const NOTHING = "（空）";

/**
 * Every value of a row with the cell it came from. `record` is what the row is kept as; null: it
 * speaks of machines alone. Of what was published before, only what is said otherwise.
 */
export function recordValues(
  row: DraftRow,
  record: string | null,
  { enterprise, equipment }: About,
): RecordValue[] {
  const before = new Map(row.differences.map((entry) => [entry.field, entry.before]));
  const registers = record !== null && record === enterprise;
  const recordsOf = (field: ImportFieldName): readonly string[] => {
    if (OF_NUMBERS.includes(field)) return [];
    if (OF_FIRMS.includes(field)) return registers ? [record] : [];
    const isOfMachines = record === null || OF_EVENTS.includes(field);
    return isOfMachines || (registers && OF_MACHINES.includes(field)) ? equipment : [record];
  };
  return (Object.keys(row.values) as ImportFieldName[]).flatMap((field) => {
    const read = row.values[field];
    if (read === undefined || read.value === null) return [];
    const was = before.get(field);
    if (row.action === "change" && was === undefined) return [];
    const said = { field, sheet: row.sheet.trim(), cell: read.cell, text: read.text.trim() };
    return recordsOf(field).map((id) => ({
      record: id,
      ...said,
      ...(was !== undefined && { before: was || NOTHING }),
    }));
  });
}
