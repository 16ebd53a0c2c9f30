import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import {
  FIGURE_IDS,
  FIGURE_TABLES,
  type MonthFigures,
  SMALL,
  toldCount,
} from "#domain/tip-figure.ts";
import { countFigures } from "#server/services/count-figures.ts";
import { recordSatisfaction } from "#server/services/record-satisfaction.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

/** One tip as it is told to the register, and counted below by hand: days of January to March. */
interface Told {
  /** A row whose correction is asked for: no tip. */
  record?: string;
  category: string;
  desk: string;
  area: string;
  received: string;
  declined?: string;
  admitted?: string;
  found?: string;
  finding?: string;
  rated?: string;
  satisfaction?: string;
}

const KINDS = [
  { category: "emission", desk: "ecology" },
  { category: "product-quality", desk: "market-regulation" },
];
const AREAS = ["610902", "610921"];
const FINDINGS = ["substantiated", "substantiated", "partly", "unsubstantiated", "unableToVerify"];
const TIPS = 160;
/** Requests for the correction of a row that a department published. */
const REQUESTS = Array.from({ length: 12 }, (_, at): Told => {
  const about = { category: "correction", desk: "hanyin-government", area: "610921" };
  const request = { ...about, record: "ankang-demo-e00002-r1", received: `2026-01-${10 + at}` };
  return at % 2 === 0 ? request : { ...request, declined: "2026-02-03" };
});

let world: TestHouse;
let published: MonthFigures[];
/** How far a tip comes; more of those that are found out about, so that there is much to count. */
const FATES = [
  "left",
  "declined",
  "admitted",
  "found",
  "found",
  "content",
  "content",
  "discontent",
];
const tips = fc
  .sample(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      area: fc.constantFrom(...AREAS),
      receivedAfter: fc.integer({ min: 0, max: 70 }),
      foundAfter: fc.integer({ min: 2, max: 31 }),
      finding: fc.constantFrom(...FINDINGS),
      fate: fc.constantFrom(...FATES),
    }),
    { numRuns: TIPS, seed: 5 },
  )
  .map(({ kind, area, receivedAfter, foundAfter, finding, fate }): Told => {
    const received = dayOf(receivedAfter);
    const about = { ...kind, area, received };
    if (fate === "left") return about;
    if (fate === "declined") return { ...about, declined: later(received, 3) };
    const admitted = later(received, 1);
    if (fate === "admitted") return { ...about, admitted };
    const found = later(received, foundAfter);
    if (fate === "found") return { ...about, admitted, found, finding };
    return { ...about, admitted, found, finding, rated: later(found, 2), satisfaction: fate };
  });

const told = [...tips, ...REQUESTS];

function dayOf(offset: number): string {
  return later("2026-01-05", offset);
}
function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

async function tell(tip: Told): Promise<void> {
  const { category, area, record } = tip;
  const at = (day: string, hour = "02") => `${day}T${hour}:00:00Z`;
  const firm = record && { record, subject: { enterprise: "ankang-demo-e00002" } };
  const about = { jurisdiction: "ankang", area, category, ...firm };
  const filed: FiledTip = await fileTip(world, at(tip.received), about);
  const act = (day: string | undefined, name: string, more = {}, hour = "03") =>
    day === undefined ? undefined : drive(world, filed, [[at(day, hour), name, more]]);
  await act(tip.declined, "decline");
  await act(tip.admitted, "admit");
  if (tip.found === undefined) return;
  await act(tip.found, "verify");
  await act(tip.found, "find", { finding: tip.finding }, "04");
  if (tip.rated === undefined) return;
  if (tip.finding === "substantiated" || tip.finding === "partly")
    await act(tip.found, "handle", {}, "05");
  await act(tip.found, "reply", {}, "06");
  await act(tip.found, "close", {}, "07");
  world.clock.now = new Date(at(tip.rated));
  const done = await recordSatisfaction(world.house, filed.receipt, {
    satisfaction: tip.satisfaction,
  });
  if (!("value" in done)) throw new Error(JSON.stringify(done));
}

beforeAll(async () => {
  world = await openTestHouse("content");
  for (const tip of told) await tell(tip);
  world.clock.now = new Date("2026-05-04T02:00:00Z");
  published = await countFigures(world.house, true);
});
afterAll(() => world.close());

const { holidays, workingWeekends } = parse(
  readFileSync("content/calendar/2026.yaml", "utf8"),
) as Record<"holidays" | "workingWeekends", string[]>;

/** The tenth working day after receipt, counted on the fingers. */
function dueOn({ received }: Told): string {
  let day = received;
  for (let left = 10; left > 0; ) {
    day = later(day, 1);
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    const isWorked = isWeekend ? workingWeekends.includes(day) : !holidays.includes(day);
    if (isWorked) left -= 1;
  }
  return day;
}

/** The figures of some tips in a month, counted one by one. */
function counted(all: readonly Told[], month: string): Record<string, number> {
  const requests = all.filter(({ record }) => record !== undefined);
  const tips = all.filter(({ record }) => record === undefined);
  const number = (isCounted: (tip: Told) => boolean) => tips.filter(isCounted).length;
  const isIn = (day: string | undefined) => day?.startsWith(month) === true;
  const lastDay = later(`${month}-31`, 0).startsWith(month) ? `${month}-31` : `${month}-28`;
  const found = (isCounted: (tip: Told) => boolean) =>
    number((tip) => isIn(tip.found) && isCounted(tip));
  const ofFinding = (finding: string) => found((tip) => tip.finding === finding);
  const ofRating = (rating: string) =>
    number((tip) => isIn(tip.rated) && tip.satisfaction === rating);
  return {
    received: number(({ received }) => isIn(received)),
    admitted: number(({ admitted }) => isIn(admitted)),
    declined: number(({ declined }) => isIn(declined)),
    found: found(() => true),
    substantiated: ofFinding("substantiated"),
    partly: ofFinding("partly"),
    unsubstantiated: ofFinding("unsubstantiated"),
    unableToVerify: ofFinding("unableToVerify"),
    onTime: found((tip) => (tip.found ?? "") <= dueOn(tip)),
    late: found((tip) => (tip.found ?? "") > dueOn(tip)),
    untimed: 0,
    overdue: number(
      (tip) =>
        tip.received <= lastDay &&
        dueOn(tip) < lastDay &&
        !(tip.found && tip.found <= lastDay) &&
        !(tip.declined && tip.declined <= lastDay),
    ),
    rated: number(({ rated }) => isIn(rated)),
    content: ofRating("content"),
    discontent: ofRating("discontent"),
    requested: requests.filter(({ received }) => isIn(received)).length,
    answered: requests.filter(({ declined }) => isIn(declined)).length,
  };
}

function median(tips: readonly Told[], month: string): number {
  const days = tips
    .filter(({ found }) => found?.startsWith(month))
    .map(({ found, received }) => (Date.parse(found ?? "") - Date.parse(received)) / 86_400_000)
    .sort((a, b) => a - b);
  const half = days.length / 2;
  const middle = [days[Math.ceil(half) - 1], days[Math.floor(half)]];
  return middle.reduce<number>((sum, day) => sum + (day ?? 0), 0) / 2;
}

/** Every published row of a month beside the tips it is about. */
function rowsOf(month: MonthFigures): { row: MonthFigures["totals"]; tips: readonly Told[] }[] {
  const apart = FIGURE_TABLES.flatMap(({ id }) =>
    month[id].map((row) => ({ row, tips: told.filter((tip) => tip[id] === row.of) })),
  );
  return [{ row: month.totals, tips: told }, ...apart];
}

test("January to March and the months after are published, each table with all its rows", () => {
  expect(published.map(({ month }) => month)).toEqual(["2026-01", "2026-02", "2026-03", "2026-04"]);
  const [, , march] = published;
  const { desk = [], category = [], area = [] } = march ?? {};
  expect([desk.length, category.length, area.length]).toEqual([2, 2, 2]);
  expect(published[0]?.category.find(({ of }) => of === "correction")).toMatchObject({
    received: 0,
    requested: REQUESTS.length,
  });
});

test("every number that is shown is the one counted by hand, in all and by desk, category, area", () => {
  let shown = 0;
  for (const month of published)
    for (const { row, tips } of rowsOf(month)) {
      const recount = counted(tips, month.month);
      for (const figure of FIGURE_IDS) {
        if (row[figure] === null) continue;
        shown += 1;
        const where = `${month.month} ${figure}`;
        expect([where, row[figure]]).toEqual([where, toldCount(figure, recount[figure] ?? -1)]);
      }
      if (row.medianDays !== null) expect(row.medianDays).toBe(median(tips, month.month));
    }
  expect(shown).toBeGreaterThan(150);
});

test("each figure of the issue is shown somewhere, and no number from 1 to 4 is", () => {
  const rows = published.flatMap(rowsOf);
  for (const figure of ["received", "admitted", "onTime", "late", "overdue", "substantiated"])
    expect(
      rows.some(({ row }) => (row[figure as "received"] ?? 0) > SMALL),
      figure,
    ).toBe(true);
  expect(rows.some(({ row }) => row.medianDays !== null)).toBe(true);
  for (const { row } of rows)
    for (const figure of FIGURE_IDS) expect([1, 2, 3, 4]).not.toContain(row[figure]);
});
