import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import { SEALING_FACTS } from "#domain/closure.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentEventKind } from "#domain/equipment-state.ts";
import type { Life } from "./life.ts";
import { localBody } from "./place.ts";

/** What a step of a story writes down about these machines on this day. */
export type Tell = (life: Life, on: CalendarDate, machines: readonly Equipment[]) => void;

/** Something that happened to the machines, as the local body recorded it. */
export function event(kind: EquipmentEventKind, note?: string): Tell {
  return (life, on, machines) => {
    const by = localBody(life.place, life.enterprise.area);
    const source = `${life.place.stem}落后产能退出现场核查记录（演示）`;
    for (const machine of machines)
      life.events.push({ equipment: machine.id, event: kind, on, by, source, note });
  };
}

/** The four facts on consecutive days at most; the machine then stands and must say why. */
export function seal(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  const rules = life.place.folder.terms.closure;
  const facts = SEALING_FACTS.filter((fact) => rules?.sealingFacts.includes(fact.id));
  for (const [index, fact] of facts.entries())
    event(fact.id)(life, addDays(on, Math.floor(index / 2)), machines);
  const mustGo = rules?.isDismantleByRequired === true;
  const [fewest, most] = life.dismantleWithin;
  const dismantleBy = mustGo ? addDays(on, life.random.int(fewest, most)) : undefined;
  const keepingReason = life.random.pick([
    "seized-or-frozen",
    "state-asset-procedure",
    "other-lawful",
    "heritage-or-tourism",
  ] as const);
  for (const machine of machines) Object.assign(machine, { keepingReason, dismantleBy });
}

/** The machines are gone; a promise about them is kept. */
export function dismantle(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  event("dismantled")(life, on, machines);
  for (const machine of machines) machine.capacityBasis = "eliminated";
  const promise = life.pledges.at(-1);
  if (promise) promise.fulfilledOn = on;
}

/** A row of two alike becomes two rows: what happened so far happened to both. */
export function split(life: Life): void {
  const pair = life.equipment[0];
  if (!pair) return;
  const past = life.events.filter((entry) => entry.equipment === pair.id);
  for (const letter of ["a", "b"]) {
    const half = { ...pair, id: `${pair.id}-${letter}`, parent: pair.id, quantity: 1 };
    if (pair.capacityValue !== undefined) half.capacityValue = pair.capacityValue / 2;
    life.equipment.push(half);
    for (const entry of past) life.events.push({ ...entry, equipment: half.id });
  }
}

/** A restart was established; a promise about the machines is broken. */
export function restart(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  event("restarted", "核查查实设备恢复生产")(life, on, machines);
  const promise = life.pledges.at(-1);
  if (promise) promise.breachedOn = on;
}

/** A coal power unit stays as lawful reserve (韶关L69). */
export function keepAsReserve(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  event("reserve")(life, on, machines);
  for (const machine of machines) machine.keepingReason = "emergency-reserve";
}

/** Whether something has happened to a machine. */
export function has(life: Life, machine: Equipment, kind: EquipmentEventKind): boolean {
  return life.events.some((entry) => entry.equipment === machine.id && entry.event === kind);
}
