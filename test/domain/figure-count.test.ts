import { describe, expect, test } from "vitest";
import {
  type CountedEvent,
  type CountedTip,
  happeningsOf,
  monthTables,
} from "#domain/figure-count.ts";

/** `2026-03-02 admit miit`; a finding or a rating follows the act. */
function tip(lines: string[], more: Partial<CountedTip> = {}): CountedTip {
  const events = lines.map((line): CountedEvent => {
    const [on = "", act = "", by = "", outcome = null] = line.split(" ");
    return { on, act, by: by === "reporter" ? null : by, outcome };
  });
  return {
    isRequest: false,
    category: "noise",
    area: null,
    holder: "miit",
    events,
    results: [],
    isOverdue: false,
    ...more,
  };
}
const said = (given: CountedTip, month: string) =>
  happeningsOf(given, month).map(({ figures, desk, days }) =>
    [...figures, `@${desk}`, ...(days === undefined ? [] : [days])].join(" "),
  );

const LIFE = [
  "2026-02-27 submit reporter",
  "2026-03-02 transfer office",
  "2026-03-03 admit miit",
  "2026-03-10 find miit substantiated",
  "2026-03-20 close miit",
  "2026-04-01 rate reporter discontent",
  "2026-04-02 rate reporter content",
  "2026-04-10 reopen reporter",
  "2026-04-20 find ecology unsubstantiated",
];

describe("what counts in which month, and at which desk", () => {
  test("the filing counts at the desk that had it first, though it was handed on since", () => {
    expect(said(tip(LIFE), "2026-02")).toEqual(["received @office"]);
  });

  test("an act counts where and when it was done, a result with its days and whether in time", () => {
    const results = [
      { on: "2026-03-10", isLate: false },
      { on: "2026-04-20", isLate: null },
    ];
    expect(said(tip(LIFE, { results }), "2026-03")).toEqual([
      "admitted @miit",
      "found substantiated onTime @miit 11",
    ]);
  });

  test("opened again, a second result counts again, from the day it was opened", () => {
    expect(said(tip(LIFE), "2026-04")).toEqual([
      "found unsubstantiated untimed @ecology 10",
      "rated content @miit",
    ]);
  });

  test("admitted twice in a month it counts once; in another month again", () => {
    const twice = ["2026-03-01 submit reporter", "2026-03-02 admit miit", "2026-03-09 admit fgw"];
    expect(said(tip(twice), "2026-03")).toEqual(["received @miit", "admitted @miit"]);
  });

  test("a request for a correction is no tip: received and answered have figures of their own", () => {
    const course = [
      "2026-03-01 submit reporter",
      "2026-03-02 admit miit",
      "2026-03-09 find miit substantiated",
      "2026-03-10 reply miit",
      "2026-03-11 rate reporter content",
      "2026-03-12 reopen reporter",
      "2026-03-20 reply miit",
    ];
    const request = tip(course, { isRequest: true, isOverdue: true });
    expect(said(request, "2026-03")).toEqual(["requested @miit", "answered @miit"]);
    const declined = tip(["2026-02-27 submit reporter", "2026-03-02 decline fgw"], {
      isRequest: true,
    });
    expect(said(declined, "2026-02")).toEqual(["requested @fgw"]);
    expect(said(declined, "2026-03")).toEqual(["answered @fgw"]);
  });

  test("what is overdue at the end of the month counts at whoever had it then", () => {
    const overdue = tip(LIFE.slice(0, 2), { isOverdue: true });
    expect(said(overdue, "2026-02")).toEqual(["received @office", "overdue @office"]);
    expect(said(overdue, "2026-03")).toEqual(["overdue @miit"]);
  });
});

describe("the tables of a month", () => {
  const many = (count: number, lines: string[], more: Partial<CountedTip> = {}) =>
    Array.from({ length: count }, () => tip(lines, more)).flatMap((each) =>
      happeningsOf(each, "2026-03"),
    );

  test("totals, and a row for each desk, category and area; the median of the days", () => {
    const early = ["2026-03-02 submit reporter", "2026-03-05 find miit substantiated"];
    const late = ["2026-03-02 submit reporter", "2026-03-22 find ecology substantiated"];
    const { totals, tables } = monthTables([
      ...many(5, early, { area: "610902" }),
      ...many(6, late, { area: "610921", category: "energy" }),
    ]);
    expect(totals).toMatchObject({ received: 11, found: 11, substantiated: 11, medianDays: 20 });
    expect(tables.desk.map(({ of, found, medianDays }) => [of, found, medianDays])).toEqual([
      ["ecology", 6, 20],
      ["miit", 5, 3],
    ]);
    expect(tables.category.map(({ of }) => of)).toEqual(["energy", "noise"]);
    expect(tables.area.map(({ of, received }) => [of, received])).toEqual([
      ["610902", 5],
      ["610921", 6],
    ]);
  });

  test("where the number of results is not published, its median is not either", () => {
    const found = ["2026-03-02 submit reporter", "2026-03-05 find miit partly"];
    const { totals } = monthTables(many(4, found));
    expect([totals.received, totals.found, totals.medianDays]).toEqual([null, null, null]);
  });

  test("a month in which nothing happened is all zero, without rows", () => {
    const { totals, tables } = monthTables([]);
    expect(totals).toMatchObject({ received: 0, overdue: 0, medianDays: null });
    expect(Object.values(tables).flat()).toEqual([]);
  });
});
