import { afterAll, beforeAll, expect, test } from "vitest";
import { listClockedTips } from "#db/queries/clocked-tips.ts";
import { OPEN_STATUSES } from "#domain/tip-status.ts";
import type { DueLine } from "#server/services/list-due.ts";
import { listDue } from "#server/services/list-due.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let plain: FiledTip;
let asked: FiledTip;
let screened: FiledTip;

beforeAll(async () => {
  world = await openTestHouse("content");
  const ankang = { jurisdiction: "ankang", area: undefined, category: "emission" };
  plain = await fileTip(world, "2026-03-02T02:00:00Z", ankang);
  asked = await fileTip(world, "2026-03-02T03:00:00Z", ankang);
  await drive(world, asked, [
    ["2026-03-03T02:00:00Z", "admit"],
    ["2026-03-10T02:00:00Z", "ask"],
  ]);
  const ended = await fileTip(world, "2026-03-02T03:30:00Z", ankang);
  await drive(world, ended, [["2026-03-03T02:00:00Z", "decline"]]);
  screened = await fileTip(world, "2026-03-16T02:00:00Z", {
    jurisdiction: "diqing",
    area: undefined,
    category: "energy",
  });
});
afterAll(() => world.close());

const short = ({ reference, department, as, step, stage, workingDays, dueOn }: DueLine) =>
  [reference, department, as, step, stage, workingDays, dueOn].join(" ");
const dueOn = async (today: string) => (await listDue(world.house, { today })).map(short);

test("nothing is listed that is far from due, stands still, or has ended", async () => {
  expect(await dueOn("2026-03-11")).toEqual([]);
});

test("two working days before, on the day, and after it, at the desk that answers for it", async () => {
  const line = (rest: string) => `${plain.reference} ecology desk verification ${rest} 2026-03-16`;
  expect(await dueOn("2026-03-12")).toEqual([line("soon 2")]);
  expect(await dueOn("2026-03-16")).toContain(line("today 0"));
  expect(await dueOn("2026-03-17")).toContain(line("overdue 1"));
});

test("the screening desk answers for the transfer, the most urgent first", async () => {
  const lines = await dueOn("2026-03-18");
  expect(lines.map((line) => line.split(" ").slice(3, 6).join(" "))).toEqual([
    "verification overdue 2",
    "transfer overdue 1",
  ]);
  expect(lines[1]).toContain(screened.reference);
});

test("three working days overdue, the coordinating body is told as well", async () => {
  const lines = await dueOn("2026-03-19");
  expect(lines.filter((line) => line.startsWith(plain.reference))).toEqual([
    `${plain.reference} ecology desk verification overdue 3 2026-03-16`,
    `${plain.reference} miit coordinator verification overdue 3 2026-03-16`,
  ]);
});

test("but not where the reporter keeps it out: then whoever is above it", async () => {
  const kept = await fileTip(world, "2026-03-02T05:00:00Z", {
    jurisdiction: "ankang",
    area: undefined,
    category: "emission",
    exclude: ["miit"],
  });
  const lines = (await dueOn("2026-03-19")).filter((line) => line.startsWith(kept.reference));
  expect(lines.map((line) => line.split(" ").slice(1, 3))).toEqual([
    ["ecology", "desk"],
    ["government", "coordinator"],
  ]);
});

test("one department sees its own lines alone", async () => {
  const of = (department: string) =>
    listDue(world.house, { today: "2026-03-19", desk: { jurisdiction: "ankang", department } });
  expect(new Set((await of("miit")).map(({ as }) => as))).toEqual(new Set(["coordinator"]));
  expect(await of("no-such-desk")).toEqual([]);
});

test("a calendar that is announced later changes what is due, without a job", async () => {
  const { house } = world;
  const snapshot = house.snapshot();
  const holidays = { year: 2026, source: "试验", holidays: ["2026-03-09"], workingWeekends: [] };
  const later = { ...house, snapshot: () => ({ ...snapshot, workingYears: [holidays] }) };
  const lines = await listDue(later, { today: "2026-03-16" });
  expect(lines.find(({ reference }) => reference === plain.reference)).toMatchObject({
    stage: "soon",
    dueOn: "2026-03-17",
  });
});

test("a supporting desk is reminded of what it was asked to do, by its own day, until it answers", async () => {
  const place = world.house.snapshot().jurisdictions.find(({ id }) => id === "ankang");
  const rows = await listClockedTips(world.house.db.read, {
    statuses: OPEN_STATUSES,
    jurisdictions: ["ankang"],
  });
  const routed = rows.find(({ reference }) => reference === plain.reference)?.desks ?? [];
  const named = routed.map(({ department }) => department);
  const joining = place?.departments.find(({ id }) => !named.includes(id))?.id ?? "";
  const helped = await fileTip(world, "2026-06-01T02:00:00Z", {
    jurisdiction: "ankang",
    area: undefined,
    category: "emission",
  });
  const task = { note: "请断电。", department: joining, doneBy: "2026-06-04" };
  await drive(world, helped, [["2026-06-01T03:00:00Z", "involve", task]]);
  const told = async (today: string) =>
    (await dueOn(today)).filter((line) => line.includes(` ${joining} `) && line.includes("task"));
  const line = (rest: string) => `${helped.reference} ${joining} desk task ${rest} 2026-06-04`;
  expect(await told("2026-06-01")).toEqual([]);
  expect(await told("2026-06-02")).toEqual([line("soon 2")]);
  expect(await told("2026-06-04")).toEqual([line("today 0")]);
  expect(await told("2026-06-05")).toEqual([line("overdue 1")]);
  const late = (await dueOn("2026-06-09")).filter((one) => one.startsWith(helped.reference));
  expect(late).toContain(`${helped.reference} miit coordinator task overdue 3 2026-06-04`);
});
