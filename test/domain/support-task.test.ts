import { expect, test } from "vitest";
import { daysToTask, supportTasks, type TaskEvent, taskDueOn } from "#domain/support-task.ts";

const YEARS = [
  { year: 2026, source: "试验", holidays: ["2026-10-01", "2026-10-02"], workingWeekends: [] },
];
const event = (act: string, by: string, more: Partial<TaskEvent> = {}): TaskEvent => ({
  act,
  at: "2026-09-28T02:00:00Z",
  by,
  until: null,
  outcome: null,
  ...more,
});
const COURSE = [
  event("submit", "reporter"),
  event("involve", "lead", { until: "2026-10-08", outcome: "power" }),
  event("task", "lead", { until: "2026-10-05", outcome: "water" }),
  event("contribute", "water"),
  event("task", "lead", { until: "2026-10-06", outcome: "power" }),
  event("extend", "lead", { until: "2027-01-01" }),
];

test("a desk answers what it was asked itself, and what is asked later is open again", () => {
  const open = supportTasks(COURSE).filter(({ answeredAt }) => answeredAt === null);
  expect(open.map(({ department, dueOn }) => [department, dueOn])).toEqual([
    ["power", "2026-10-08"],
    ["power", "2026-10-06"],
  ]);
  expect(taskDueOn(COURSE, "power")).toBe("2026-10-06");
  expect(taskDueOn(COURSE, "water")).toBeNull();
  expect(taskDueOn([...COURSE, event("contribute", "power")], "power")).toBeNull();
});

test("its day is counted in working days, past holidays, and provisional beyond the calendar", () => {
  expect(daysToTask(YEARS, "2026-10-05", "2026-09-30")).toEqual({
    daysLeft: 1,
    isProvisional: false,
  });
  expect(daysToTask(YEARS, "2026-09-30", "2026-10-05").daysLeft).toBe(-1);
  expect(daysToTask(YEARS, "2026-09-30", "2026-10-01").daysLeft).toBe(-1);
  expect(daysToTask(YEARS, "2026-09-30", "2026-09-30").daysLeft).toBe(0);
  expect(daysToTask(YEARS, "2027-01-04", "2026-12-31").isProvisional).toBe(true);
});
