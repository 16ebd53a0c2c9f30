import { afterAll, beforeAll, expect, test } from "vitest";
import { clockOfStep } from "#domain/tip-clock.ts";
import { viewTip } from "#server/services/view-tip.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let tip: FiledTip;

beforeAll(async () => {
  world = await openTestHouse("content");
  tip = await fileTip(world, "2026-03-02T02:00:00Z", {
    jurisdiction: "ankang",
    area: undefined,
    category: "emission",
    reporter: { as: "named", name: "李四", phone: "13900000000" },
  });
});
afterAll(() => world.close());

async function seen(at?: string) {
  if (at) world.clock.now = new Date(at);
  const view = await viewTip(world.house, tip.receipt);
  if (!("value" in view)) throw new Error(JSON.stringify(view));
  const { clocks, desks } = view.value;
  return { clocks, lead: desks[0], verification: clockOfStep(clocks, "verification") };
}

test("the reporter sees until when the desk must have checked, and until when it must reply", async () => {
  const { lead, clocks } = await seen();
  expect(lead).toMatchObject({ dueOn: "2026-03-16", due: { step: "verification" } });
  expect(clockOfStep(clocks, "reply")).toMatchObject({ state: "expected", dueOn: "2026-03-23" });
});

test("when the reporter is asked the clock stands still, and goes on with the answer", async () => {
  await drive(world, tip, [
    ["2026-03-03T02:00:00Z", "admit"],
    ["2026-03-04T02:00:00Z", "verify"],
    ["2026-03-05T02:00:00Z", "ask"],
  ]);
  expect((await seen("2026-03-20T02:00:00Z")).lead?.due?.state).toBe("paused");
  await drive(world, tip, [["2026-03-20T02:00:00Z", "resume"]]);
  expect((await seen()).lead).toMatchObject({ dueOn: "2026-03-31", due: { state: "running" } });
});

test("an extension moves the date that everybody sees, marked as a default", async () => {
  await drive(world, tip, [["2026-03-25T02:00:00Z", "extend", { until: "2026-04-30" }]]);
  const { lead, verification } = await seen();
  expect(lead).toMatchObject({ dueOn: "2026-04-30", due: { extendedTo: "2026-04-30" } });
  expect(verification?.extension?.isDefault).toBe(true);
});

test("late is said to be late, by how many working days, over the holiday of May", async () => {
  const { lead } = await seen("2026-05-08T02:00:00Z");
  expect(lead?.due).toMatchObject({ state: "overdue", lateBy: 3 });
});

test("after the result the reply is due; after the reply nothing is", async () => {
  await drive(world, tip, [["2026-05-08T02:00:00Z", "find"]]);
  expect((await seen()).lead?.due).toMatchObject({ step: "reply", state: "running" });
  await drive(world, tip, [
    ["2026-05-09T02:00:00Z", "handle"],
    ["2026-05-11T02:00:00Z", "reply"],
  ]);
  expect((await seen()).lead).not.toHaveProperty("dueOn");
});
