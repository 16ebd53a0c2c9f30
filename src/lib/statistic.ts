import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentStanding } from "#domain/equipment-state.ts";
import { standingOfEquipment } from "./equipment-lines.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

/** Numbers that may be compared with each other: one unit, one chart. */
export interface StatisticGroup {
  /** What tells it from the others of a statistic; null when there is only one. */
  name: string | null;
  unit: string;
  rows: { label: string; value: number }[];
}

/** One question answered in numbers: a section of the page and its data files. */
export interface Statistic {
  id: string;
  title: string;
  /** What is counted, how, and what is not. */
  counted: string;
  /** What the labels are. */
  labelName: string;
  groups: StatisticGroup[];
}

/** A machine or several alike, with where it stands. Rows that were split are told by their parts. */
export interface Machine {
  row: Equipment;
  standing: EquipmentStanding;
  jurisdiction: string;
  area: string;
  industry: string;
}

export const MACHINES = "台（座、条、套）";

/** Every machine of the register, each once. */
export function machinesOf(index: SnapshotIndex): Machine[] {
  const parents = new Set(index.snapshot.equipment.map(({ parent }) => parent));
  return index.snapshot.equipment
    .filter(({ id }) => !parents.has(id))
    .flatMap((row) => {
      const firm = index.enterprises.get(row.enterprise);
      if (firm === undefined) return [];
      const { jurisdiction, area, industry } = firm;
      return { row, standing: standingOfEquipment(index, row.id), jurisdiction, area, industry };
    });
}

/** Numbers of machines, not of rows: a row may stand for several alike. */
export function countMachines(machines: readonly Machine[], labelOf: (machine: Machine) => string) {
  const groups = Map.groupBy(machines, labelOf);
  return [...groups].map(([label, those]) => ({
    label,
    value: those.reduce((sum, { row }) => sum + row.quantity, 0),
  }));
}
