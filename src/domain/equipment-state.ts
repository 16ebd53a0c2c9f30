import { z } from "zod";
import { type CalendarDate, calendarDate } from "./calendar-date.ts";
import { SEALING_FACTS, type SealingFact } from "./closure.ts";
import { id, line } from "./text.ts";

/** Where a machine or line stands. State lives here, never on the enterprise. */
export const EQUIPMENT_STATES = [
  {
    id: "listed",
    name: "已列入名单",
    meaning: "被列入公开名单，尚未公布停产或列入年度退出计划。",
    tone: "neutral",
  },
  {
    id: "planned",
    name: "已列入计划",
    meaning: "列入年度退出计划，尚未公布停产。列入计划不等于已经退出。",
    tone: "warning",
  },
  {
    id: "stopped",
    name: "已关停",
    meaning: "已停止生产，主体设备尚未拆除，也未完成全部封存手续。",
    tone: "warning",
  },
  {
    id: "sealed",
    name: "已封存",
    meaning: "断水、断电、拆除动力装置、封存主体设备四项都已完成，设备尚未拆除。",
    tone: "warning",
  },
  { id: "dismantled", name: "已拆除", meaning: "主体设备（生产线）已经拆除。", tone: "done" },
  {
    id: "reserve",
    name: "转应急备用",
    meaning: "煤电机组依规“关而不拆”，转为应急备用电源，不是违反承诺。",
    tone: "neutral",
  },
  {
    id: "life-extended",
    name: "延寿运行",
    meaning: "煤电机组依规延寿运行，仍在合法运行。",
    tone: "neutral",
  },
  {
    id: "restarted",
    name: "查实复产",
    meaning: "已经关停或封存的设备被查实恢复生产。",
    tone: "danger",
  },
  {
    id: "unlisted",
    name: "不在现行名单",
    meaning: "目前不在公开的名单上，也没有公布过关停。不在名单上不等于合规。",
    tone: "neutral",
  },
] as const;
export type EquipmentState = (typeof EQUIPMENT_STATES)[number]["id"];

/** What can happen to a machine, and the state it leads to; a sealing fact alone leads nowhere. */
export const EQUIPMENT_EVENTS = [
  { id: "stopped", name: "关停", leadsTo: "stopped" },
  { id: "waterCut", name: "断水", leadsTo: null },
  { id: "powerCut", name: "断电", leadsTo: null },
  { id: "driveRemoved", name: "拆除动力装置", leadsTo: null },
  { id: "sealed", name: "封存主体设备", leadsTo: null },
  { id: "dismantled", name: "主体设备拆除", leadsTo: "dismantled" },
  { id: "inspected", name: "复查", leadsTo: null },
  { id: "restarted", name: "查实复产", leadsTo: "restarted" },
  { id: "reserve", name: "转应急备用", leadsTo: "reserve" },
  { id: "life-extended", name: "延寿运行", leadsTo: "life-extended" },
] as const;
export type EquipmentEventKind = (typeof EQUIPMENT_EVENTS)[number]["id"];

/** A row of `content/equipment-events/<jurisdiction>.csv`. */
export const equipmentEvent = z.strictObject({
  equipment: id,
  event: z.enum(EQUIPMENT_EVENTS.map((e) => e.id) as [EquipmentEventKind, ...EquipmentEventKind[]]),
  on: calendarDate,
  by: id.describe("Department that says so"),
  source: line.describe("Document or announcement it is taken from"),
  note: line.optional(),
});
export type EquipmentEvent = z.infer<typeof equipmentEvent>;

/** A machine's state with the day it was reached and the sealing facts established so far. */
export interface EquipmentStanding {
  state: EquipmentState;
  since: CalendarDate | null;
  sealing: Record<SealingFact, CalendarDate | null>;
}

/**
 * Folds the events of one machine, in order of date. A stop or restart breaks earlier seals: they
 * count again only when established anew. Sealed needs all four facts (安康L103, 韶关L69, 随州L53, 迪庆L103).
 */
export function equipmentStanding(
  events: readonly EquipmentEvent[],
  isPlanned: boolean,
): EquipmentStanding {
  let state: EquipmentState = isPlanned ? "planned" : "listed";
  let since: CalendarDate | null = null;
  const sealing = noSealing();
  for (const event of [...events].sort(byDayThenTable)) {
    if (event.event in sealing) sealing[event.event as SealingFact] = event.on;
    if (event.event === "restarted") Object.assign(sealing, noSealing());
    const next: EquipmentState | null =
      leadsTo(event.event) ?? (completesSeal(event.event, sealing) ? "sealed" : null);
    if (next === null) continue;
    state = next;
    since = event.on;
  }
  return { state, since, sealing };
}

/** The table row of a state. */
export function equipmentStateOf(state: EquipmentState) {
  return EQUIPMENT_STATES.find((entry) => entry.id === state) ?? EQUIPMENT_STATES[0];
}

function leadsTo(event: EquipmentEventKind): EquipmentState | null {
  return EQUIPMENT_EVENTS.find((entry) => entry.id === event)?.leadsTo ?? null;
}

/** The sealing fact that makes the four complete. */
function completesSeal(event: EquipmentEventKind, sealing: EquipmentStanding["sealing"]): boolean {
  return event in sealing && SEALING_FACTS.every((fact) => sealing[fact.id] !== null);
}

function byDayThenTable(a: EquipmentEvent, b: EquipmentEvent): number {
  return a.on === b.on ? order(a) - order(b) : a.on < b.on ? -1 : 1;
}

function order(event: EquipmentEvent): number {
  return EQUIPMENT_EVENTS.findIndex((entry) => entry.id === event.event);
}

function noSealing(): EquipmentStanding["sealing"] {
  return { waterCut: null, powerCut: null, driveRemoved: null, sealed: null };
}
