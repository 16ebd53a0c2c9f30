import { aspectName } from "#domain/aspect.ts";
import { CAPACITY_BASES } from "#domain/capacity.ts";
import { equipmentCapacity } from "#domain/equipment.ts";
import { standingOfEquipment } from "../equipment-lines.ts";
import { nameOf } from "../format.ts";
import { areaName, industryName, isFinal, type SnapshotIndex } from "../snapshot-index.ts";
import type { TableColumn } from "../table-file.ts";

/** One number of the year's table; numbers of different rows are never of one kind. */
export interface SummaryRow {
  area: string;
  industry: string;
  aspects: string;
  enterprises: number;
  /** `设备`, or the product whose capacity is counted, with its basis. */
  what: string;
  value: number;
  unit: string;
}

/** What left in one year in one place: by county, industry, aspects and unit. */
export interface YearSummary {
  jurisdiction: string;
  year: number;
  rows: SummaryRow[];
}

export const SUMMARY_COLUMNS: readonly TableColumn<SummaryRow>[] = [
  { header: "县（市、区）", cell: (row) => row.area },
  { header: "行业", cell: (row) => row.industry },
  { header: "淘汰类别", width: 20, cell: (row) => row.aspects },
  { header: "企业数", width: 8, cell: (row) => row.enterprises },
  { header: "项目", width: 34, cell: (row) => row.what },
  { header: "数量", cell: (row) => row.value },
  { header: "单位", cell: (row) => row.unit },
];

/** States in which a machine has left: gone, or all four sealing facts done. */
const EXITED: readonly string[] = ["dismantled", "sealed"];

/**
 * The summary table of every place and year. Only amounts of one unit, product and basis are added;
 * a machine that failed in several aspects stands under all of them together, once.
 */
export function yearSummaries(index: SnapshotIndex): YearSummary[] {
  const aspects = aspectsByMachine(index);
  const parents = new Set(index.snapshot.equipment.map(({ parent }) => parent));
  const years = new Map<string, YearSummary & { sums: Map<string, Sum> }>();
  for (const machine of index.snapshot.equipment) {
    const firm = index.enterprises.get(machine.enterprise);
    const { state, since } = standingOfEquipment(index, machine.id);
    if (!firm || parents.has(machine.id) || !EXITED.includes(state) || since === null) continue;
    const { jurisdiction } = firm;
    const year = Number(since.slice(0, 4));
    const key = `${jurisdiction}/${year}`;
    const summary = years.get(key) ?? { jurisdiction, year, rows: [], sums: new Map() };
    years.set(key, summary);
    const capacity = equipmentCapacity(machine);
    const about = {
      area: areaName(index, jurisdiction, firm.area),
      industry: industryName(index, firm.industry),
      aspects: aspects.get(machine.id) ?? "名单未写明",
    };
    add(
      summary.sums,
      { ...about, what: "设备", unit: machine.measureWord },
      machine.quantity,
      firm.id,
    );
    if (capacity === null) continue;
    const what = `${capacity.product}（${nameOf(CAPACITY_BASES, capacity.basis)}）`;
    add(summary.sums, { ...about, what, unit: capacity.unit }, capacity.value, firm.id);
  }
  return [...years.values()]
    .map(({ jurisdiction, year, sums }) => ({ jurisdiction, year, rows: rowsOf(sums) }))
    .sort((a, b) => a.jurisdiction.localeCompare(b.jurisdiction) || b.year - a.year);
}

type About = Omit<SummaryRow, "value" | "enterprises">;
interface Sum {
  about: About;
  value: number;
  firms: Set<string>;
}

function add(sums: Map<string, Sum>, about: About, value: number, firm: string): void {
  const key = JSON.stringify(about);
  const sum = sums.get(key) ?? { about, value: 0, firms: new Set() };
  sum.value = Number((sum.value + value).toFixed(6));
  sum.firms.add(firm);
  sums.set(key, sum);
}

function rowsOf(sums: ReadonlyMap<string, Sum>): SummaryRow[] {
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { about, value, firms }]) => ({ ...about, value, enterprises: firms.size }));
}

/** The aspects that final rows name for each machine, together: `环保、能耗`. */
function aspectsByMachine(index: SnapshotIndex): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const entry of [...index.entriesByFile.values()].flat()) {
    const { latest } = entry;
    if (!isFinal(index, entry)) continue;
    if (latest.aspects.length === 0 || latest.change === "withdrawn") continue;
    for (const id of latest.equipment) {
      const names = found.get(id) ?? new Set();
      for (const aspect of latest.aspects) names.add(aspectName(aspect));
      found.set(id, names);
    }
  }
  return new Map([...found].map(([id, names]) => [id, [...names].sort().join("、")]));
}
