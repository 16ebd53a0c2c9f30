import type { CalendarDate } from "#domain/calendar-date.ts";
import { EQUIPMENT_STATES } from "#domain/equipment-state.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { RECTIFICATION_STANDINGS } from "#domain/list-row.ts";
import { PLEDGE_STATES } from "#domain/pledge.ts";
import { exitStatistics } from "./exit-statistics.ts";
import { nameOf } from "./format.ts";
import { listRow } from "./list-rows.ts";
import { pledgeSheets } from "./pledge-view.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";
import {
  countMachines,
  MACHINES,
  type Machine,
  machinesOf,
  type Statistic,
  type StatisticGroup,
} from "./statistic.ts";

/** Every statistic of the page on `today`; those with nothing to count are left out. */
export function statistics(index: SnapshotIndex, today: CalendarDate): Statistic[] {
  const machines = machinesOf(index);
  return [
    ...exitStatistics(index, machines),
    equipmentByState(machines),
    rectificationByStanding(index, today),
    pledgesByState(index, today),
  ].flatMap((statistic) => {
    const groups = statistic.groups.filter(({ rows }) => rows.length > 0);
    return groups.length === 0 ? [] : { ...statistic, groups };
  });
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

function countStates(table: readonly { id: string; name: string }[], states: readonly string[]) {
  return table
    .map(({ id, name }) => ({ label: name, value: states.filter((state) => state === id).length }))
    .filter(({ value }) => value > 0);
}

function inOrderOf(table: readonly { name: string }[], rows: StatisticGroup["rows"]) {
  return table.flatMap(({ name }) => rows.filter(({ label }) => label === name));
}
