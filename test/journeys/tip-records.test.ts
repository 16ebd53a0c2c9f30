import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { findRecordFaults } from "#db/queries/record-check.ts";
import { openSqlite } from "#db/sqlite.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { recordDeskNote } from "#server/services/desk-notes.ts";
import { purgeTips } from "#server/services/purge-tips.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { recordSupervision } from "#server/services/record-supervision.ts";
import { follow, post, testApp } from "#support/app.ts";
import { closeTip } from "#support/course.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";
import { type Tampered, tamperWith } from "#support/tampering.ts";

const REPORTER = { as: "named", name: "王五", phone: "13900000001" };

let world: TestHouse;
let tampered: Tampered;
let reference: string;

beforeAll(async () => {
  world = await openTestHouse();
  const { house } = world;
  const { app } = testApp(world);
  const filed = await (await post(app, filing(house, { reporter: REPORTER }))).json();
  reference = filed.reference;
  const clerk = recoveryClerk(house, world.passphrase);
  resultOf(await recordDeskMessage(house, clerk, reference, { text: "请问大门朝哪边开？" }));
  await app.request("/api/v1/tips/current/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Receipt ${filed.receipt}` },
    body: JSON.stringify({ text: "朝南。" }),
  });
  expect((await (await follow(app, filed.receipt)).json()).messages).toHaveLength(2);
  resultOf(await recordDeskNote(house, clerk, reference, { text: "先不要惊动门卫。" }));
  const order = { note: "请三日内到现场核查。", until: "2026-12-04" };
  resultOf(await recordSupervision(house, clerk, reference, order));
  await house.db.settle?.();
});
afterAll(() => world.close());
beforeEach(() => {
  tampered = tamperWith(world.folder);
  return () => tampered.drop();
});

async function faults() {
  const db = openSqlite(join(tampered.folder, "data", "tips.sqlite"));
  try {
    const found = (await findRecordFaults(db.read)).faults;
    return found.map((one) => `${one.reference} ${one.kind} ${one.fault}`);
  } finally {
    await db.close();
  }
}

test("what nobody touched is all there: body, name, messages, note and order", async () => {
  const { checked, faults: found } = await findRecordFaults(world.house.db.read);
  expect([checked, found]).toEqual([7, []]);
  expect(await findChainFault(world.house.db.read, "tip-records")).toBeNull();
});

test.each([
  ["a message", "messages", ["message"]],
  ["a note of the desk", "desk_notes", ["desk-note"]],
  ["an order with its copy", "supervision_orders", ["order", "order-copy"]],
])("%s that was deleted is named, with its tip", async (_, table, kinds) => {
  tampered.sql(`delete from ${table} where id = (select min(id) from ${table})`);
  expect(await faults()).toEqual(kinds.map((kind) => `${reference} ${kind} missing`));
});

test("a message put at another day, or as somebody else's, is named", async () => {
  tampered.sql(`update messages set "from" = 'desk' where "from" = 'reporter'`);
  expect(await faults()).toEqual([`${reference} message changed`]);
});

test("a body and a name that were put in the place of others are named", async () => {
  tampered.sql("update tips set sealed_body = x'00', sealed_identity = x'01'");
  expect(await faults()).toEqual([`${reference} body changed`, `${reference} identity changed`]);
});

test("a message that was put in beside the program is named", async () => {
  tampered.sql(
    `insert into messages select 'forged', tip_id, at, "from", department, sealed_text
     from messages limit 1`,
  );
  expect(await faults()).toEqual([`${reference} message unrecorded`]);
});

test("whoever deletes the record with the message breaks its chain", async () => {
  tampered.sql("delete from tip_records where kind = 'message'");
  tampered.sql("delete from messages");
  const { chains } = await tampered.check();
  const broken = chains.find(({ chain }) => chain === "tip-records");
  expect(broken).toMatchObject({ fault: expect.anything() });
});

test("a tip that is said to be purged without its event is not explained", async () => {
  tampered.sql("update tips set purged_at = '2026-11-21T02:00:00.000Z'");
  tampered.sql("delete from messages");
  expect(await faults()).toEqual(Array(2).fill(`${reference} message missing`));
});

test("a tip whose time is over is gone for a reason", async () => {
  const old = await openTestHouse();
  const days = { received: "2026-11-23", found: "2026-11-24", closed: "2026-11-25" };
  await closeTip(old, days, "unsubstantiated", { reporter: REPORTER });
  old.clock.now = new Date("2030-06-01T02:00:00Z");
  await purgeTips(old.house);
  const { read } = old.house.db;
  expect((await read.query.tips.findMany())[0]?.purgedAt).toEqual(expect.any(String));
  expect((await findRecordFaults(read)).faults).toEqual([]);
  await old.close();
});

test("the database refuses to change or delete what was recorded", () => {
  const raw = new Sqlite(join(world.folder, "data", "tips.sqlite"));
  for (const text of ["update tip_records set digest = ''", "delete from tip_records"])
    expect(() => raw.exec(text)).toThrow("append-only");
  raw.close();
});
