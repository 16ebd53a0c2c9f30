import type { Acceptance } from "#domain/acceptance.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentEvent } from "#domain/equipment-state.ts";
import type { Industry } from "#domain/industry.ts";
import { entryChangeOf, type ListEntryVersion } from "#domain/list-entry.ts";
import type { Pledge } from "#domain/pledge.ts";
import { isInForce } from "#domain/record-withdrawal.ts";
import type { EnterpriseRecord, JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { machineKey } from "./machine-key.ts";
import { coreNamer, withSlips } from "./name-core.ts";
import { compact } from "./plain-text.ts";

/** A row of a list as it stands today. */
export interface StandingEntry {
  entry: string;
  batch: string;
  latest: ListEntryVersion;
  isShown: boolean;
}

/** What is known already, looked up the way spreadsheets name it. */
export interface Register {
  place: JurisdictionFolder;
  industries: readonly Industry[];
  enterprises: ReadonlyMap<string, EnterpriseRecord>;
  byCode: ReadonlyMap<string, readonly EnterpriseRecord[]>;
  /** Of this place, by name without blanks and signs. */
  byName: ReadonlyMap<string, readonly EnterpriseRecord[]>;
  byFormerName: ReadonlyMap<string, readonly EnterpriseRecord[]>;
  /** Of this place, by the core of the name, whole and with one sign less. */
  byCore: ReadonlyMap<string, readonly { firm: EnterpriseRecord; core: string }[]>;
  coreOf: (name: string) => string;
  machinesOf: ReadonlyMap<string, readonly Equipment[]>;
  machines: ReadonlyMap<string, Equipment>;
  /** Machines of this place by area and kind: `610902 水泥磨φ2.2x7m`. */
  byAreaAndMachine: ReadonlyMap<string, readonly Equipment[]>;
  /** Machines announced as dismantled, wherever, by kind. */
  dismantled: ReadonlyMap<string, readonly { machine: Equipment; event: EquipmentEvent }[]>;
  eventsOf: ReadonlyMap<string, readonly EquipmentEvent[]>;
  acceptancesOf: ReadonlyMap<string, readonly Acceptance[]>;
  pledgesOf: ReadonlyMap<string, readonly Pledge[]>;
  /** Rows of the list in question. */
  entries: ReadonlyMap<string, StandingEntry>;
  entriesOf: ReadonlyMap<string, readonly StandingEntry[]>;
  /** The same of matters, by their words without blanks and signs. */
  entriesBySubject: ReadonlyMap<string, readonly StandingEntry[]>;
}

/** The register as seen from one place and one kind of list (null: no list). */
export function registerOf(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  kind: string | null,
): Register {
  const here = snapshot.enterprises.filter((firm) => firm.jurisdiction === place.id);
  const coreOf = coreNamer(place);
  const enterprises = new Map(snapshot.enterprises.map((firm) => [firm.id, firm]));
  const machines = new Map(snapshot.equipment.map((machine) => [machine.id, machine]));
  const entries = kind === null ? [] : standingEntries(snapshot, place.id, kind);
  return {
    place,
    industries: snapshot.industries,
    enterprises,
    byCode: group(snapshot.enterprises, (firm) => (firm.creditCode ? [firm.creditCode] : [])),
    byName: group(here, (firm) => [compact(firm.name)]),
    byFormerName: group(here, (firm) => firm.formerNames.map(compact)),
    byCore: group(
      here.map((firm) => ({ firm, core: coreOf(firm.name) })),
      ({ core }) => withSlips(core),
    ),
    coreOf,
    machines,
    machinesOf: group(snapshot.equipment, (machine) => [machine.enterprise]),
    byAreaAndMachine: group(snapshot.equipment, (machine) => {
      const firm = enterprises.get(machine.enterprise);
      return firm?.jurisdiction === place.id ? [`${firm.area} ${machineKey(machine)}`] : [];
    }),
    dismantled: dismantledMachines(snapshot, machines),
    eventsOf: group(snapshot.equipmentEvents, (event) => [event.equipment]),
    acceptancesOf: group(snapshot.acceptances.filter(isInForce), (row) => [row.enterprise]),
    pledgesOf: group(snapshot.pledges.filter(isInForce), (row) => [row.enterprise]),
    entries: new Map(entries.map((entry) => [entry.entry, entry])),
    entriesOf: group(entries, ({ latest }) => (latest.enterprise ? [latest.enterprise] : [])),
    entriesBySubject: group(entries, ({ latest }) => [compact(latest.subject ?? "")]),
  };
}

function standingEntries(snapshot: Snapshot, place: string, kind: string): StandingEntry[] {
  const files = snapshot.lists.filter((file) => file.jurisdiction === place && file.kind === kind);
  return files.flatMap((file) => {
    const latest = new Map(file.versions.map((version) => [version.entry, version]));
    return [...latest].map(([entry, version]) => ({
      entry,
      batch: file.id.slice(kind.length + 1),
      latest: version,
      isShown: entryChangeOf(version.change).isShown,
    }));
  });
}

function dismantledMachines(snapshot: Snapshot, machines: ReadonlyMap<string, Equipment>) {
  const gone = snapshot.equipmentEvents.flatMap((event) => {
    const machine = machines.get(event.equipment);
    return event.event === "dismantled" && machine?.model ? [{ machine, event }] : [];
  });
  return group(gone, ({ machine }) => [machineKey(machine)]);
}

function group<Row>(rows: readonly Row[], keysOf: (row: Row) => readonly string[]) {
  const groups = new Map<string, Row[]>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      const rowsOfKey = groups.get(key);
      if (rowsOfKey === undefined) groups.set(key, [row]);
      else rowsOfKey.push(row);
    }
  return groups;
}
