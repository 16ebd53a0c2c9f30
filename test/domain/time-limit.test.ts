import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withDueDates } from "#domain/desk-due.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { dueDates, lengthText, limitsFor, type TimeLimit, timeLimit } from "#domain/time-limit.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
const limits = snapshot?.timeLimits ?? [];
const years = snapshot?.workingYears ?? [];
const asked = { category: "emission", isNamed: false, isScreened: false, receivedOn: "2026-09-28" };

function due(more: Partial<typeof asked> = {}, among: readonly TimeLimit[] = limits) {
  const dates = dueDates(among, years, { ...asked, ...more });
  return Object.fromEntries(dates.map((date) => [date.step, date.on]));
}

describe("what is due when, by the limits of this site", () => {
  test("without screening the ten working days run from the day of receipt, over the holiday", () => {
    expect(due()).toEqual({ objection: "2026-10-10", verification: "2026-10-16", extension: null });
  });

  test("with screening they run from the last day of the transfer", () => {
    expect(due({ isScreened: true })).toMatchObject({
      transfer: "2026-09-29",
      verification: "2026-10-19",
    });
  });

  test("only a named reporter is owed a reply, five working days after the result", () => {
    expect(due()).not.toHaveProperty("reply");
    expect(due({ isNamed: true }).reply).toBe("2026-10-23");
  });

  test("a date in a year without announced holidays is provisional", () => {
    const late = dueDates(limits, years, { ...asked, receivedOn: "2026-12-28" });
    const early = dueDates(limits, years, asked);
    expect(late.find((date) => date.step === "verification")?.isProvisional).toBe(true);
    expect(early.some((date) => date.isProvisional)).toBe(false);
  });

  test("every limit of this site is a default, with a sentence on where its number comes from", () => {
    expect(limits.length).toBeGreaterThanOrEqual(5);
    for (const date of dueDates(limits, years, { ...asked, isNamed: true })) {
      expect(date.isDefault).toBe(true);
      expect(date.basis.length).toBeGreaterThan(10);
    }
  });

  test("地条钢 has limits of its own that come before those for all", () => {
    const own = limitsFor(limits, { ...asked, category: "ditiaogang", isScreened: true });
    expect(own.map((limit) => limit.id)).toEqual([
      "transfer-ditiaogang",
      "objection",
      "verification-ditiaogang",
      "extension",
    ]);
  });
});

describe("units, scope and time of a limit", () => {
  const limit = (more: Partial<TimeLimit>): TimeLimit => ({
    ...timeLimit.parse({
      id: "a",
      step: "verification",
      length: 6,
      unit: "months",
      start: "received",
      isDefault: true,
      basis: "试验",
      activeFrom: "2020-01-01",
    }),
    ...more,
  });

  test("months end on the last day of a shorter month, days are plain days", () => {
    const received = { receivedOn: "2024-08-31" };
    expect(due(received, [limit({})]).verification).toBe("2025-02-28");
    expect(due(received, [limit({ unit: "days" })]).verification).toBe("2024-09-06");
    expect(lengthText(limit({}))).toBe("6个月");
    expect(lengthText(limit({ length: null }))).toBeNull();
  });

  test("a limit holds from its first day and no longer on the day it ends", () => {
    const held = limit({ activeFrom: "2026-01-01", activeTo: "2026-02-01" });
    const days = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"];
    const counts = days.map((day) => limitsFor([held], { ...asked, receivedOn: day }).length);
    expect(counts).toEqual([0, 1, 1, 0]);
  });

  test("no step ends before the one it follows", () => {
    const day = fc
      .integer({ min: 0, max: 2500 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.boolean(), (receivedOn, isScreened) => {
        const dates = due({ receivedOn, isScreened, isNamed: true });
        const order = ["transfer", "verification", "reply"].flatMap((step) => dates[step] ?? []);
        expect([receivedOn, ...order]).toEqual([receivedOn, ...order].toSorted());
        expect(order.length).toBe(isScreened ? 3 : 2);
      }),
    );
  });
});

test("who screens answers for the transfer, who leads and supports for the result", () => {
  const desk = (role: RoutedDesk["role"]): RoutedDesk => ({
    department: role,
    name: role,
    role,
    reason: "试验",
    basis: { document: "d", where: "一" },
  });
  const dates = dueDates(limits, years, { ...asked, isScreened: true });
  const dated = withDueDates([desk("screening"), desk("lead"), desk("supporting")], dates);
  const [transfer, , verification] = dates;
  expect(dated.map((entry) => entry.dueOn)).toEqual([
    transfer?.on,
    verification?.on,
    verification?.on,
  ]);
  expect(dated[0]?.due).toMatchObject({ isDefault: true, isProvisional: false });
  expect(withDueDates([desk("lead")], [])[0]).not.toHaveProperty("dueOn");
});
