import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Equipment } from "#domain/equipment.ts";
import { accept } from "./acceptance-steps.ts";
import {
  dismantle,
  event,
  has,
  keepAsReserve,
  restart,
  seal,
  split,
  type Tell,
} from "./equipment-steps.ts";
import { MENTIONS, SHORTCOMINGS } from "./grounds.ts";
import { type Life, printedEquipment } from "./life.ts";
import { addListing, addVersion } from "./listings.ts";
import { termOf } from "./place.ts";
import { pledge } from "./pledges.ts";
import { extend, meet, rectify } from "./rectification.ts";
import type { StepName } from "./stories.ts";

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
  meet: { lists: [], tell: meet },
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

/** Names the machines that are out of use; a reserve unit is named with the word for it. */
function announce(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  const end = ENDS.find(({ kind }) => machines.every((machine) => has(life, machine, kind)));
  if (end) addListing(life, EXIT_LISTS, on, { machines, ground: end.ground, remark: end.remark });
}

/** How machines left production, and what the exit list says of it; the first that fits. */
const ENDS = [
  { kind: "dismantled", ground: "主体设备已拆除，产能退出", remark: undefined },
  { kind: "reserve", ground: "机组已关停", remark: "“关而不拆”，转应急备用电源" },
  { kind: "sealed", ground: "主体设备已关停，产能退出", remark: "主体设备封存，暂未拆除" },
] as const;

function close(life: Life, on: CalendarDate, machines: readonly Equipment[]): void {
  addVersion(life, "delisted", on, "逾期未完成整改，已依法关闭，转入关闭名单");
  const aspect = life.listings.at(-1)?.versions[0].aspects[0];
  const approval = termOf(life.place, aspect)?.approval;
  const ground = ["逾期未整改，依法关停退出", approval].filter(Boolean).join("；");
  addListing(life, ["closed"], on, { machines, aspect, ground });
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
