import { afterAll, beforeAll, expect, test } from "vitest";
import { listTips } from "#db/queries/tips.ts";
import type { MonthFigures } from "#domain/tip-figure.ts";
import { countFigures } from "#server/services/count-figures.ts";
import { listFigures } from "#server/services/list-figures.ts";
import { recordSatisfaction } from "#server/services/record-satisfaction.ts";
import { submitReexamination } from "#server/services/submit-reexamination.ts";
import { testApp } from "#support/app.ts";
import { closeTip, drive, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let march: MonthFigures;

const ANKANG = { jurisdiction: "ankang", area: "610902", category: "emission" };
const IN_TIME = { received: "2026-03-02", found: "2026-03-13", closed: "2026-03-20" };
const TOO_LATE = { received: "2026-03-02", found: "2026-03-18", closed: "2026-03-20" };

beforeAll(async () => {
  world = await openTestHouse("content");
  for (let nth = 0; nth < 6; nth += 1) {
    const tip = await closeTip(world, IN_TIME, "substantiated", ANKANG);
    world.clock.now = new Date("2026-03-21T02:00:00Z");
    await recordSatisfaction(world.house, tip.receipt, { satisfaction: "content" });
  }
  for (let nth = 0; nth < 5; nth += 1) {
    await closeTip(world, TOO_LATE, "unsubstantiated", { ...ANKANG, area: "610921" });
  }
  for (let nth = 0; nth < 5; nth += 1) {
    await fileTip(world, "2026-03-10T02:00:00Z", { ...ANKANG, category: "energy" });
  }
  const declined = await fileTip(world, "2026-03-30T02:00:00Z", ANKANG);
  await drive(world, declined, [["2026-03-31T16:30:00Z", "decline"]]);
  world.clock.now = new Date("2026-05-02T02:00:00Z");
  const [first] = await countFigures(world.house, true);
  if (first === undefined) throw new Error("nothing counted");
  march = first;
});
afterAll(() => world.close());

test("a month is counted when it is over, by the days of Shanghai", async () => {
  const months = async (instant: string) => {
    world.clock.now = new Date(instant);
    return (await countFigures(world.house, true)).map(({ month }) => month);
  };
  expect(await months("2026-03-31T15:59:59Z")).toEqual([]);
  expect(await months("2026-03-31T16:00:00Z")).toEqual(["2026-03"]);
  expect(await months("2026-05-02T02:00:00Z")).toEqual(["2026-03", "2026-04"]);
});

test("the numbers are those of what was done; the refusal of 1 April counts in April", () => {
  expect(march.totals).toMatchObject({
    received: 17,
    admitted: 11,
    declined: 0,
    found: 11,
    substantiated: 6,
    unsubstantiated: 5,
    onTime: 6,
    late: 5,
    overdue: 5,
    rated: 6,
    content: 6,
    medianDays: 11,
  });
});

test("by area the single tip more in 汉滨 tells nothing", () => {
  const area = (of: string) => march.area.find((row) => row.of === of);
  expect(area("610902")).toMatchObject({ received: 12, found: 6, medianDays: 11 });
  expect(area("610921")).toMatchObject({ received: 5, found: 5, late: 5, medianDays: 16 });
});

test("counted again later, after tips were opened again, a month gives the same numbers", async () => {
  const [tip] = (await listTips(world.house.db.read)).filter(({ status }) => status === "closed");
  expect(tip).toBeDefined();
  world.clock.now = new Date("2026-05-20T02:00:00Z");
  const filed = await closeTip(
    world,
    { received: "2026-05-20", found: "2026-05-21", closed: "2026-05-22" },
    "partly",
    ANKANG,
  );
  world.clock.now = new Date("2026-05-25T02:00:00Z");
  await submitReexamination(world.house, filed.receipt, { reason: "又在生产，请再查。" });
  world.clock.now = new Date("2026-06-02T02:00:00Z");
  const again = await countFigures(world.house, true);
  expect(again[0]).toEqual({ ...march, countedOn: "2026-06-02" });
  expect(again.map(({ month }) => month)).toEqual(["2026-03", "2026-04", "2026-05"]);
  expect(again[2]?.totals).toMatchObject({ received: null, found: null, rated: 0 });
});

test("what is published is served with how it is counted, of all or of one place and month", async () => {
  const april = { ...march, month: "2026-04" };
  const { house } = world;
  const snapshot = { ...house.snapshot(), figures: [march, april] };
  const published = { ...house, snapshot: () => snapshot };
  const months = (question: object) => {
    const answer = listFigures(published, question);
    return "value" in answer ? answer.value.months.map(({ month }) => month) : answer.refusal;
  };
  expect(months({})).toEqual(["2026-03", "2026-04"]);
  expect(months({ jurisdiction: "ankang", month: "2026-04" })).toEqual(["2026-04"]);
  expect(months({ jurisdiction: "suizhou" })).toEqual([]);
  expect(months({ jurisdiction: "atlantis" })).toBe("invalid");
  expect(months({ month: "March" })).toBe("invalid");
  expect(months({ week: "1" })).toBe("invalid");
});

test("GET /api/v1/statistics answers, before anything is published as well", async () => {
  const { app } = testApp(world);
  const answer = await app.request("/api/v1/statistics");
  expect(answer.status).toBe(200);
  const body = await answer.json();
  expect(body.months).toEqual([]);
  expect(body.figures[0]).toEqual({ id: "received", name: "收到", formula: expect.any(String) });
  const wrong = await app.request("/api/v1/statistics?jurisdiction=nowhere");
  expect(wrong.status).toBe(422);
  expect(wrong.headers.get("Content-Type")).toContain("application/problem+json");
});
