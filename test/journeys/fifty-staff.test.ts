import { afterAll, beforeAll, expect, test } from "vitest";
import { CHAIN_NAMES } from "#db/queries/chain.ts";
import { findChainFault } from "#db/queries/chain-check.ts";
import { findRecordFaults } from "#db/queries/record-check.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { recordDeskNote } from "#server/services/desk-notes.ts";
import { listInbox } from "#server/services/list-inbox.ts";
import { recordDeskWork } from "#server/services/record-desk-work.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { recordPresence } from "#server/services/record-presence.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

const STAFF = 50;
/** Milliseconds, on a machine that is busy with other tests. */
const PATIENCE = 120_000;
const DESK = { jurisdiction: "lanhe", department: "market-regulation" };

let world: TestHouse;
let clerks: Clerk[];
let shared: string;
let own: string[];

beforeAll(async () => {
  world = await openTestHouse();
  const { app } = testApp(world);
  const file = async (): Promise<string> =>
    (await (await post(app, filing(world.house))).json()).reference;
  const recovery = recoveryClerk(world.house, world.passphrase);
  clerks = Array.from({ length: STAFF }, (_, index) => ({ ...recovery, id: `member-${index}` }));
  shared = await file();
  own = await Promise.all(clerks.map(file));
}, PATIENCE);
afterAll(() => world.close());

test(
  "fifty of one desk at once: each act is kept once, none is lost, the trail is whole",
  async () => {
    const { house } = world;
    const results = await Promise.all(
      clerks.map(async (clerk, index) => {
        const tip = own[index] ?? "";
        const [onShared, admitted] = await Promise.all([
          actOnTip(house, clerk, shared, { act: "admit", input: {} }),
          actOnTip(house, clerk, tip, { act: "admit", input: { note: `第${index}件` } }),
          recordDeskMessage(house, clerk, shared, { text: `消息${index}` }),
          recordDeskNote(house, clerk, shared, { text: `记录${index}` }),
          recordDeskWork(house, clerk, tip, { assignee: clerk.id }),
          recordPresence(house, clerk, shared, { isWriting: false }),
        ]);
        return { onShared, admitted };
      }),
    );
    // One took the shared tip on; everybody else was told that somebody had.
    expect(results.filter(({ onShared }) => "value" in onShared)).toHaveLength(1);
    const refused = results.flatMap(({ onShared }) =>
      "refusal" in onShared ? [onShared.refusal] : [],
    );
    expect(new Set(refused)).toEqual(new Set(["conflict"]));
    expect(results.filter(({ admitted }) => "value" in admitted)).toHaveLength(STAFF);

    const [clerk] = clerks;
    if (clerk === undefined) throw new Error("no clerk");
    const view = await viewTipAtDesk(house, clerk, shared);
    if (!("value" in view)) throw new Error("not opened");
    const numbers = (prefix: string) => clerks.map((_, index) => `${prefix}${index}`).toSorted();
    expect(view.value.messages.map(({ text }) => text).toSorted()).toEqual(numbers("消息"));
    expect(view.value.notes.map(({ text }) => text).toSorted()).toEqual(numbers("记录"));
    const question = { desks: [DESK], view: "open", page: 1 };
    const { lines, views } = await listInbox(house, clerk, question);
    expect(views.find(({ id }) => id === "open")?.count).toBe(STAFF + 1);
    expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(["admitted"]));
  },
  PATIENCE,
);

test("each tip keeps the act of its own clerk, with what they said, and who has it in hand", async () => {
  const kept = await Promise.all(
    own.map(async (reference, index) => {
      const clerk = clerks[index];
      if (clerk === undefined) throw new Error("no clerk");
      const { version, status, steps, assignee } = resultOf(
        await viewTipAtDesk(world.house, clerk, reference),
      );
      return { version, status, assignee, acts: steps.map(({ act, note }) => [act, note]) };
    }),
  );
  expect(kept).toEqual(
    clerks.map(({ id }, index) => ({
      version: 2,
      status: "admitted",
      assignee: id,
      acts: [
        ["submit", null],
        ["admit", `第${index}件`],
      ],
    })),
  );
});

test("the trails have one row for everything that was answered with yes, and are whole", async () => {
  const { read } = world.house.db;
  const events = await read.query.tipEvents.findMany();
  const done = Object.groupBy(events, ({ act }) => act);
  expect(Object.keys(done).toSorted()).toEqual(["admit", "submit"]);
  expect(done.submit).toHaveLength(STAFF + 1);
  expect(done.admit).toHaveLength(STAFF + 1);
  expect(new Set(done.admit?.map(({ actor }) => actor))).toEqual(
    new Set(clerks.map(({ id }) => id)),
  );
  // Bodies, messages and notes; and nothing that was written without a record of it.
  expect(await findRecordFaults(read)).toEqual({ checked: 3 * STAFF + 1, faults: [] });
  for (const chain of CHAIN_NAMES)
    expect([chain, await findChainFault(read, chain)]).toEqual([chain, null]);
});
