import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import { SEALING_FACTS } from "#domain/closure.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentEventKind } from "#domain/equipment-state.ts";
import { MENTIONS, SHORTCOMINGS } from "./grounds.ts";
import { type Life, printedEquipment } from "./life.ts";
import { addListing, addVersion } from "./listings.ts";
import { inspectorOf, localBody } from "./place.ts";
import { pledge } from "./pledges.ts";
import { extend, rectify } from "./rectification.ts";
import type { StepName } from "./stories.ts";

type Tell = (life: Life, on: CalendarDate, machines: readonly Equipment[]) => void;

interface StepRow {
  /** Kinds of list a step may put the firm on. */
  lists: readonly string[];
  tell: Tell;
}

const EXIT_LISTS = ["exit", "annual-result", "legally-exited"] as const;
const EMISSION_LISTS = ["over-emission", "emission-penalty", "environmental-violator"] as const;

/** What each step of a story writes down. */
export const STEPS: Readonly<Record<StepName, StepRow>> = {
  plan: {
    lists: ["plan"],
    tell: (life, on, machines) =>
      addListing(life, ["plan"], on, { machines, ground: "列入年度落后产能退出计划" }),
  },
  stop: { lists: [], tell: event("stopped") },
  seal: { lists: [], tell: seal },
  pledge: { lists: [], tell: (life, on, machines) => pledge(life, on, machines, true) },
  "pledge-unnoticed": {
    lists: [],
    tell: (life, on, machines) => pledge(life, on, machines, false),
  },
  dismantle: { lists: [], tell: dismantle },
  split: { lists: [], tell: split },
  "fail-acceptance": { lists: [], tell: (life, on, machines) => accept(life, on, machines, false) },
  accept: { lists: [], tell: (life, on, machines) => accept(life, on, machines, true) },
  announce: { lists: EXIT_LISTS, tell: announce },
  inspect: { lists: [], tell: event("inspected", "现场复查，设备状态与公布情况一致") },
  restart: { lists: [], tell: restart },
  "keep-as-reserve": { lists: [], tell: keepAsReserve },
  "extend-life": { lists: [], tell: event("life-extended") },
  rectify: {
    lists: ["rectification"],
    tell: (life, on) => rectify(life, on, (term) => term.months !== null),
  },
  "rectify-extendably": {
    lists: ["rectification"],
    tell: (life, on) => rectify(life, on, (term) => term.extensionMonths !== null),
  },
  "rectify-openly": {
    lists: ["rectification"],
    tell: (life, on) => rectify(life, on, (term) => term.months === null),
  },
  extend: { lists: [], tell: extend },
  meet: {
    lists: [],
    tell: (life, on) => addVersion(life, "updated", on, "整改完成，经复查达标", { metOn: on }),
  },
  delist: {
    lists: [],
    tell: (life, on) => addVersion(life, "delisted", on, "整改完成并经复查达标，移出名单"),
  },
  close: { lists: ["closed"], tell: close },
  "mark-for-elimination": { lists: ["to-be-eliminated"], tell: markForElimination },
  "report-overdue": {
    lists: ["overdue-exit"],
    tell: (life, on, machines) =>
      addListing(life, ["overdue-exit"], on, {
        machines,
        ground: "封存设备逾期未拆除，未按期完成退出",
      }),
  },
  "over-emit": { lists: EMISSION_LISTS, tell: overEmit },
  "over-emit-seriously": {
    lists: ["serious-over-emission"],
    tell: (life, on) =>
      addListing(life, ["serious-over-emission"], on, {
        aspect: "environment",
        ground: "复查时仍超过许可排放限值，情节严重",
      }),
  },
  correct: { lists: [], tell: correct },
  withdraw: {
    lists: [],
    tell: (life, on) => addVersion(life, "withdrawn", on, "复核认定检测数据有误，撤销列入"),
  },
};

function event(kind: EquipmentEventKind, note?: string): Tell {
  return (life, on, machines) => {
    const by = localBody(life.place, life.enterprise.area);
    const source = `${life.place.stem}落后产能退出现场核查记录（演示）`;
    for (const machine of machines)
      life.events.push({ equipment: machine.id, event: kind, on, by, source, note });
  };
}

/** The four facts on consecutive days at most; the machine then stands and must say why. */
function seal(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  for (const [index, fact] of SEALING_FACTS.entries())
    event(fact.id)(life, addDays(on, Math.floor(index / 2)), machines);
  const mustGo = life.place.folder.terms.closure?.isDismantleByRequired === true;
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

function dismantle(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  event("dismantled")(life, on, machines);
  for (const machine of machines) machine.capacityBasis = "eliminated";
  const promise = life.pledges.at(-1);
  if (promise) promise.fulfilledOn = on;
}

/** A row of two alike becomes two rows: what happened so far happened to both. */
function split(life: Life): void {
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

function accept(
  life: Life,
  on: CalendarDate,
  machines: readonly Equipment[],
  isPassed: boolean,
): void {
  const rules = life.place.folder.terms.acceptance;
  const levels = isPassed ? rules?.requiredLevels : rules?.requiredLevels.slice(0, 1);
  levels?.forEach((level, index) => {
    const by = inspectorOf(life.place, level, life.enterprise.area);
    if (by === undefined) return;
    life.acceptances.push({
      id: `${life.enterprise.id}-v${life.acceptances.length + 1}`,
      enterprise: life.enterprise.id,
      equipment: machines.map((machine) => machine.id),
      level,
      by,
      on: addDays(on, index),
      isDismantled: machines.every((machine) => has(life, machine, "dismantled")),
      canRestart: !isPassed,
      isPassed,
      hasPhotosBefore: rules?.needsPhotos === true || life.random.chance(0.5),
      hasPhotosDuring: isPassed && rules?.needsPhotos === true,
      hasPhotosAfter: isPassed,
      source: `${rules?.form ?? "验收意见"}（演示）`,
    });
  });
}

/** Names the machines that are out of use; a reserve unit is named with the word for it. */
function announce(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  const isReserve = machines.some((machine) => has(life, machine, "reserve"));
  const isGone = machines.every((machine) => has(life, machine, "dismantled"));
  addListing(life, EXIT_LISTS, on, {
    machines,
    ground: isGone ? "主体设备已拆除，产能退出" : "主体设备已关停，产能退出",
    remark: isReserve
      ? "“关而不拆”，转应急备用电源"
      : isGone
        ? undefined
        : "主体设备封存，暂未拆除",
  });
}

function restart(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  event("restarted", "核查查实设备恢复生产")(life, on, machines);
  const promise = life.pledges.at(-1);
  if (promise) promise.breachedOn = on;
}

function keepAsReserve(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  event("reserve")(life, on, machines);
  for (const machine of machines) machine.keepingReason = "emergency-reserve";
}

function close(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  addVersion(life, "delisted", on, "逾期未完成整改，已依法关闭，转入关闭名单");
  const aspect = life.listings.at(-1)?.versions[0].aspects[0];
  addListing(life, ["closed"], on, { machines, aspect, ground: "逾期未整改，依法关停退出" });
}

function markForElimination(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  addVersion(life, "delisted", on, "整改后仍不达标，转入需淘汰名单");
  const aspect = life.listings.at(-1)?.versions[0].aspects[0];
  addListing(life, ["to-be-eliminated"], on, {
    machines,
    aspect,
    ground: "整改后仍不达标，需要淘汰",
  });
}

function overEmit(life: Life, on: CalendarDate): void {
  for (const kind of EMISSION_LISTS) {
    const grounds = MENTIONS[kind]?.grounds ?? SHORTCOMINGS.environment;
    addListing(life, [kind], on, { aspect: "environment", ground: life.random.pick(grounds) });
  }
}

/** The first print named a wrong number of machines; the second version says what is right. */
function correct(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  const listing = life.listings.at(-1);
  const first = listing?.versions[0];
  if (!listing || !first) return;
  const misprint = machines.map((machine) => ({ ...machine, quantity: machine.quantity + 1 }));
  first.rawEquipment = printedEquipment(misprint);
  addVersion(life, "corrected", on, "原表设备台数印错，按现场核查记录更正", {
    rawEquipment: printedEquipment(machines),
  });
}

function has(life: Life, machine: Equipment, kind: EquipmentEventKind): boolean {
  return life.events.some((entry) => entry.equipment === machine.id && entry.event === kind);
}
