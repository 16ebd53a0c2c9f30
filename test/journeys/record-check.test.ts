import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Queries, tablesOf } from "#db/database.ts";
import { findChainFault } from "#db/queries/chain-check.ts";
import { insertDeskChange, updateDeskChange } from "#db/queries/desk-changes.ts";
import { insertNoticeObjection } from "#db/queries/notice-objections.ts";
import { findRecordFaults } from "#db/queries/record-check.ts";
import { appendStaffEvent } from "#db/queries/staff-events.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { recordSupervision } from "#server/services/record-supervision.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

/**
 * What leaves a record, on whichever database the house stands: somebody who may write in it
 * changes rows behind the program's back, in a transaction that is then taken back.
 */
let world: TestHouse;
let reference: string;
const CHANGE = "change-1";

beforeAll(async () => {
  world = await openTestHouse();
  const { house } = world;
  const filed = await (await post(testApp(world).app, filing(house))).json();
  reference = filed.reference;
  const clerk = recoveryClerk(house, world.passphrase);
  resultOf(await recordDeskMessage(house, clerk, reference, { text: "请问大门朝哪边开？" }));
  const order = { note: "请三日内到现场核查。", until: "2026-12-04" };
  resultOf(await recordSupervision(house, clerk, reference, order));
  const [tip] = await house.db.read.query.tips.findMany();
  const at = house.now().toISOString();
  await house.db.tx(async (queries) => {
    const about = { jurisdiction: "lanhe", announcement: "lanhe-a1" };
    await insertNoticeObjection(queries, { tipId: tip?.id ?? "", ...about });
    const row = { id: CHANGE, jurisdiction: "lanhe", change: "{}" };
    await insertDeskChange(queries, { ...row, submittedBy: "one", submittedAt: at });
    const decided = { stage: "admitted", decidedBy: "two", decidedAt: at } as const;
    await updateDeskChange(queries, { id: CHANGE, stage: "submitted" }, decided);
    const told = { at, jurisdiction: "lanhe", detail: CHANGE };
    await appendStaffEvent(queries, { ...told, act: "desk-change-submitted", actor: "one" });
    await appendStaffEvent(queries, { ...told, act: "desk-change-admitted", actor: "two" });
  });
});
afterAll(() => world.close());

let faults: string[];
beforeEach(() => {
  faults = [];
});

/** What the check finds after `tamper`, of which nothing is left behind. */
async function faultsAfter(tamper: (queries: Queries, tables: TamperedTables) => Promise<unknown>) {
  const undone = new Error("undone");
  await world.house.db
    .tx(async (queries) => {
      await tamper(queries, tablesOf(queries));
      const found = (await findRecordFaults(queries)).faults;
      faults = found.map((one) => `${one.reference} ${one.kind} ${one.fault}`);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return faults;
}
type TamperedTables = ReturnType<typeof tablesOf>;

test("what nobody touched is there as it was written, and its chain is whole", async () => {
  const { checked, faults } = await findRecordFaults(world.house.db.read);
  expect([checked, faults]).toEqual([5, []]);
  expect(await findChainFault(world.house.db.read, "tip-records")).toBeNull();
});

test("a message that was deleted is named, with its tip", async () => {
  expect(await faultsAfter((queries, { messages }) => queries.delete(messages))).toEqual([
    `${reference} message missing`,
  ]);
});

test("a body put in the place of another is named", async () => {
  const found = await faultsAfter((queries, { tips }) =>
    queries.update(tips).set({ sealedBody: Buffer.from([0]) }),
  );
  expect(found).toEqual([`${reference} body changed`]);
});

test("a message that was put in beside the program is named", async () => {
  const found = await faultsAfter((queries, { messages }) =>
    queries.insert(messages).select(
      queries
        .select({
          id: sql<string>`'forged'`.as("id"),
          tipId: messages.tipId,
          at: messages.at,
          from: messages.from,
          department: messages.department,
          sealedText: messages.sealedText,
        })
        .from(messages) as never,
    ),
  );
  expect(found).toEqual([`${reference} message unrecorded`]);
});

test("a copy of an order that was put in the place of another is named", async () => {
  const own = await faultsAfter((queries, { supervisionOrders }) =>
    queries.update(supervisionOrders).set({ sealedCopy: Buffer.from([0]) }),
  );
  expect(own).toEqual([`${reference} order changed`]);
  const forOthers = await faultsAfter((queries, { supervisionOrders }) =>
    queries.update(supervisionOrders).set({ sealedForWatch: Buffer.from([0]) }),
  );
  expect(forOthers).toEqual([`${reference} order-copy changed`]);
});

test("an objection that is gone, or put to another notice, is named", async () => {
  const gone = await faultsAfter((queries, { noticeObjections }) =>
    queries.delete(noticeObjections),
  );
  expect(gone).toEqual([`${reference} objection missing`]);
  const moved = await faultsAfter((queries, { noticeObjections }) =>
    queries.update(noticeObjections).set({ announcement: "lanhe-a2" }),
  );
  expect(moved).toEqual([`${reference} objection changed`]);
});

test("a change of departments is named by its place, gone, decided otherwise or never proposed", async () => {
  const forged = await faultsAfter((queries, { deskChanges }) =>
    queries.update(deskChanges).set({ decidedBy: "one" }).where(eq(deskChanges.id, CHANGE)),
  );
  expect(forged).toEqual(["lanhe desk-change changed"]);
  const gone = await faultsAfter((queries, { deskChanges }) => queries.delete(deskChanges));
  expect(gone).toEqual(["lanhe desk-change missing"]);
  const undecided = await faultsAfter((queries, { deskChanges }) =>
    queries.update(deskChanges).set({ decidedBy: null, decidedAt: null }),
  );
  expect(undecided).toEqual(["lanhe desk-change changed"]);
  const put = { id: "put-in", jurisdiction: "lanhe", change: "{}", stage: "admitted" };
  const never = await faultsAfter((queries, { deskChanges }) =>
    queries.insert(deskChanges).values({ ...put, submittedBy: "x", submittedAt: "" }),
  );
  expect(never).toEqual(["lanhe desk-change unrecorded"]);
});
