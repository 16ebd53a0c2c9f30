import type { CalendarDate } from "#domain/calendar-date.ts";
import type { EnterpriseSheet } from "#domain/enterprise-sheet.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { type ValueSource, valueSources } from "#domain/printed-cell.ts";
import type { EnterpriseRecord } from "#registry/snapshot.ts";
import { changeOn } from "./list-rows.ts";
import { recordSources } from "./record-sources.ts";
import { rowCells } from "./row-cells.ts";
import type { ListEntry, SnapshotIndex } from "./snapshot-index.ts";

/** What is said of a firm as a whole. */
const FIRM_FIELDS = ["name", "creditCode", "area", "address", "industry"] as const;
/** What is said of a machine. */
const MACHINE_FIELDS = ["equipment", "quantity", "capacity"] as const;

/**
 * The latest published cell for each thing said of the firm. What has been withdrawn or has
 * expired is not quoted; a name only from a cell that says today's name.
 */
export function firmSources(
  index: SnapshotIndex,
  firm: EnterpriseRecord,
  today: CalendarDate,
): EnterpriseSheet["sources"] {
  const cells = [
    ...quotedCells(index.entriesByEnterprise.get(firm.id) ?? [], today),
    ...recordSources(index, firm.id),
  ].filter(({ field, text }) => field !== "name" || plain(text) === plain(firm.name));
  return Object.fromEntries(
    FIRM_FIELDS.flatMap((field) => {
      const latest = latestOf(cells, field);
      return latest === undefined || firm[field] === undefined ? [] : [[field, latest]];
    }),
  );
}

/** The latest published cells that name a machine, its number, capacity and the days of its life. */
export function machineSources(
  index: SnapshotIndex,
  machine: { id: string; enterprise: string },
  today: CalendarDate,
): ValueSource[] {
  const entries = (index.entriesByEnterprise.get(machine.enterprise) ?? []).filter(({ latest }) =>
    latest.equipment.includes(machine.id),
  );
  const own = recordSources(index, machine.id);
  const cells = [...quotedCells(entries, today), ...own];
  const events = own.filter(({ field }) => !MACHINE_FIELDS.some((entry) => entry === field));
  return [...MACHINE_FIELDS.flatMap((field) => latestOf(cells, field) ?? []), ...events];
}

function quotedCells(entries: readonly ListEntry[], today: CalendarDate): ValueSource[] {
  return entries
    .filter((entry) => entryChangeOf(changeOn(entry, today)).isShown)
    .flatMap((entry) => valueSources(rowCells(entry)));
}

function latestOf(
  cells: readonly ValueSource[],
  field: ValueSource["field"],
): ValueSource | undefined {
  return cells
    .filter((cell) => cell.field === field)
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .at(-1);
}

/** A name without what two printings of it may differ in. */
function plain(name: string): string {
  return name.normalize("NFKC").replace(/\s+/g, "");
}
