import { describe, expect, test } from "vitest";
import type { ClockEvent } from "#domain/clock-rules.ts";
import type { TimeLimit } from "#domain/time-limit.ts";
import { clockOfStep, isOpen, type StepClock, tipClock } from "#domain/tip-clock.ts";
import { readContent } from "#registry/read-content.ts";
import { limit } from "#support/limit.ts";

const { snapshot } = readContent("content");
const workingYears = snapshot?.workingYears ?? [];
const facts = { jurisdiction: "ankang", category: "emission", isNamed: false, isScreened: false };

/** `2026-09-28 submit` and so on; an extension adds its new last day. */
function events(...lines: string[]): ClockEvent[] {
  return lines.map((line) => {
    const [on = "", act = "", until] = line.split(" ");
    return { act, on, ...(until ? { until } : {}) };
  });
}

function clocks(
  lines: string[],
  today: string,
  more: Partial<typeof facts> = {},
  limits: readonly TimeLimit[] = snapshot?.timeLimits ?? [],
) {
  return tipClock(events(...lines), { ...facts, ...more, limits, workingYears }, today);
}
const verification = (...given: Parameters<typeof clocks>): StepClock | undefined =>
  clockOfStep(clocks(...given), "verification");

describe("the course of a tip", () => {
  test("screened, transferred in time, verified in time, replied to: all done, none late", () => {
    const all = clocks(
      [
        "2026-03-02 submit",
        "2026-03-02 screen",
        "2026-03-03 transfer",
        "2026-03-04 admit",
        "2026-03-05 verify",
        "2026-03-16 find",
        "2026-03-18 reply",
        "2026-03-19 close",
      ],
      "2026-04-01",
      { isScreened: true, isNamed: true },
    );
    expect(
      all.map(({ step, startedOn, dueOn, doneOn }) => [step, startedOn, dueOn, doneOn]),
    ).toEqual([
      ["transfer", "2026-03-02", "2026-03-03", "2026-03-03"],
      ["objection", "2026-03-03", "2026-03-10", "2026-03-04"],
      ["verification", "2026-03-03", "2026-03-17", "2026-03-16"],
      ["reply", "2026-03-16", "2026-03-23", "2026-03-18"],
    ]);
    expect(all.every((clock) => clock.state === "done" && !clock.isLate)).toBe(true);
  });

  test("while a desk screens, the verification is expected from the last day of the transfer", () => {
    const found = verification(["2026-03-02 submit"], "2026-03-02", { isScreened: true });
    expect(found).toMatchObject({
      state: "expected",
      startedBy: null,
      startedOn: "2026-03-03",
      dueOn: "2026-03-17",
    });
  });

  test("on the last day a step is running, the day after it is overdue", () => {
    const filed = ["2026-03-02 submit"];
    expect(verification(filed, "2026-03-16")).toMatchObject({ state: "running", isLate: false });
    expect(verification(filed, "2026-03-17")).toMatchObject({ state: "overdue", lateBy: 1 });
    expect(verification(filed, "2026-03-22")).toMatchObject({ state: "overdue", lateBy: 4 });
  });

  test("what was done too late says by how many working days", () => {
    expect(verification(["2026-03-02 submit", "2026-03-18 find"], "2026-06-01")).toMatchObject({
      state: "done",
      isLate: true,
      lateBy: 2,
    });
  });

  test("who does not object in time is not late: the right has lapsed", () => {
    const found = clockOfStep(clocks(["2026-03-02 submit"], "2026-03-10"), "objection");
    expect(found).toMatchObject({ state: "lapsed", isLate: false });
    expect(found && isOpen(found)).toBe(false);
  });

  test("a return ends the clock of who returns and gives who screens a day for the next transfer", () => {
    const returned = clocks(["2026-03-02 submit", "2026-03-05 return"], "2026-03-06");
    expect(clockOfStep(returned, "transfer")).toMatchObject({
      state: "running",
      startedBy: "return",
      dueOn: "2026-03-06",
    });
    const again = clocks(
      ["2026-03-02 submit", "2026-03-05 return", "2026-03-09 transfer"],
      "2026-03-09",
    );
    expect(again.filter(({ step }) => step === "verification").map(({ dueOn }) => dueOn)).toEqual([
      "2026-03-16",
      "2026-03-23",
    ]);
    expect(clockOfStep(again, "transfer")).toMatchObject({ isLate: true, lateBy: 1 });
  });

  test("a transfer starts the clock of the new desk, also after it was admitted", () => {
    const moved = ["2026-03-02 submit", "2026-03-03 admit", "2026-03-10 transfer"];
    expect(verification(moved, "2026-03-10")).toMatchObject({
      startedBy: "transfer",
      dueOn: "2026-03-24",
    });
  });

  test("a limit that counts from receipt goes on through a transfer", () => {
    const found = verification(["2026-03-02 submit", "2026-03-10 transfer"], "2026-03-10", {}, [
      limit({ start: "received" }),
    ]);
    expect(found).toMatchObject({ startedOn: "2026-03-02", dueOn: "2026-03-16" });
  });

  test("a desk that screens and keeps the tip has the clock of the verification from that day", () => {
    const kept = ["2026-03-02 submit", "2026-03-03 admit"];
    expect(verification(kept, "2026-03-03", { isScreened: true })).toMatchObject({
      startedBy: "admit",
      dueOn: "2026-03-17",
    });
  });

  test.each(["decline", "merge", "close"])("%s ends every clock, and none is expected", (act) => {
    const all = clocks(["2026-03-02 submit", `2026-03-04 ${act}`], "2026-05-01", { isNamed: true });
    expect(all.map(({ state, endedBy }) => [state, endedBy])).toEqual([
      ["done", act],
      ["done", act],
    ]);
  });

  test("opened again, the verification starts again", () => {
    const again = [
      "2026-03-02 submit",
      "2026-03-10 find",
      "2026-03-11 reply",
      "2026-03-12 close",
      "2026-04-10 reopen",
      "2026-04-13 admit",
    ];
    expect(verification(again, "2026-04-13")).toMatchObject({
      state: "running",
      startedBy: "reopen",
      dueOn: "2026-04-24",
    });
  });

  test("where no number is given there is no last day, and nothing is overdue", () => {
    const none = verification(["2026-03-02 submit"], "2029-01-01", {}, [limit({ length: null })]);
    expect(none).toMatchObject({ state: "none", dueOn: null, isLate: false });
  });
});

describe("a pause while the reporter is asked", () => {
  test("the days from the question to the day before the answer do not count", () => {
    const asked = ["2026-03-02 submit", "2026-03-06 ask", "2026-03-11 resume"];
    expect(verification(asked, "2026-03-11")).toMatchObject({
      pausedDays: 3,
      dueOn: "2026-03-19",
      state: "running",
    });
  });

  test("over the holiday only its working days stood still", () => {
    const asked = ["2026-09-28 submit", "2026-09-30 ask", "2026-10-08 resume"];
    expect(verification(asked, "2026-10-08")).toMatchObject({
      pausedDays: 1,
      dueOn: "2026-10-19",
    });
  });

  test("while it lasts, the last day moves with today and nothing gets overdue", () => {
    const asked = ["2026-03-02 submit", "2026-03-16 ask"];
    expect(verification(asked, "2026-03-16")).toMatchObject({
      state: "paused",
      dueOn: "2026-03-16",
    });
    expect(verification(asked, "2026-03-20")).toMatchObject({
      state: "paused",
      dueOn: "2026-03-20",
    });
  });

  test("a question after the last day does not cure being late", () => {
    const asked = ["2026-03-02 submit", "2026-03-18 ask"];
    expect(verification(asked, "2026-03-20")).toMatchObject({ state: "overdue", lateBy: 4 });
  });

  test("a limit in months is put off by calendar days", () => {
    const asked = ["2024-08-31 submit", "2024-09-01 ask", "2024-09-11 resume"];
    const found = verification(asked, "2024-09-11", {}, [limit({ length: 6, unit: "months" })]);
    expect(found).toMatchObject({ pausedDays: 10, dueOn: "2025-03-10" });
  });

  test("an act that ends the step ends the pause", () => {
    const found = ["2026-03-02 submit", "2026-03-12 ask", "2026-03-18 find"];
    expect(verification(found, "2026-04-01")).toMatchObject({ state: "done", isLate: false });
  });
});

describe("an extension", () => {
  const lines = ["2026-03-02 submit", "2026-03-13 extend 2026-04-15"];

  test("goes to the day that was told, is marked as a default, and is given once", () => {
    expect(verification(lines, "2026-03-20")).toMatchObject({
      state: "running",
      dueOn: "2026-04-15",
      extension: { to: "2026-04-15", isDefault: true },
    });
    const twice = [...lines, "2026-04-10 extend 2026-06-01"];
    expect(verification(twice, "2026-04-10")).toMatchObject({ dueOn: "2026-04-15" });
  });

  test("is counted from the original last day: six and three months are not nine", () => {
    const found = verification(
      ["2024-08-31 submit", "2025-02-01 extend 2025-12-31"],
      "2025-02-02",
      {},
      [
        limit({ length: 6, unit: "months" }),
        limit({ id: "b", step: "extension", length: 3, unit: "months", start: "verification-due" }),
      ],
    );
    expect(found).toMatchObject({ dueOn: "2025-05-28" });
  });

  test("a pause after it puts it off again", () => {
    const found = verification([...lines, "2026-03-16 ask", "2026-03-18 resume"], "2026-03-18");
    expect(found).toMatchObject({ dueOn: "2026-04-17" });
  });

  test("to a Saturday on which the reporter is asked, the last day is not before the answer", () => {
    const asked = ["2026-03-02 submit", "2026-03-13 extend 2026-04-18", "2026-04-18 ask"];
    expect(verification(asked, "2026-04-19")).toMatchObject({ state: "paused" });
    expect(verification([...asked, "2026-04-19 resume"], "2026-04-19")).toMatchObject({
      state: "running",
      dueOn: "2026-04-19",
    });
  });

  test("to a day before the last day it changes nothing", () => {
    const found = verification(["2026-03-02 submit", "2026-03-03 extend 2026-03-10"], "2026-03-04");
    expect(found).toMatchObject({ dueOn: "2026-03-16", extension: null });
  });
});

describe("a name given later", () => {
  test("starts the reply when the result was there before the name", () => {
    const found = ["2026-03-02 submit", "2026-03-10 find", "2026-03-20 identify"];
    expect(clockOfStep(clocks(found, "2026-03-20"), "reply")).toMatchObject({
      startedBy: "identify",
      dueOn: "2026-03-27",
    });
  });

  test("given in time, the reply counts from the result", () => {
    const found = ["2026-03-02 submit", "2026-03-04 identify", "2026-03-10 find"];
    expect(clockOfStep(clocks(found, "2026-03-20"), "reply")).toMatchObject({
      startedOn: "2026-03-10",
    });
    expect(clockOfStep(clocks(found.slice(0, 2), "2026-03-05"), "reply")?.state).toBe("expected");
  });

  test("after the end it starts nothing", () => {
    const all = clocks(
      ["2026-03-02 submit", "2026-03-10 find", "2026-03-11 close", "2026-03-20 identify"],
      "2026-03-20",
    );
    expect(clockOfStep(all, "reply")).toBeUndefined();
  });

  test("a shorter limit for named reports counts from the name, a longer one puts nothing off", () => {
    const lines = ["2026-03-02 submit", "2026-03-04 identify"];
    const named = (length: number) => [limit(), limit({ id: "n", length, isNamedOnly: true })];
    expect(verification(lines, "2026-03-05", {}, named(3))).toMatchObject({ dueOn: "2026-03-09" });
    expect(verification(lines, "2026-03-05", {}, named(30))).toMatchObject({ dueOn: "2026-03-16" });
  });
});

describe("what the day is counted with", () => {
  test("the limit is that of the day on which the clock started", () => {
    const old = limit({ id: "old", length: 10, activeTo: "2026-03-05" });
    const fresh = limit({ id: "new", length: 3, activeFrom: "2026-03-05" });
    const before = verification(["2026-03-04 submit"], "2026-03-20", {}, [old, fresh]);
    const after = verification(["2026-03-05 submit"], "2026-03-20", {}, [old, fresh]);
    expect([before?.dueOn, after?.dueOn]).toEqual(["2026-03-18", "2026-03-10"]);
  });

  test("a date in an uncovered year is provisional until its holidays are announced", () => {
    const of = { ...facts, limits: [limit()] };
    const filed = events("2026-12-28 submit");
    const [guess] = tipClock(filed, { ...of, workingYears }, "2026-12-28");
    const announced = {
      year: 2027,
      source: "试验",
      holidays: ["2027-01-01", "2027-01-04"],
      workingWeekends: ["2027-01-02"],
    };
    const [known] = tipClock(
      filed,
      { ...of, workingYears: [...workingYears, announced] },
      "2026-12-28",
    );
    expect(guess).toMatchObject({ isProvisional: true, dueOn: "2027-01-11" });
    expect(known).toMatchObject({ isProvisional: false, dueOn: "2027-01-12" });
  });
});
