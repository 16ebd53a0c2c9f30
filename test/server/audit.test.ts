import { execFile } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/database.ts";
import { appendTipEvent } from "#db/queries/tip-events.ts";
import { openSqlite } from "#db/sqlite.ts";
import { headFolder } from "#server/secrets/head-files.ts";
import { openKeyring, rotateKey } from "#server/secrets/keyring.ts";
import { signChains } from "#server/signed-database.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { CHAINED_TABLES, type Tampered, tamperWith } from "#support/tampering.ts";

/** Filings of the house that is tampered with; an event each. */
const EVENTS = 20;
const EARLIER = 12;

let world: TestHouse;
/** The heads as they were after the first `EARLIER` events. */
let earlierHeads: string;
let tampered: Tampered;

/** A house whose chains are signed as those of a running server are. */
async function signedHouse(plain: TestHouse): Promise<TestHouse> {
  const { db, keyring } = plain.house;
  const signed = await signChains(db, join(plain.folder, "secrets"), keyring.signing);
  return { ...plain, house: { ...plain.house, db: signed } };
}

async function file(into: TestHouse, count: number): Promise<void> {
  const { app } = testApp(into);
  for (let index = 0; index < count; index += 1) {
    expect((await post(app, filing(into.house))).status).toBe(201);
  }
}

/** Opens the database of a folder again, as a server does that is started there. */
async function reopened(folder: string): Promise<Database> {
  const secrets = join(folder, "secrets");
  const { signing } = openKeyring(secrets).keyring;
  return await signChains(openSqlite(join(folder, "data", "tips.sqlite")), secrets, signing);
}

/** Appends an event like the first one. */
async function appendAnother(db: Database): Promise<void> {
  const [event] = await db.read.query.tipEvents.findMany({ limit: 1 });
  if (event === undefined) throw new Error("no event");
  await db.tx((queries) => appendTipEvent(queries, event));
}

beforeAll(async () => {
  world = await signedHouse(await openTestHouse());
  await file(world, EARLIER);
  await world.house.db.close();
  earlierHeads = join(world.folder, "earlier-heads");
  cpSync(headFolder(join(world.folder, "secrets")), earlierHeads, { recursive: true });
  const db = await reopened(world.folder);
  const again = { ...world, house: { ...world.house, db } };
  await file(again, EVENTS - EARLIER);
  await db.close();
});
afterAll(() => rmSync(world.folder, { recursive: true, force: true }));
beforeEach(() => {
  tampered = tamperWith(world.folder);
});
afterEach(() => tampered.drop());

async function faultOf(chain = "tip-events") {
  const { chains } = await tampered.check();
  return chains.find((report) => report.chain === chain)?.fault ?? null;
}

test("what nobody touched is whole, every row signed as it was written", async () => {
  const { chains, forgedHeads, damagedHeads } = await tampered.check();
  expect(chains[0]).toMatchObject({ chain: "tip-events", rows: EVENTS, fault: null, adopted: [] });
  expect([forgedHeads, damagedHeads]).toEqual([[], []]);
});

test("heads hold no word of a tip and are for the owner alone", () => {
  const folder = headFolder(join(world.folder, "secrets"));
  const [name = ""] = readdirSync(folder);
  expect(readFileSync(join(folder, name), "utf8")).not.toMatch(/LH-2026|lanhe|reporter/);
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test.each(CHAINED_TABLES)("the database refuses to change or delete rows of %s", (table) => {
  const raw = new Sqlite(join(world.folder, "data", "tips.sqlite"));
  const triggers = raw
    .prepare("select sql from sqlite_master where type = 'trigger' and tbl_name = ?")
    .all(table) as { sql: string }[];
  raw.close();
  const refused = triggers.map(({ sql }) => /BEFORE (UPDATE|DELETE)/.exec(sql)?.[1]).toSorted();
  expect(refused).toEqual(["DELETE", "UPDATE"]);
});

test("a changed row", async () => {
  tampered.sql("update tip_events set at = '2020-01-01T00:00:00.000Z' where position = 7");
  expect(await faultOf()).toEqual({ position: 7, kind: "changed" });
});

test("a changed sealed note, and a changed name of who acted", async () => {
  tampered.sql("update tip_events set actor = 'somebody' where position = 9");
  expect(await faultOf()).toEqual({ position: 9, kind: "changed" });
  tampered.sql("update tip_events set sealed_note = x'00' where position = 8");
  expect(await faultOf()).toEqual({ position: 8, kind: "changed" });
});

test("a row deleted in the middle, and the first row", async () => {
  tampered.sql("delete from tip_events where position = 7");
  expect(await faultOf()).toEqual({ position: 7, kind: "removed" });
  tampered.sql("delete from tip_events where position = 1");
  expect(await faultOf()).toEqual({ position: 1, kind: "removed" });
});

test("two rows that changed places", async () => {
  for (const [from, to] of [
    [7, 99],
    [8, 7],
    [99, 8],
  ]) {
    tampered.sql("update tip_events set position = ? where position = ?", to, from);
  }
  expect(await faultOf()).toEqual({ position: 7, kind: "reordered" });
});

test("a row changed together with its hash", async () => {
  tampered.forge(3, { by: "miit" });
  const fault = await faultOf();
  expect(fault).not.toBeNull();
  expect([3, 4]).toContain(fault?.position);
});

test("a row changed, and every hash after it made to fit", async () => {
  tampered.forge(3, { by: "miit" }, true);
  const fault = await faultOf();
  expect(fault?.kind).toBe("not-as-signed");
  expect(fault?.position).toBeGreaterThanOrEqual(3);
  expect(fault?.position).toBeLessThanOrEqual(EARLIER);
});

test("a cut tail, seen by the count in the database", async () => {
  tampered.sql("delete from tip_events where position > 15");
  expect(await faultOf()).toEqual({ position: 16, kind: "cut" });
});

test("a cut tail together with its count, seen by the signed heads", async () => {
  tampered.sql("delete from tip_events where position > 15");
  tampered.sql("update number_series set last = 15 where id = 'tip-events'");
  expect(await faultOf()).toEqual({ position: 16, kind: "cut" });
});

test("everything put back to an older state is seen only by a head written down elsewhere", async () => {
  const [{ head } = { head: null }] = (await tampered.check()).chains;
  tampered.sql("delete from tip_events where position > ?", EARLIER);
  tampered.sql("update number_series set last = ? where id = 'tip-events'", EARLIER);
  cpSync(earlierHeads, headFolder(join(tampered.folder, "secrets")), { recursive: true });
  expect(await faultOf()).toBeNull();
  const { chains } = await tampered.check(head === null ? [] : [head]);
  expect(chains[0]?.fault).toEqual({ position: EARLIER + 1, kind: "cut" });
});

test("an older database that was worked on again", async () => {
  tampered.sql("delete from tip_events where position > ?", EARLIER);
  tampered.sql("update number_series set last = ? where id = 'tip-events'", EARLIER);
  const db = await reopened(tampered.folder);
  for (let count = EARLIER; count < EVENTS; count += 1) await appendAnother(db);
  await db.close();
  const fault = await faultOf();
  expect(fault?.kind).toBe("not-as-signed");
  expect(fault?.position).toBeGreaterThan(EARLIER);

  // What the operator does who has restored a backup knowingly (docs/operations.md).
  const heads = headFolder(join(tampered.folder, "secrets"));
  renameSync(heads, `${heads}-before`);
  await (await reopened(tampered.folder)).close();
  const { chains } = await tampered.check();
  expect(chains[0]).toMatchObject({ fault: null, adopted: [[1, EVENTS]] });
});

test("a forged row that fits the chain but that no server has signed", async () => {
  tampered.sql(`insert into tip_events
    (position, tip_id, at, act, status, by, actor, sealed_note, previous_hash, hash)
    select 21, tip_id, at, act, status, by, actor, sealed_note, previous_hash, hash
    from tip_events where position = 20`);
  tampered.forge(21, { act: "decline" });
  tampered.sql("update number_series set last = 21 where id = 'tip-events'");
  expect(await faultOf()).toEqual({ position: 21, kind: "unsigned" });
});

test("heads that are missing, left out, changed, or signed by somebody else", async () => {
  tampered.headLines((line, index) => (index === 0 ? null : line));
  expect(await faultOf()).toEqual({ position: 1, kind: "unsigned" });
  rmSync(headFolder(join(tampered.folder, "secrets")), { recursive: true });
  expect(await faultOf()).toEqual({ position: 1, kind: "heads-missing" });
});

test("a head whose signature does not hold is named by file and line", async () => {
  tampered.headLines((line, index) => (index === 0 ? line.replace("[[1,", "[[0,") : line));
  const { forgedHeads } = await tampered.check();
  expect(forgedHeads).toEqual([expect.stringMatching(/\.jsonl:1$/)]);
});

test("a line cut short by a crash spoils neither the check nor the next line", async () => {
  const folder = headFolder(join(tampered.folder, "secrets"));
  const [name = ""] = readdirSync(folder);
  appendFileSync(join(folder, name), '{"at":"2026-');
  const db = await reopened(tampered.folder);
  await appendAnother(db);
  await db.close();
  const { chains, damagedHeads } = await tampered.check();
  expect(chains[0]).toMatchObject({ rows: EVENTS + 1, fault: null, adopted: [] });
  expect(damagedHeads).toHaveLength(1);
});

test("what a killed server had not signed yet is told apart once it is started again", async () => {
  const unsigned = openSqlite(join(tampered.folder, "data", "tips.sqlite"));
  await appendAnother(unsigned);
  await unsigned.close();
  expect(await faultOf()).toEqual({ position: EVENTS + 1, kind: "unsigned" });
  await (await reopened(tampered.folder)).close();
  const { chains } = await tampered.check();
  expect(chains[0]).toMatchObject({ fault: null, adopted: [[EVENTS + 1, EVENTS + 1]] });
});

test("heads signed with a key that was replaced still hold", async () => {
  rotateKey(join(tampered.folder, "secrets"), "signing", new Date());
  expect(await faultOf()).toBeNull();
  expect((await tampered.check()).forgedHeads).toEqual([]);
});

test("two hundred filings at once flush a few lines, not two hundred", async () => {
  const busy = await signedHouse(await openTestHouse());
  const { app } = testApp(busy);
  await Promise.all(Array.from({ length: 200 }, () => post(app, filing(busy.house))));
  await busy.house.db.close();
  const folder = headFolder(join(busy.folder, "secrets"));
  const [name = ""] = readdirSync(folder);
  const lines = readFileSync(join(folder, name), "utf8").trim().split("\n");
  expect(lines.length).toBeLessThan(40);
  expect(JSON.parse(lines.at(-1) ?? "").heads["tip-events"][0]).toBe(200);
  rmSync(busy.folder, { recursive: true, force: true });
});

test("the command says what is wrong and where, and its code tells whole from broken", async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["scripts/audit-verify.ts", ...args], {
      env: {
        PATH: process.env.PATH,
        DATA_DIR: join(tampered.folder, "data"),
        SECRETS_DIR: join(tampered.folder, "secrets"),
      },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
      ({ code, stdout, stderr }) => ({ code: Number(code), text: `${stdout}${stderr}` }),
    );
  const [{ head } = { head: null }] = (await tampered.check()).chains;
  const written = `tip-events:${head?.position}:${head?.hash}`;
  const whole = await run("--head", written);
  expect(whole).toMatchObject({ code: 0, text: expect.stringContaining("20 条，完整") });
  expect(whole.text).toContain(`末条 ${written}`);
  tampered.sql("delete from tip_events where position = 7");
  expect(await run()).toMatchObject({ code: 1, text: expect.stringContaining("第 7 条有问题") });
  expect((await run("--head", "tip-events:20")).code).toBe(2);
});
