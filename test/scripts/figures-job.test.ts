import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { openContentDesk } from "#server/content-desk.ts";
import { startFigures } from "#server/figures-job.ts";
import type { BackgroundJob } from "#server/releases/background-job.ts";
import { releasesIn } from "#server/releases/release-store.ts";
import { wantedBuild } from "#server/releases/wanted-build.ts";
import type { House } from "#server/services/house.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let content: ContentCopy;
let house: House;
let job: BackgroundJob | null = null;
const runs: string[] = [];
const log = pino({ level: "silent" });
const MONTHLY = { PUBLISH_FIGURES: "monthly" } as const;
const HERE = { isHere: () => true };

beforeAll(async () => {
  world = await openTestHouse();
  content = copyContent();
  const CONTENT_DIR = content.root;
  const DATA_DIR = join(world.folder, "data");
  house = {
    ...world.house,
    content: openContentDesk({ CONTENT_DIR, DATA_DIR, SECRETS_DIR: join(world.folder, "secrets") }),
  };
  await fileTip(world, "2026-10-12T02:00:00Z");
});
afterEach(() => job?.stop());
afterAll(async () => {
  content.discard();
  await world.close();
});

const october = () => existsSync(join(content.root, "figures/lanhe/2026-10.yaml"));

/** The real command, as the server would start it, on the folders and the day of this test. */
async function command() {
  runs.push(house.today());
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/figures.ts", "--build"],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        CONTENT_DIR: content.root,
        DATA_DIR: join(world.folder, "data"),
        SECRETS_DIR: join(world.folder, "secrets"),
        TODAY: house.today(),
      },
    },
  );
  return { isDone: status === 0, output: stdout + stderr };
}

test("left to the operator, nothing is written by itself", () => {
  world.clock.now = new Date("2026-11-01T02:00:00Z");
  expect(startFigures(house, { PUBLISH_FIGURES: "by-hand" }, HERE, log, command)).toBeNull();
});

test("on the last evening of the month nothing is due", async () => {
  world.clock.now = new Date("2026-10-31T15:59:59Z");
  job = startFigures(house, MONTHLY, HERE, log, command);
  await new Promise((done) => setTimeout(done, 300));
  expect([runs, october()]).toEqual([[], false]);
});

test("when the month is over its figures are written and a build is asked for", async () => {
  world.clock.now = new Date("2026-10-31T16:00:00Z");
  job = startFigures(house, MONTHLY, HERE, log, command);
  await vi.waitFor(() => expect(job?.state().state).toBe("done"), 60_000);
  expect([runs, october()]).toEqual([["2026-11-01"], true]);
  expect(wantedBuild(releasesIn(join(world.folder, "data")))).not.toBeNull();
});

test("once, and not again that month, also after a new start", async () => {
  world.clock.now = new Date("2026-11-20T02:00:00Z");
  job = startFigures(house, MONTHLY, HERE, log, command);
  await new Promise((done) => setTimeout(done, 300));
  expect(runs).toEqual(["2026-11-01"]);
});

test("another machine that does not publish writes nothing", async () => {
  const before = runs.length;
  let looked = 0;
  const elsewhere = {
    isHere: () => {
      looked += 1;
      return false;
    },
  };
  job = startFigures(house, MONTHLY, elsewhere, log, command);
  await vi.waitFor(() => expect(looked).toBeGreaterThan(0), 60_000);
  expect(runs).toHaveLength(before);
});
