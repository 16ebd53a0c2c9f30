import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#domain/calendar-date.ts";
import type { ClockEvent } from "#domain/clock-rules.ts";
import { clockOfStep, isOpen, tipClock } from "#domain/tip-clock.ts";
import { readContent } from "#registry/read-content.ts";
import { limit } from "#support/limit.ts";

const { snapshot } = readContent("content");
const workingYears = snapshot?.workingYears ?? [];
const contentLimits = snapshot?.timeLimits ?? [];
const inMonths = [
  limit({ id: "t", step: "transfer", length: 3, unit: "days", start: "received" }),
  limit({ length: 2, unit: "months" }),
  limit({ id: "n", length: 5, unit: "days", isNamedOnly: true }),
  limit({ id: "e", step: "extension", length: 1, unit: "months", start: "verification-due" }),
  limit({ id: "r", step: "reply", length: 2, unit: "working-days", start: "verified" }),
];

const ACTS = ["screen", "transfer", "return", "escalate", "admit", "verify", "find", "reply"];
const ENDS = ["decline", "merge", "close", "reopen"];

const start = fc.integer({ min: 0, max: 900 }).map((n) => addDays("2024-05-01", n));
/** Acts with the days between them, lawful or not: the clocks must stand any order. */
const acts = fc.array(
  fc.record({ act: fc.constantFrom(...ACTS, ...ENDS), gap: fc.integer({ min: 0, max: 20 }) }),
  { maxLength: 8 },
);
const course = fc.record({ start, acts }).map(({ start, acts }): ClockEvent[] => {
  let on = start;
  const later = acts.map(({ act, gap }) => {
    on = addDays(on, gap);
    return { act, on };
  });
  return [{ act: "submit", on: start }, ...later];
});
const of = fc.record({
  jurisdiction: fc.constant("ankang"),
  category: fc.constantFrom("ditiaogang", "noise"),
  isNamed: fc.boolean(),
  isScreened: fc.boolean(),
  limits: fc.constantFrom(contentLimits, inMonths),
  workingYears: fc.constant(workingYears),
});
const days = fc.integer({ min: 0, max: 60 });

const lastDay = (events: readonly ClockEvent[]) => events.at(-1)?.on ?? "";
const FAR = "2031-01-01";

test("whatever happens, no clock ends before it starts and a step has one open clock at most", () => {
  fc.assert(
    fc.property(course, of, days, (events, facts, wait) => {
      const clocks = tipClock(events, facts, addDays(lastDay(events), wait));
      for (const { startedOn, dueOn, doneOn } of clocks) {
        expect(startedOn <= (dueOn ?? FAR)).toBe(true);
        expect(startedOn <= (doneOn ?? FAR)).toBe(true);
      }
      const open = clocks.filter(isOpen).map(({ step }) => step);
      expect(new Set(open).size).toBe(open.length);
    }),
  );
});

test("a pause never makes a last day earlier", () => {
  fc.assert(
    fc.property(course, of, days, days, (events, facts, before, length) => {
      const ask = addDays(lastDay(events), before);
      const resume = addDays(ask, length);
      const today = addDays(resume, 1);
      const plain = tipClock(events, facts, today);
      const asked = [...events, { act: "ask", on: ask }, { act: "resume", on: resume }];
      tipClock(asked, facts, today).forEach((clock, at) => {
        expect((clock.dueOn ?? FAR) >= (plain[at]?.dueOn ?? FAR)).toBe(true);
        expect(clock.lateBy).toBeLessThanOrEqual(plain[at]?.lateBy ?? 0);
      });
    }),
  );
});

test("while the reporter is asked in time, nothing gets overdue", () => {
  fc.assert(
    fc.property(course, of, days, (events, facts, wait) => {
      const on = lastDay(events);
      const wasOverdue = tipClock(events, facts, on).map(({ state }) => state === "overdue");
      const asked = tipClock([...events, { act: "ask", on }], facts, addDays(on, wait));
      const isOverdue = asked.map(({ state }) => state === "overdue");
      expect(isOverdue.slice(0, wasOverdue.length)).toEqual(wasOverdue.slice(0, isOverdue.length));
    }),
  );
});

test("an extension never makes the verification shorter and touches nothing else", () => {
  fc.assert(
    fc.property(course, of, days, days, (events, facts, wait, length) => {
      const on = addDays(lastDay(events), wait);
      const until = addDays(on, length);
      const plain = tipClock(events, facts, on);
      tipClock([...events, { act: "extend", on, until }], facts, on).forEach((clock, at) => {
        const was = plain[at];
        expect((clock.dueOn ?? FAR) >= (was?.dueOn ?? "") || was?.dueOn === null).toBe(true);
        const isFollowing = clock.step === "verification" || clock.state === "expected";
        if (!isFollowing) expect(clock).toEqual(was);
      });
    }),
  );
});

test("a name given later puts no day off", () => {
  fc.assert(
    fc.property(course, of, days, (events, facts, wait) => {
      const on = addDays(lastDay(events), wait);
      const anonymous = { ...facts, isNamed: false };
      const before = clockOfStep(tipClock(events, anonymous, on), "verification");
      const named = tipClock([...events, { act: "identify", on }], anonymous, on);
      const after = clockOfStep(named, "verification");
      expect((after?.dueOn ?? FAR) <= (before?.dueOn ?? FAR)).toBe(true);
    }),
  );
});

test("as the days pass without an act, lateness only grows and what is done stays as it was", () => {
  fc.assert(
    fc.property(course, of, days, days, (events, facts, first, more) => {
      const today = addDays(lastDay(events), first);
      const now = tipClock(events, facts, today);
      const later = tipClock(events, facts, addDays(today, more));
      now.forEach((clock, at) => {
        if (clock.state === "done") expect(later[at]).toEqual(clock);
        else expect(later[at]?.lateBy ?? 0).toBeGreaterThanOrEqual(clock.lateBy);
      });
    }),
  );
});

test("after a final act nothing is open and nothing expected", () => {
  fc.assert(
    fc.property(course, of, fc.constantFrom("decline", "merge", "close"), (events, facts, act) => {
      const on = lastDay(events);
      const clocks = tipClock([...events, { act, on }], facts, addDays(on, 99));
      expect(clocks.every(({ state }) => state === "done")).toBe(true);
    }),
  );
});
