import { afterAll, beforeAll, expect, test } from "vitest";
import { type Grant, mayDo } from "#domain/staff-role.ts";
import { newKeyPair } from "#server/secrets/sealing.ts";
import type { Clerk } from "#server/services/desk.ts";
import { listClocks } from "#server/services/list-clocks.ts";
import { listUnwatched } from "#server/services/list-unwatched.ts";
import { recordSupervision } from "#server/services/record-supervision.ts";
import { follow, testApp } from "#support/app.ts";
import { fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember } from "#support/staff.ts";

let world: TestHouse;
let plain: { reference: string; receipt: string };
let kept: { reference: string; receipt: string };
const DESK = "market-regulation";
const WORDS = { note: "请三日内到现场核查。", until: "2027-02-05" };

const COORDINATOR: Grant = { role: "coordinator", jurisdiction: "lanhe" };
const ABOVE: Grant = { role: "deskLead", jurisdiction: "lanhe", department: "government" };
const AT_DESK: Grant = { role: "handler", jurisdiction: "lanhe", department: DESK };

beforeAll(async () => {
  world = await openTestHouse();
  plain = await fileTip(world, "2026-11-02T02:00:00Z");
  kept = await fileTip(world, "2026-11-02T03:00:00Z", { exclude: ["miit"] });
  world.clock.now = new Date("2027-02-01T02:00:00Z");
});
afterAll(() => world.close());

const seenBy = async (...grants: Grant[]) => {
  const member = { id: "m", account: "m", name: "m", grants };
  const { due, loads } = await listClocks(world.house, member, async () => null);
  const at = (department: string) => loads.find((load) => load.department === department);
  return {
    references: [...new Set(due.map(({ reference }) => reference))],
    mayOrder: new Set(due.filter(({ mayOrder }) => mayOrder).map(({ reference }) => reference)),
    open: at(DESK)?.open,
    overdue: at(DESK)?.overdue,
  };
};
const orderOf = (grant: Grant, { reference }: { reference: string }) => {
  const clerk: Clerk = {
    id: "watcher",
    opener: async () => null,
    own: newKeyPair(),
    may: (permission, place) => mayDo({ grants: [grant] }, permission, place),
  };
  return recordSupervision(world.house, clerk, reference, WORDS);
};

test("the coordinating body that a reporter keeps out sees neither the number nor the count", async () => {
  expect(await seenBy(COORDINATOR)).toEqual({
    references: [plain.reference],
    mayOrder: new Set([plain.reference]),
    open: 1,
    overdue: 1,
  });
});

test("the lead of the body above it sees that tip, and no other", async () => {
  expect(await seenBy(ABOVE)).toEqual({
    references: [kept.reference],
    mayOrder: new Set([kept.reference]),
    open: 1,
    overdue: 1,
  });
});

test("the desk sees its own tips, both of them, and orders nobody", async () => {
  const { references, mayOrder, open } = await seenBy(AT_DESK);
  expect([references, mayOrder.size, open]).toEqual([[plain.reference, kept.reference], 0, 2]);
});

test("who is kept out finds no such tip to order anything about, as with a number nobody has", async () => {
  const missing = await orderOf(COORDINATOR, { reference: "LH-2026-009999" });
  expect(missing).toMatchObject({ refusal: "not-found" });
  expect(await orderOf(COORDINATOR, kept)).toEqual(missing);
  expect(await orderOf(ABOVE, plain)).toEqual(missing);
});

test("the body above orders the desk to act, in its own name, and the reporter is told who did", async () => {
  expect(await orderOf(ABOVE, kept)).toEqual({ value: { reference: kept.reference } });
  const { app } = testApp(world);
  const { steps } = await (await follow(app, kept.receipt)).json();
  expect(steps.at(-1)).toMatchObject({ act: "supervise", by: "government" });
});

test("somebody for one area watches over the tips of that area alone", async () => {
  const elsewhere = await seenBy({ ...COORDINATOR, area: "990199" });
  expect(elsewhere).toMatchObject({ references: [], open: undefined });
  const here = await seenBy({ ...COORDINATOR, area: "990102" });
  expect(here.references).toEqual([plain.reference]);
});

test("the auditor learns how many nobody can watch over, until somebody has the role", async () => {
  expect(await listUnwatched(world.house)).toEqual([{ jurisdiction: "lanhe", count: 2 }]);
  const administrator = await makeAdministrator(world);
  await makeMember(world, administrator, "office", [COORDINATOR]);
  expect(await listUnwatched(world.house)).toEqual([{ jurisdiction: "lanhe", count: 1 }]);
  await makeMember(world, administrator, "above", [ABOVE]);
  expect(await listUnwatched(world.house)).toEqual([]);
});
