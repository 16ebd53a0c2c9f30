import { expect, test } from "vitest";
import { dueSentence, dueStage, isForCoordinator, isNoticeTime } from "#domain/due-notice.ts";
import { clockOfStep, tipClock } from "#domain/tip-clock.ts";
import { readContent } from "#registry/read-content.ts";
import { limit } from "#support/limit.ts";

const workingYears = readContent("content").snapshot?.workingYears ?? [];
const of = { jurisdiction: "ankang", category: "noise", isNamed: false, isScreened: false };

/** Ten working days from 2 March 2026 end on the 16th, a Monday. */
function stageOn(today: string, acts: [on: string, act: string][] = []) {
  const events = [{ act: "submit", on: "2026-03-02" }, ...acts.map(([on, act]) => ({ act, on }))];
  const clocks = tipClock(events, { ...of, limits: [limit()], workingYears }, today);
  const clock = clockOfStep(clocks, "verification");
  if (clock === undefined) throw new Error("no verification");
  return dueStage(clock, workingYears, today);
}

test.each([
  ["2026-03-11", null],
  ["2026-03-12", { stage: "soon", workingDays: 2 }],
  ["2026-03-14", { stage: "soon", workingDays: 1 }],
  ["2026-03-16", { stage: "today", workingDays: 0 }],
  ["2026-03-17", { stage: "overdue", workingDays: 1 }],
  ["2026-03-19", { stage: "overdue", workingDays: 3 }],
])("on %s the step that ends on 16 March is %o", (today, stage) => {
  expect(stageOn(today)).toEqual(stage);
});

test("nobody is reminded of a clock that stands still, or of a step that is done", () => {
  expect(stageOn("2026-03-17", [["2026-03-16", "ask"]])).toBeNull();
  expect(stageOn("2026-03-17", [["2026-03-16", "find"]])).toBeNull();
});

test("the coordinating body is told from the third working day overdue", () => {
  const told = ["2026-03-16", "2026-03-18", "2026-03-19"].map((today) => {
    const due = stageOn(today);
    return due !== null && isForCoordinator(due);
  });
  expect(told).toEqual([false, false, true]);
});

test("what is said counts working days", () => {
  const said = ["2026-03-12", "2026-03-16", "2026-03-19"].map((today) => {
    const due = stageOn(today);
    return due && dueSentence(due);
  });
  expect(said).toEqual(["还有2个工作日", "今天到期", "已超期3个工作日"]);
});

test.each([
  ["2026-03-16T00:00:00Z", true],
  ["2026-03-15T23:59:59Z", false],
  ["2026-03-16T15:59:59Z", true],
  ["2026-03-16T16:00:00Z", false],
  ["2026-03-15T03:00:00Z", false],
  ["2026-10-10T03:00:00Z", true],
  ["2026-10-01T03:00:00Z", false],
])("notices go out on working days from eight in Shanghai: %s is %o", (instant, isTime) => {
  expect(isNoticeTime(workingYears, new Date(instant))).toBe(isTime);
});
