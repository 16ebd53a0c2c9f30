import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { findChainFault } from "#db/queries/chain-check.ts";
import { KEPT_TABLES, PURGED_TABLES } from "#db/queries/purges.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { createServices } from "#server/services/index.ts";
import { MINUTES_SPENT } from "#server/services/proofs.ts";
import { listDuePurges, purgeTips } from "#server/services/purge-tips.ts";
import { HOURS_KEPT } from "#server/services/repeat-filing.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { attach, follow, type TestApp, testApp } from "#support/app.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { photo } from "#support/evidence.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

/** The small content keeps a tip for 24 months. */
const ENDED = "2024-03-04T02:00:00Z";
const LAST_DAY = "2026-03-03T02:00:00Z";
const OVER = "2026-03-04T02:00:00Z";

let world: TestHouse;
let app: TestApp;
let declined: FiledTip;
let leading: FiledTip;
let merged: FiledTip;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  declined = await fileTip(world, "2024-03-01T02:00:00Z", {
    reporter: { as: "named", name: "欧阳举报", phone: "13912345678" },
    exclude: ["landong-government"],
  });
  const services = createServices(world.house);
  await services.recordReporterMessage(declined.receipt, null, { text: "补充一句" });
  expect((await attach(app, declined.receipt, await photo())).status).toBe(201);
  leading = await fileTip(world, "2024-03-01T03:00:00Z");
  merged = await fileTip(world, "2024-03-01T04:00:00Z");
  await drive(world, merged, [["2024-03-02T02:00:00Z", "merge", { into: leading.reference }]]);
  await drive(world, declined, [[ENDED, "decline"]]);
});
afterAll(() => world.close());

async function rowOf({ reference }: FiledTip) {
  const rows = await world.house.db.read.query.tips.findMany();
  const row = rows.find((tip) => tip.reference === reference);
  if (row === undefined) throw new Error(`no tip ${reference}`);
  return row;
}

/** Everything sealed of a tip, as it lies on the disk. */
async function sealedBytesOf(tip: FiledTip): Promise<Buffer[]> {
  const { id, sealedBody, sealedIdentity } = await rowOf(tip);
  const { query } = world.house.db.read;
  const ofTip = <T extends { tipId: string }>(rows: T[]) => rows.filter((row) => row.tipId === id);
  const keys = ofTip(await query.tipKeys.findMany()).map((row) => row.sealed);
  const texts = ofTip(await query.messages.findMany()).map((row) => row.sealedText);
  const files = ofTip(await query.attachments.findMany()).map((row) => row.sealedManifest);
  const all = [sealedBody, sealedIdentity ?? Buffer.alloc(0), ...keys, ...texts, ...files];
  // Past the header, which is the same for many.
  return all.map((bytes) => bytes.subarray(12, 44)).filter((bytes) => bytes.length === 32);
}

/** How many of these can be found in a file of the house. */
function foundOnDisk(pieces: readonly Buffer[]): number {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return pieces.filter((piece) => files.some((file) => file.includes(piece))).length;
}

const sealedFiles = () =>
  readdirSync(join(world.folder, "data", "attachments"), {
    recursive: true,
    withFileTypes: true,
  }).filter((entry) => entry.isFile()).length;

test("every table that keeps something of a tip is either purged with it or kept on purpose", () => {
  const ofTips = Object.entries(tablesOf(world.house.db.read))
    .filter(([, table]) => "tipId" in table)
    .map(([name]) => name);
  expect(ofTips.toSorted()).toEqual([...PURGED_TABLES, ...KEPT_TABLES].toSorted());
});

test("nothing is purged before its day, nor while it is under way", async () => {
  world.clock.now = new Date(LAST_DAY);
  expect(await purgeTips(world.house)).toEqual([]);
  world.clock.now = new Date(OVER);
  expect(await listDuePurges(world.house)).toEqual([
    { reference: declined.reference, endedOn: "2024-03-04", keptUntil: "2026-03-04" },
  ]);
  expect(await rowOf(declined)).toHaveProperty("purgedAt", null);
});

test("on its day the content is destroyed, its keys first, and no byte of it is left", async () => {
  const pieces = await sealedBytesOf(declined);
  expect(pieces.length).toBeGreaterThanOrEqual(7);
  if (inject("houses") === "sqlite") expect(foundOnDisk(pieces)).toBe(pieces.length);
  expect(sealedFiles()).toBeGreaterThan(0);

  // Two servers at once: one does it.
  const done = await Promise.all([purgeTips(world.house), purgeTips(world.house)]);
  expect(done.flat().map(({ reference }) => reference)).toEqual([declined.reference]);

  if (inject("houses") === "sqlite") {
    expect(foundOnDisk(pieces)).toBe(0);
    expect(statSync(join(world.folder, "data", "tips.sqlite-wal")).size).toBe(0);
  }
  expect(sealedFiles()).toBe(0);
  const { id } = await rowOf(declined);
  for (const name of PURGED_TABLES) {
    const rows = await world.house.db.read.select().from(tablesOf(world.house.db.read)[name]);
    expect(rows.filter((row) => row.tipId === id)).toEqual([]);
  }
});

test("a tombstone stays that still counts, and the trail says who did it and holds", async () => {
  const row = await rowOf(declined);
  expect(row).toMatchObject({
    jurisdiction: "lanhe",
    category: "ditiaogang",
    area: "990102",
    isNamed: true,
    status: "declined",
    purgedAt: new Date(OVER).toISOString(),
    sealedIdentity: null,
  });
  expect(row.sealedBody).toHaveLength(0);
  const { tipDesks, tipEvents } = await world.house.db.read.query;
  const desks = await tipDesks.findMany();
  expect(desks.filter(({ tipId }) => tipId === row.id).length).toBeGreaterThan(0);
  const events = (await tipEvents.findMany()).filter(({ tipId }) => tipId === row.id);
  expect(events.map(({ act, by, actor }) => [act, by, actor])).toEqual([
    ["submit", "reporter", "reporter"],
    ["decline", "miit", "recovery"],
    ["purge", "server", "purge"],
  ]);
  expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
});

test("its receipt gets a clear sentence, and so does the desk", async () => {
  const answer = await follow(app, declined.receipt);
  expect(answer.status).toBe(410);
  const { errors } = await answer.json();
  expect(errors).toEqual([{ field: "receipt", message: expect.stringContaining("已满保存期限") }]);
  expect(errors[0].message).toContain(`${declined.reference} 不予受理`);
  const clerk = recoveryClerk(world.house, world.passphrase);
  expect(await viewTipAtDesk(world.house, clerk, declined.reference)).toHaveProperty(
    "refusal",
    "gone",
  );
});

test("a merged tip is kept as long as the one it was merged into", async () => {
  await drive(world, leading, [
    ["2026-03-05T02:00:00Z", "admit"],
    ["2026-03-06T02:00:00Z", "verify"],
    ["2026-03-07T02:00:00Z", "find", { finding: "unsubstantiated" }],
    ["2026-03-08T02:00:00Z", "reply"],
    ["2026-03-09T02:00:00Z", "close"],
  ]);
  world.clock.now = new Date("2028-03-08T02:00:00Z");
  expect(await listDuePurges(world.house)).toEqual([]);
  world.clock.now = new Date("2028-03-09T02:00:00Z");
  const done = await purgeTips(world.house);
  expect(done.map(({ reference }) => reference).toSorted()).toEqual(
    [leading.reference, merged.reference].toSorted(),
  );
  const answer = await (await follow(app, leading.receipt)).json();
  expect(answer.errors[0].message).toContain("不属实");
  expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
});

test("what the privacy page says of shorter terms is what the server does", () => {
  const page = readFileSync("src/pages/privacy.astro", "utf8");
  expect(page).toContain(`加密保存${HOURS_KEPT}小时`);
  expect(page).toContain(`记号保存${MINUTES_SPENT / 60}小时`);
});
