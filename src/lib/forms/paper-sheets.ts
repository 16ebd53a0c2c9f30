import type { Acceptance } from "#domain/acceptance.ts";
import { type AcceptanceLevel, KEEPING_REASONS } from "#domain/closure.ts";
import { type Equipment, equipmentCapacity, equipmentLabel } from "#domain/equipment.ts";
import type { EquipmentEventKind } from "#domain/equipment-state.ts";
import type { ImportTemplate } from "#domain/import-sheet.ts";
import type { EnterpriseRecord, JurisdictionFolder } from "#registry/snapshot.ts";
import { standingOfEquipment } from "../equipment-lines.ts";
import { capacityText, dateText, nameOf } from "../format.ts";
import { departmentName, type SnapshotIndex } from "../snapshot-index.ts";
import type { FilledSheet, PlacedSheet } from "./filled-form.ts";

const NOTES = ["注：由本站按已公布的记录填写；没有公布的各栏、标“不公开”的各栏留空。"];

/** 随州附表1: a sheet for each firm with equipment that stopped, was sealed or went in that year. */
export function enterpriseSheets(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  template: ImportTemplate,
): PlacedSheet[] {
  return firmsOf(index, place).flatMap((firm) => {
    const machines = (index.equipmentByEnterprise.get(firm.id) ?? []).flatMap((machine) => {
      const on = leftOn(index, machine);
      return on === undefined ? [] : [{ machine, year: Number(on.slice(0, 4)) }];
    });
    return [...Map.groupBy(machines, ({ year }) => year)].map(([year, found]) => ({
      year,
      area: firm.area,
      of: null,
      sheet: {
        ...paper(firm, template),
        rows: found.map(({ machine }) => ({
          equipment: [machine.name, machine.model].filter(Boolean).join(" "),
          quantity: `${machine.quantity}${machine.measureWord}`,
          ...capacityOf([machine]),
          ...dayOf(index, machine, "dismantled", "dismantledOn"),
        })),
      },
    }));
  });
}

/** 随州附表2: a sheet for each set of machines that was inspected, with the last opinion of a level. */
export function acceptanceSheets(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  template: ImportTemplate,
): PlacedSheet[] {
  return firmsOf(index, place).flatMap((firm) => {
    const opinions = (index.acceptancesByEnterprise.get(firm.id) ?? []).toSorted((a, b) =>
      a.on.localeCompare(b.on),
    );
    const sets = Map.groupBy(opinions, ({ equipment }) => [...equipment].sort().join(";"));
    return [...sets.values()].flatMap((found, at) => {
      const last = found.at(-1);
      if (last === undefined) return [];
      const machines = last.equipment.flatMap((id) => index.equipment.get(id) ?? []);
      const base = paper(firm, template);
      const sheet: FilledSheet = {
        ...base,
        name: sheetName(firm, at),
        labels: { ...base.labels, ...capacityOf(machines), ...standing(machines, last) },
        rows: machines.map((machine) => ({
          equipment: equipmentLabel(machine),
          ...dayOf(index, machine, "stopped", "stoppedOn"),
          ...dayOf(index, machine, "dismantled", "dismantledOn"),
        })),
        opinions: Object.fromEntries(
          found.map((entry) => [entry.level, opinionText(index, place, entry)]),
        ) as Partial<Record<AcceptanceLevel, string>>,
      };
      return [{ year: Number(last.on.slice(0, 4)), area: firm.area, of: null, sheet }];
    });
  });
}

function firmsOf({ snapshot }: SnapshotIndex, place: JurisdictionFolder) {
  return snapshot.enterprises.filter(({ jurisdiction }) => jurisdiction === place.id);
}

function paper(firm: EnterpriseRecord, template: ImportTemplate): FilledSheet {
  return {
    name: sheetName(firm, 0),
    title: template.title,
    template,
    labels: {
      name: firm.name,
      ...(firm.address && { address: firm.address }),
      ...(firm.creditCode && { creditCode: firm.creditCode }),
    },
    rows: [],
    opinions: {},
    notes: NOTES,
  };
}

/** Ids are short and never the same; two firms may bear one name. */
function sheetName({ id }: EnterpriseRecord, at: number): string {
  return at === 0 ? id : `${id}-${at + 1}`;
}

/** The day a machine left for good, or was stopped where it stands. */
function leftOn(index: SnapshotIndex, machine: Equipment): string | undefined {
  const { state, since } = standingOfEquipment(index, machine.id);
  return ["dismantled", "sealed", "stopped"].includes(state) ? (since ?? undefined) : undefined;
}

/** Each with its own unit and product: different ones are never added. */
function capacityOf(machines: readonly Equipment[]): { capacity?: string } {
  const texts = machines.flatMap((machine) => equipmentCapacity(machine) ?? []).map(capacityText);
  return texts.length === 0 ? {} : { capacity: texts.join("；") };
}

function dayOf(
  index: SnapshotIndex,
  machine: Equipment,
  event: EquipmentEventKind,
  field: "stoppedOn" | "dismantledOn",
) {
  const on = (index.eventsByEquipment.get(machine.id) ?? [])
    .filter((entry) => entry.event === event)
    .map((entry) => entry.on)
    .sort()
    .at(-1);
  return on === undefined ? {} : { [field]: on };
}

/** Only of machines that stand the form asks whether they can run again, and why they stand. */
function standing(machines: readonly Equipment[], { isDismantled, canRestart }: Acceptance) {
  if (isDismantled) return {};
  const reason = machines.find(({ keepingReason }) => keepingReason !== undefined)?.keepingReason;
  return {
    canRestart: canRestart ? "是" : "否",
    ...(reason && { keepingReason: nameOf(KEEPING_REASONS, reason) }),
  };
}

/** The three facts an opinion must state (随州附表2 备注), who gave it and when. */
function opinionText(index: SnapshotIndex, place: JurisdictionFolder, entry: Acceptance): string {
  const facts = [
    entry.isDismantled ? "主体设备（生产线）已拆除" : "主体设备（生产线）未拆除",
    entry.canRestart ? "具备恢复生产条件" : "不具备恢复生产条件",
    entry.isPassed ? "通过验收" : "不通过验收",
  ];
  return `${facts.join("，")}。${departmentName(index, place.id, entry.by)} ${dateText(entry.on)}`;
}
