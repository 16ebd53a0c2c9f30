import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  leaseSentence,
  lookAtLease,
  machineName,
  type PublisherMachine,
} from "#server/releases/publisher-lease.ts";
import { currentId, releasesIn, switchTo } from "#server/releases/release-store.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

const OLD = "20261120T160100Z-aaaaaaaa";
const NEW = "20261121T020000Z-bbbbbbbb";
const MINUTE = 60_000;

let world: TestHouse;
let one: PublisherMachine;
let two: PublisherMachine;
let contents: ContentCopy[];

beforeEach(async () => {
  world = await openTestHouse();
  contents = [];
  one = machine("one");
  two = machine("two");
});
afterEach(async () => {
  for (const content of contents) content.discard();
  await world.close();
});

/** A machine with folders of its own, on the database of the house. */
function machine(name: string): PublisherMachine {
  const dataDir = join(world.folder, name);
  mkdirSync(releasesIn(dataDir), { recursive: true });
  const content = copyContent();
  contents.push(content);
  const { db, now } = world.house;
  return { db, name: machineName(dataDir), dataDir, contentDir: content.root, now };
}

/** Lays a release into the folder of a machine, as a build or a copy would. */
function lay({ dataDir }: PublisherMachine, id: string, identifiers: readonly string[] = []) {
  const folder = join(releasesIn(dataDir), id);
  mkdirSync(folder, { recursive: true });
  const [fingerprint, code] = ["f", "c"];
  const note = { id, builtAt: "2026-11-21T02:00:00Z", today: "2026-11-21", fingerprint, code };
  const more = { pages: 1, identifiers, assets: [] };
  writeFileSync(join(folder, "release.json"), JSON.stringify({ ...note, ...more }));
}
function serve(of: PublisherMachine, id: string, identifiers: readonly string[] = []) {
  lay(of, id, identifiers);
  switchTo(releasesIn(of.dataDir), id);
}
const served = ({ dataDir }: PublisherMachine) => currentId(releasesIn(dataDir));
const pass = (milliseconds: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + milliseconds);
};

test("of two machines that ask at once one publishes, and keeps it as long as it says so", async () => {
  const states = await Promise.all([lookAtLease(one), lookAtLease(two)]);
  expect(states.filter(({ isHere }) => isHere)).toHaveLength(1);
  const [first, second] = states[0]?.isHere ? [one, two] : [two, one];
  for (let round = 0; round < 5; round += 1) {
    pass(MINUTE);
    expect(await lookAtLease(first)).toMatchObject({ isHere: true });
    expect(await lookAtLease(second)).toMatchObject({ isHere: false, holder: first.name });
  }
});

test("a machine that has gone silent for two minutes is followed by another, and does not come back into its place", async () => {
  await lookAtLease(one);
  pass(2 * MINUTE - 1);
  expect(await lookAtLease(two)).toMatchObject({ isHere: false });
  pass(1);
  expect(await lookAtLease(two)).toMatchObject({ isHere: true });
  expect(await lookAtLease(one)).toMatchObject({ isHere: false, holder: two.name });
});

test("the others go over to what the publisher serves, also back, as soon as it lies with them", async () => {
  serve(one, OLD);
  serve(two, OLD);
  await lookAtLease(one);
  serve(one, NEW);
  await lookAtLease(one);
  const lacking = await lookAtLease(two);
  expect(lacking).toMatchObject({ isHere: false, missing: NEW });
  expect(leaseSentence(lacking)).toContain(`还没有版本 ${NEW}`);
  expect(served(two)).toBe(OLD);
  lay(two, NEW);
  expect(await lookAtLease(two)).toMatchObject({ missing: null });
  expect(served(two)).toBe(NEW);
  switchTo(releasesIn(one.dataDir), OLD);
  await lookAtLease(one);
  await lookAtLease(two);
  expect(served(two)).toBe(OLD);
});

test("nobody takes over who would publish the past: without the release, or an id of it in the content", async () => {
  serve(one, NEW, ["lanhe-2026-exit-1-001"]);
  await lookAtLease(one);
  pass(10 * MINUTE);
  expect(await lookAtLease(two)).toMatchObject({ isHere: false, missing: NEW });
  lay(two, NEW, ["lanhe-2026-exit-1-001", "never-written-here"]);
  expect(await lookAtLease(two)).toMatchObject({ isHere: false, missing: null });
  lay(two, NEW, idsOf(two));
  expect(idsOf(two).length).toBeGreaterThan(0);
  expect(await lookAtLease(two)).toMatchObject({ isHere: true });
});

function idsOf({ contentDir }: PublisherMachine): string[] {
  const ledger = readFileSync(join(contentDir, "ledger", "lanhe.csv"), "utf8");
  return ledger
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[0] ?? "");
}

test("a machine that starts again is the same, and another has a name of its own", () => {
  expect(machineName(one.dataDir)).toBe(one.name);
  expect(one.name).not.toBe(two.name);
});
