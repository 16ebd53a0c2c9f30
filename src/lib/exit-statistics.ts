import { ASPECTS } from "#domain/aspect.ts";
import { CAPACITY_BASES, CAPACITY_UNITS, sumCapacities } from "#domain/capacity.ts";
import { equipmentCapacity } from "#domain/equipment.ts";
import type { EquipmentState } from "#domain/equipment-state.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { nameOf } from "./format.ts";
import {
  areaName,
  industryName,
  isFinal,
  placeName,
  type SnapshotIndex,
} from "./snapshot-index.ts";
import { countMachines, MACHINES, type Machine, type Statistic } from "./statistic.ts";

/** States in which a machine has left: gone, or all four sealing facts done. */
const EXITED: readonly EquipmentState[] = ["dismantled", "sealed"];
const EXIT_MEANING =
  "“退出”指主体设备已经拆除，或者断水、断电、拆除动力装置、封存主体设备四项都已完成；只列入名单或计划、只停产、转应急备用的不算。";

/** What has left the machines of a register: by year, industry, area and aspect, and the capacity. */
export function exitStatistics(index: SnapshotIndex, machines: readonly Machine[]): Statistic[] {
  const exits = machines.filter(({ standing }) => EXITED.includes(standing.state));
  return [
    exitsByYear(exits),
    exitsByIndustry(index, exits),
    exitsByArea(index, exits),
    exitsByAspect(index, exits),
    capacityByUnit(exits),
  ];
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

function largestFirst(a: { label: string; value: number }, b: { label: string; value: number }) {
  return b.value - a.value || a.label.localeCompare(b.label, "zh");
}
