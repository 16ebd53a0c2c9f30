import { ASPECTS } from "#domain/aspect.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { CAPACITY_BASES, CAPACITY_UNITS, sumCapacities } from "#domain/capacity.ts";
import { type Equipment, equipmentCapacity } from "#domain/equipment.ts";
import {
  EQUIPMENT_STATES,
  type EquipmentStanding,
  type EquipmentState,
} from "#domain/equipment-state.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { RECTIFICATION_STANDINGS } from "#domain/list-row.ts";
import { PLEDGE_STATES } from "#domain/pledge.ts";
import { standingOfEquipment } from "./equipment-lines.ts";
import { nameOf } from "./format.ts";
import { listRow } from "./list-rows.ts";
import { pledgeSheets } from "./pledge-view.ts";
import {
  areaName,
  industryName,
  isFinal,
  placeName,
  type SnapshotIndex,
} from "./snapshot-index.ts";

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
interface Machine {
  row: Equipment;
  standing: EquipmentStanding;
  jurisdiction: string;
  area: string;
  industry: string;
}

/** States in which a machine has left: gone, or all four sealing facts done. */
const EXITED: readonly EquipmentState[] = ["dismantled", "sealed"];
const EXIT_MEANING =
  "“退出”指主体设备已经拆除，或者断水、断电、拆除动力装置、封存主体设备四项都已完成；只列入名单或计划、只停产、转应急备用的不算。";
const MACHINES = "台（座、条、套）";

/** Every statistic of the page on `today`; those with nothing to count are left out. */
export function statistics(index: SnapshotIndex, today: CalendarDate): Statistic[] {
  const machines = machinesOf(index);
  const exits = machines.filter(({ standing }) => EXITED.includes(standing.state));
  return [
    exitsByYear(exits),
    exitsByIndustry(index, exits),
    exitsByArea(index, exits),
    exitsByAspect(index, exits),
    capacityByUnit(exits),
    equipmentByState(machines),
    rectificationByStanding(index, today),
    pledgesByState(index, today),
  ].flatMap((statistic) => {
    const groups = statistic.groups.filter(({ rows }) => rows.length > 0);
    return groups.length === 0 ? [] : { ...statistic, groups };
  });
}

function machinesOf(index: SnapshotIndex): Machine[] {
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

function exitsByYear(exits: readonly Machine[]): Statistic {
  const rows = countMachines(exits, ({ standing }) => standing.since?.slice(0, 4) ?? "日期未公布");
  return {
    id: "exits-by-year",
    title: "按年份：退出了多少设备",
    counted: `${EXIT_MEANING}按完成拆除或封存的年份计；先封存后拆除的，计入拆除的年份。`,
    labelName: "年份",
    groups: [
      { name: null, unit: MACHINES, rows: rows.sort((a, b) => (a.label < b.label ? -1 : 1)) },
    ],
  };
}

function exitsByIndustry(index: SnapshotIndex, exits: readonly Machine[]): Statistic {
  const rows = countMachines(exits, ({ industry }) => industryName(index, industry));
  return {
    id: "exits-by-industry",
    title: "按行业：退出了多少设备",
    counted: `${EXIT_MEANING}行业按企业所属行业计。`,
    labelName: "行业",
    groups: [{ name: null, unit: MACHINES, rows: rows.sort(largestFirst) }],
  };
}

function exitsByArea(index: SnapshotIndex, exits: readonly Machine[]): Statistic {
  return {
    id: "exits-by-area",
    title: "按地区：退出了多少设备",
    counted: `${EXIT_MEANING}地区按企业所在的县区计。各地收录的年份和名单不同，不宜相互比较。`,
    labelName: "县区",
    groups: index.snapshot.jurisdictions.map(({ id }) => ({
      name: placeName(index, id),
      unit: MACHINES,
      rows: countMachines(
        exits.filter(({ jurisdiction }) => jurisdiction === id),
        ({ area }) => areaName(index, id, area),
      ).sort(largestFirst),
    })),
  };
}

function exitsByAspect(index: SnapshotIndex, exits: readonly Machine[]): Statistic {
  const aspects = aspectsByMachine(index);
  const countOf = (isIn: (found: ReadonlySet<string> | undefined) => boolean) =>
    exits
      .filter(({ row }) => isIn(aspects.get(row.id)))
      .reduce((sum, { row }) => sum + row.quantity, 0);
  const rows = [
    ...ASPECTS.map(({ id, name }) => ({
      label: name,
      value: countOf((found) => found?.has(id) === true),
    })),
    { label: "名单未写明", value: countOf((found) => found === undefined) },
  ];
  return {
    id: "exits-by-aspect",
    title: "按淘汰类别：退出了多少设备",
    counted: `${EXIT_MEANING}类别取自该设备所在名单的各行；同一设备可以同时属于几类，每类各计一次，所以各类相加会超过总数。`,
    labelName: "淘汰类别",
    groups: [{ name: null, unit: MACHINES, rows: rows.filter(({ value }) => value > 0) }],
  };
}

function aspectsByMachine(index: SnapshotIndex): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const entry of [...index.entriesByFile.values()].flat()) {
    const { latest } = entry;
    if (!entryChangeOf(latest.change).isShown || latest.aspects.length === 0) continue;
    if (!isFinal(index, entry)) continue;
    for (const id of latest.equipment) {
      found.set(id, new Set([...(found.get(id) ?? []), ...latest.aspects]));
    }
  }
  return found;
}

function capacityByUnit(exits: readonly Machine[]): Statistic {
  const sums = sumCapacities(exits.flatMap(({ row }) => equipmentCapacity(row) ?? []));
  return {
    id: "exited-capacity",
    title: "按单位：退出了多少产能",
    counted: `${EXIT_MEANING}只有单位、产品和口径都相同的产能才相加；单位不同的分开列出，不能相加，也不能比较。名单没有公布产能的设备不计。`,
    labelName: "产品（口径）",
    groups: CAPACITY_UNITS.map((unit) => ({
      name: unit,
      unit,
      rows: sums
        .filter((sum) => sum.unit === unit)
        .map(({ product, basis, value }) => ({
          label: `${product}（${nameOf(CAPACITY_BASES, basis)}）`,
          value,
        }))
        .sort(largestFirst),
    })),
  };
}

function equipmentByState(machines: readonly Machine[]): Statistic {
  return {
    id: "equipment-by-state",
    title: "设备现在的状态",
    counted:
      "每台（座、条、套）设备计一次，取截至今天最后一次公布的情况。状态在设备上，不在企业上。",
    labelName: "状态",
    groups: [
      {
        name: null,
        unit: MACHINES,
        rows: inOrderOf(
          EQUIPMENT_STATES,
          countMachines(machines, ({ standing }) => nameOf(EQUIPMENT_STATES, standing.state)),
        ),
      },
    ],
  };
}

function rectificationByStanding(index: SnapshotIndex, today: CalendarDate): Statistic {
  const standings = [...index.entriesByFile.values()]
    .flat()
    .map((entry) => listRow(index, entry, today))
    .filter(({ change, notice }) => entryChangeOf(change).isShown && notice === null)
    .flatMap(({ standing }) => standing ?? []);
  return {
    id: "rectification",
    title: "限期整改进行到哪一步",
    counted:
      "有整改期限的名单，每行计一次；已移出、撤销和公示期满的，正在公示、结果没有公布的，都不计。逾期按今天算：过了到期日（延期的按延期后的日期）仍没有公布整改完成。",
    labelName: "整改状态",
    groups: [{ name: null, unit: "行", rows: countStates(RECTIFICATION_STANDINGS, standings) }],
  };
}

function pledgesByState(index: SnapshotIndex, today: CalendarDate): Statistic {
  const states = pledgeSheets(index, today).map(({ state }) => state);
  return {
    id: "pledges",
    title: "不再恢复生产的承诺",
    counted: "每份承诺计一次。逾期按今天算：过了限时拆除的日期，设备仍没有拆除。",
    labelName: "承诺状态",
    groups: [{ name: null, unit: "份", rows: countStates(PLEDGE_STATES, states) }],
  };
}

/** Numbers of machines, not of rows: a row may stand for several alike. */
function countMachines(machines: readonly Machine[], labelOf: (machine: Machine) => string) {
  const groups = Map.groupBy(machines, labelOf);
  return [...groups].map(([label, those]) => ({
    label,
    value: those.reduce((sum, { row }) => sum + row.quantity, 0),
  }));
}

function countStates(table: readonly { id: string; name: string }[], states: readonly string[]) {
  return table
    .map(({ id, name }) => ({ label: name, value: states.filter((state) => state === id).length }))
    .filter(({ value }) => value > 0);
}

function inOrderOf(table: readonly { name: string }[], rows: StatisticGroup["rows"]) {
  return table.flatMap(({ name }) => rows.filter(({ label }) => label === name));
}

function largestFirst(a: { label: string; value: number }, b: { label: string; value: number }) {
  return b.value - a.value || a.label.localeCompare(b.label, "zh");
}
