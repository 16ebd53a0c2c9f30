import type { Acceptance } from "#domain/acceptance.ts";
import { ACCEPTANCE_LEVELS, KEEPING_REASONS } from "#domain/closure.ts";
import { type Equipment, equipmentCapacity, equipmentLabel } from "#domain/equipment.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { ImportTemplate } from "#domain/import-sheet.ts";
import { MACHINE_DAYS } from "#domain/machine-day.ts";
import type { Pledge } from "#domain/pledge.ts";
import type { RecordRoom } from "#domain/record-batch.ts";
import { isInForce } from "#domain/record-withdrawal.ts";
import type { EnterpriseRecord } from "#registry/snapshot.ts";
import { capacityText, nameOf } from "./format.ts";
import { areaName, departmentName, industryName, type SnapshotIndex } from "./snapshot-index.ts";

/** What a row of a sheet says, by field, as a clerk would write it. */
export type SheetRow = Partial<Record<ImportFieldName, string>>;

/**
 * What is published in a room of a place, as the rows of its sheet: to be mended and handed in
 * again. As it is, it changes nothing. What was withdrawn is not in it.
 */
export function recordRows(
  index: SnapshotIndex,
  jurisdiction: string,
  room: RecordRoom,
): SheetRow[] {
  return index.snapshot.enterprises
    .filter((firm) => firm.jurisdiction === jurisdiction)
    .flatMap((firm) => ROWS_OF[room](index, firm))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== "")));
}

/** The sheet with the numbers by which its rows are known again, whatever is changed in them. */
export function withNumbers(template: ImportTemplate): ImportTemplate {
  return { ...template, columns: [...template.columns, ...NUMBERS] };
}

const NUMBERS: ImportTemplate["columns"] = [
  { heading: "记录编号", field: "entry", note: "照抄，不要改；新的一行留空" },
  { heading: "设备编号", field: "machineIds", note: "照抄，不要改；新的一行留空" },
];

const ROWS_OF: Readonly<
  Record<RecordRoom, (index: SnapshotIndex, firm: EnterpriseRecord) => SheetRow[]>
> = {
  enterprises: registrations,
  acceptances: (index, firm) =>
    (index.acceptancesByEnterprise.get(firm.id) ?? [])
      .filter(isInForce)
      .map((entry) => opinion(index, firm, entry)),
  sealings: (index, firm) => machinesOf(index, firm).flatMap((each) => sealing(index, firm, each)),
  pledges: (index, firm) =>
    (index.pledgesByEnterprise.get(firm.id) ?? [])
      .filter(isInForce)
      .map((entry) => promise(index, firm, entry)),
};

/** A line for each machine, since each has days of its own; one for a firm without. */
function registrations(index: SnapshotIndex, firm: EnterpriseRecord): SheetRow[] {
  const facts = { address: firm.address ?? "", industry: industryName(index, firm.industry) };
  const machines = machinesOf(index, firm);
  if (machines.length === 0) return [{ ...subject(index, firm, []), ...facts }];
  return machines.map((machine) => {
    const capacity = equipmentCapacity(machine);
    return {
      ...subject(index, firm, [machine]),
      ...facts,
      capacity: capacity === null ? "" : capacityText(capacity),
    };
  });
}

function opinion(index: SnapshotIndex, firm: EnterpriseRecord, entry: Acceptance): SheetRow {
  return {
    ...subject(index, firm, named(index, entry)),
    entry: entry.id,
    level: nameOf(ACCEPTANCE_LEVELS, entry.level),
    department: departmentName(index, firm.jurisdiction, entry.by),
    acceptedOn: entry.on,
    isDismantled: yesNo(entry.isDismantled),
    canRestart: yesNo(entry.canRestart),
    isPassed: yesNo(entry.isPassed),
    hasPhotosBefore: yesNo(entry.hasPhotosBefore),
    hasPhotosDuring: yesNo(entry.hasPhotosDuring),
    hasPhotosAfter: yesNo(entry.hasPhotosAfter),
    source: entry.source,
  };
}

/** A machine with at least one of the days; of each the last, with who told it and from what. */
function sealing(index: SnapshotIndex, firm: EnterpriseRecord, machine: Equipment): SheetRow[] {
  const events = (index.eventsByEquipment.get(machine.id) ?? []).toSorted((a, b) =>
    a.on.localeCompare(b.on),
  );
  const days = MACHINE_DAYS.flatMap(([field, event]) => {
    const last = events.findLast((entry) => entry.event === event);
    return last === undefined ? [] : [{ field, last }];
  });
  const told = days.at(-1)?.last;
  if (told === undefined) return [];
  const { keepingReason } = machine;
  return [
    {
      ...subject(index, firm, [machine]),
      ...Object.fromEntries(days.map(({ field, last }) => [field, last.on])),
      keepingReason: keepingReason === undefined ? "" : nameOf(KEEPING_REASONS, keepingReason),
      department: departmentName(index, firm.jurisdiction, told.by),
      source: told.source,
    },
  ];
}

function promise(index: SnapshotIndex, firm: EnterpriseRecord, entry: Pledge): SheetRow {
  const { provincialNotice: notice } = entry;
  return {
    ...subject(index, firm, named(index, entry)),
    entry: entry.id,
    signedBy: entry.signedBy,
    signedOn: entry.signedOn,
    publishedOn: entry.publishedOn,
    keepingReason: nameOf(KEEPING_REASONS, entry.reasonNotDismantled),
    dismantleBy: entry.dismantleBy ?? "",
    noticeSite: notice?.site ?? "",
    noticeUrl: notice?.url ?? "",
    noticeOn: notice?.on ?? "",
    promise: entry.body,
  };
}

/** Firm and machines; their ids tell apart what bears one name. */
function subject(
  index: SnapshotIndex,
  firm: EnterpriseRecord,
  machines: readonly Equipment[],
): SheetRow {
  return {
    area: areaName(index, firm.jurisdiction, firm.area),
    name: firm.name,
    creditCode: firm.creditCode ?? "",
    equipment: machines.map(equipmentLabel).join("；"),
    machineIds: machines.map(({ id }) => id).join("；"),
  };
}

function named({ equipment }: SnapshotIndex, entry: { equipment: readonly string[] }) {
  return entry.equipment.flatMap((id) => equipment.get(id) ?? []);
}

/** Those that were not split. */
function machinesOf(index: SnapshotIndex, firm: EnterpriseRecord): Equipment[] {
  const machines = index.equipmentByEnterprise.get(firm.id) ?? [];
  const parents = new Set(machines.flatMap(({ parent }) => parent ?? []));
  return machines.filter(({ id }) => !parents.has(id));
}

function yesNo(said: boolean): string {
  return said ? "是" : "否";
}
