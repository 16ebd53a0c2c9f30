import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueName, dueNotes, withClocks } from "#domain/desk-due.ts";
import type { DeskDue, RoutedDesk } from "#domain/routed-desk.ts";
import { tipClock } from "#domain/tip-clock.ts";
import { readContent } from "#registry/read-content.ts";

const { snapshot } = readContent("content");
const limits = snapshot?.timeLimits ?? [];
const workingYears = snapshot?.workingYears ?? [];
const asked = { jurisdiction: "ankang", category: "emission", isNamed: false, isScreened: false };

const clocksOf = (more: Partial<typeof asked> = {}, on = "2026-09-28", ...later: string[]) => {
  const acts = later.map((act) => ({ act, on }));
  const events = [{ act: "submit", on }, ...acts];
  return tipClock(events, { ...asked, ...more, limits, workingYears }, on);
};
const due = (...given: Parameters<typeof clocksOf>) =>
  Object.fromEntries(clocksOf(...given).map(({ step, dueOn }) => [step, dueOn]));

describe("what is due when, before anything has happened", () => {
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
    const isProvisional = (on: string) => clocksOf({}, on).some((clock) => clock.isProvisional);
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
});

describe("the date of a desk", () => {
  const desk = (role: RoutedDesk["role"]): RoutedDesk => ({
    department: role,
    name: role,
    role,
    reason: "试验",
    basis: { document: "d", where: "一" },
    dueOn: "1999-01-01",
  });
  const desks = [desk("screening"), desk("lead"), desk("supporting")];

  test("who screens answers for the transfer, who leads and supports for the result", () => {
    const dated = withClocks(desks, clocksOf({ isScreened: true }));
    expect(dated.map(({ dueOn }) => dueOn)).toEqual(["2026-09-29", "2026-10-19", "2026-10-19"]);
    expect(dated[0]?.due).toMatchObject({ step: "transfer", state: "running", isDefault: true });
  });

  test("a lead to whom a tip is returned has a day to hand it on", () => {
    const [lead] = withClocks([desk("lead")], clocksOf({}, "2026-09-28", "return"));
    expect(lead).toMatchObject({ dueOn: "2026-09-29", due: { step: "transfer" } });
  });

  test("after the result the desk in charge has the reply left, the others nothing", () => {
    const dated = withClocks(desks, clocksOf({ isNamed: true }, "2026-09-28", "find"));
    expect(dated.map(({ due: kind }) => kind?.step)).toEqual(["reply", undefined, undefined]);
    expect(dated[1]).not.toHaveProperty("dueOn");
  });

  test("when all is done no desk has a date", () => {
    const dated = withClocks(desks, clocksOf({}, "2026-09-28", "decline"));
    expect(dated.some(({ dueOn }) => dueOn !== undefined)).toBe(false);
  });

  test("says beside the date whatever makes it doubtful", () => {
    const plain: DeskDue = {
      step: "verification",
      state: "running",
      isProvisional: false,
      isDefault: false,
      basis: "试验",
      lateBy: 0,
      extendedTo: null,
    };
    expect(dueName(plain)).toBe("核查并反馈");
    expect(dueNotes(plain)).toEqual([]);
    expect(dueNotes({ ...plain, isDefault: true, state: "overdue", lateBy: 3 })).toEqual([
      "默认，不是法定期限",
      "已超期3个工作日",
    ]);
    expect(
      dueNotes({ ...plain, extendedTo: "2026-10-20", state: "paused", isProvisional: true }),
    ).toEqual(["已延长", "等举报人回复，暂停计算", "次年放假安排还没有公布，日期可能调整"]);
  });
});
