import { type CalendarDate, daysBetween } from "#domain/calendar-date.ts";
import type { KeepingReason } from "#domain/closure.ts";
import type { EquipmentLine } from "#domain/enterprise-sheet.ts";
import { type Equipment, equipmentCapacity, equipmentLabel } from "#domain/equipment.ts";
import {
  type EquipmentStanding,
  type EquipmentState,
  equipmentStanding,
} from "#domain/equipment-state.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { departmentName, isFinal, type SnapshotIndex } from "./snapshot-index.ts";
import { machineSources } from "./value-sources.ts";

/** States in which a machine still stands and may still have to be dismantled. */
const AWAITING_DISMANTLING: readonly EquipmentState[] = ["stopped", "sealed", "restarted"];

/** The machines of an enterprise with their states; those split off stand behind their parent. */
export function equipmentLines(
  index: SnapshotIndex,
  enterprise: string,
  today: CalendarDate,
): EquipmentLine[] {
  const rows = index.equipmentByEnterprise.get(enterprise) ?? [];
  const children = Map.groupBy(
    rows.filter((row) => row.parent !== undefined),
    (row) => row.parent,
  );
  const withChildren = (row: Equipment): Equipment[] => [
    row,
    ...(children.get(row.id) ?? []).flatMap(withChildren),
  ];
  return rows
    .filter((row) => row.parent === undefined)
    .flatMap(withChildren)
    .map((row) =>
      equipmentLine(
        index,
        row,
        (children.get(row.id) ?? []).map((c) => c.id),
        today,
      ),
    );
}

/** Where a machine stands, from everything published about it that has not been taken back. */
export function standingOfEquipment(index: SnapshotIndex, id: string): EquipmentStanding {
  const events = index.eventsByEquipment.get(id) ?? [];
  const standing = equipmentStanding(events, index.plannedEquipment.has(id));
  return standing.state === "listed" && !isListed(index, id)
    ? { ...standing, state: "unlisted" }
    : standing;
}

/** Whether a final row that still stands names the machine, or its enterprise as a whole. */
function isListed(index: SnapshotIndex, id: string): boolean {
  const enterprise = index.equipment.get(id)?.enterprise ?? "";
  return (index.entriesByEnterprise.get(enterprise) ?? []).some(
    (entry) =>
      isFinal(index, entry) &&
      entryChangeOf(entry.latest.change).isShown &&
      (entry.latest.equipment.length === 0 || entry.latest.equipment.includes(id)),
  );
}

function equipmentLine(
  index: SnapshotIndex,
  row: Equipment,
  splitInto: string[],
  today: CalendarDate,
): EquipmentLine {
  const standing = standingOfEquipment(index, row.id);
  const pledges = index.pledgesByEquipment.get(row.id) ?? [];
  const dismantleBy = row.dismantleBy ?? pledges.at(-1)?.dismantleBy ?? null;
  const keepingReason = row.keepingReason ?? pledges.at(-1)?.reasonNotDismantled ?? null;
  return {
    id: row.id,
    label: equipmentLabel(row),
    isMain: row.isMain,
    capacity: equipmentCapacity(row),
    splitFrom: row.parent ?? null,
    splitInto,
    ...standing,
    keepingReason,
    dismantleBy,
    daysLeft:
      mustGo(standing.state, keepingReason) && dismantleBy !== null
        ? daysBetween(today, dismantleBy)
        : null,
    facts: factsOf(index, row),
    sources: machineSources(index, row, today),
  };
}

/** A lawful reserve and what is already gone owe nothing any more. */
function mustGo(state: EquipmentState, reason: KeepingReason | null): boolean {
  return AWAITING_DISMANTLING.includes(state) && reason !== "emergency-reserve";
}

function factsOf(index: SnapshotIndex, row: Equipment) {
  const jurisdiction = index.enterprises.get(row.enterprise)?.jurisdiction ?? "";
  return (index.eventsByEquipment.get(row.id) ?? [])
    .map(({ event, on, by, source, note }) => ({
      event,
      on,
      by: departmentName(index, jurisdiction, by),
      source,
      note: note ?? null,
    }))
    .sort((a, b) => a.on.localeCompare(b.on));
}
