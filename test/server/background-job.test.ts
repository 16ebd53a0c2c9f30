import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type BackgroundJob, runWhenDue } from "#server/releases/background-job.ts";

const DAY = 86_400_000;
let daily: BackgroundJob | undefined;
afterEach(() => daily?.stop());

/** Pages of one day and a clock that can be moved, also over days at once, as when a machine slept. */
function register(outcomes: boolean[], pagesOf = 0) {
  const clock = { now: Date.parse("2026-11-21T15:59:50Z") };
  const dayOf = () => Math.floor((clock.now + 8 * 3_600_000) / DAY);
  const world = { clock, pages: dayOf() + pagesOf, builds: 0, reports: [] as string[] };
  daily = runWhenDue({
    isDue: () => world.pages !== dayOf(),
    now: () => new Date(clock.now),
    report: (what) => world.reports.push(what),
    lookEvery: 5,
    run: async () => {
      world.builds += 1;
      const day = dayOf();
      await wait(20);
      const isDone = outcomes.shift() ?? true;
      if (isDone) world.pages = day;
      return { isDone, output: "磁盘满了" };
    },
  });
  return world;
}

test("pages are built again once after midnight in Shanghai, and not before", async () => {
  const world = register([]);
  await wait(40);
  expect(world.builds).toBe(0);
  world.clock.now += 15_000;
  await expect.poll(() => daily?.state().state).toBe("done");
  await wait(40);
  expect(world.builds).toBe(1);
});

test("a server that starts on pages of yesterday builds at once", async () => {
  const world = register([], -1);
  await expect.poll(() => daily?.state().state).toBe("done");
  expect(world.builds).toBe(1);
});

test("a machine that slept for three days builds once when it wakes", async () => {
  const world = register([]);
  world.clock.now += 3 * DAY;
  await expect.poll(() => daily?.state().state).toBe("done");
  await wait(40);
  expect(world.builds).toBe(1);
});

test("a build that fails is reported and tried again a quarter of an hour later, not at once", async () => {
  const world = register([false]);
  world.clock.now += 15_000;
  await expect.poll(() => daily?.state().state).toBe("failed");
  await wait(40);
  expect(world.builds).toBe(1);
  expect(world.reports[0]).toContain("磁盘满了");
  world.clock.now += 16 * 60_000;
  await expect.poll(() => daily?.state().state).toBe("done");
  expect(world.builds).toBe(2);
});
