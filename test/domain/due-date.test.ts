import fc from "fast-check";
import { expect, test } from "vitest";
import { withDueDates } from "#domain/desk-due.ts";
import { dueDates } from "#domain/due-date.ts";
import type { RoutedDesk } from "#domain/routed-desk.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
const limits = snapshot?.timeLimits ?? [];
const workingYears = snapshot?.workingYears ?? [];
const asked = { jurisdiction: "ankang", category: "emission", isNamed: false, isScreened: false };

const datesOf = (more: Partial<typeof asked> = {}, receivedOn = "2026-09-28") =>
  dueDates({ ...asked, ...more, limits, workingYears }, receivedOn);
const due = (...given: Parameters<typeof datesOf>) =>
  Object.fromEntries(datesOf(...given).map((date) => [date.step, date.on]));

test("without screening the ten working days run from the day of receipt, over the holiday", () => {
  expect(due()).toEqual({ objection: "2026-10-10", verification: "2026-10-16" });
});

test("with screening they run from the last day of the transfer", () => {
  expect(due({ isScreened: true })).toMatchObject({
    transfer: "2026-09-29",
    verification: "2026-10-19",
  });
});

test("only a named reporter is owed a reply, five working days after the result", () => {
  expect(due()).not.toHaveProperty("reply");
  expect(due({ isNamed: true })).toHaveProperty("reply", "2026-10-23");
});

test("a date in a year without announced holidays is provisional", () => {
  const isProvisional = (on: string) => datesOf({}, on).some((date) => date.isProvisional);
  expect(isProvisional("2026-12-28")).toBe(true);
  expect(isProvisional("2026-09-28")).toBe(false);
});

test("no step ends before the one it follows", () => {
  const day = fc
    .integer({ min: 0, max: 2500 })
    .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.boolean(), (receivedOn, isScreened) => {
      const dates = due({ isScreened, isNamed: true }, receivedOn);
      const order = ["transfer", "verification", "reply"].flatMap((step) => dates[step] ?? []);
      expect([receivedOn, ...order]).toEqual([receivedOn, ...order].toSorted());
      expect(order.length).toBe(isScreened ? 3 : 2);
    }),
  );
});

test("who screens answers for the transfer, who leads and supports for the result", () => {
  const desk = (role: RoutedDesk["role"]): RoutedDesk => ({
    department: role,
    name: role,
    role,
    reason: "试验",
    basis: { document: "d", where: "一" },
  });
  const dates = datesOf({ isScreened: true });
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
