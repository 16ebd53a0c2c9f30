import { afterAll, beforeAll, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { newKeyPair } from "#server/secrets/sealing.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, onlyFor, recoveryClerk } from "#server/services/desk.ts";
import { listClocks } from "#server/services/list-clocks.ts";
import { recordSupervision } from "#server/services/record-supervision.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let tip: { reference: string; receipt: string };
const LEAD = "market-regulation";

const NO_KEYS = async () => null;
/** Somebody of the coordinating body: may supervise, holds no key of any desk. */
const coordinator: Clerk = {
  id: "coordinator-member",
  opener: NO_KEYS,
  own: newKeyPair(),
  may: (permission, { jurisdiction }) => permission === "supervise" && jurisdiction === "lanhe",
};
const order = (input: object, clerk = coordinator) =>
  recordSupervision(world.house, clerk, tip.reference, input);
const WORDS = { note: "请三日内到现场核查。", until: "2027-02-05" };

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  tip = await (await post(app, filing(world.house))).json();
  world.clock.now = new Date("2027-02-01T02:00:00Z");
});
afterAll(() => world.close());

test("the coordinating body sees what is overdue at which desk, and nothing of what it says", async () => {
  const grants = [{ role: "coordinator", jurisdiction: "lanhe" }] as const;
  const member = { id: "c", account: "c", name: "c", grants };
  const { due, loads } = await listClocks(world.house, member, NO_KEYS);
  expect(due).toContainEqual(
    expect.objectContaining({ reference: tip.reference, department: LEAD, stage: "overdue" }),
  );
  expect(loads).toContainEqual({ jurisdiction: "lanhe", department: LEAD, open: 1, overdue: 1 });
  expect(JSON.stringify({ due, loads })).not.toContain("中频炉");
  const elsewhere = {
    ...member,
    grants: [{ role: "coordinator", jurisdiction: "other" }] as const,
  };
  expect(await listClocks(world.house, elsewhere, NO_KEYS)).toEqual({
    due: [],
    loads: [],
    unvisited: [],
    orders: [],
  });
});

test("an order wants words and a day; somebody from elsewhere finds no such tip", async () => {
  expect(await order({})).toMatchObject({
    refusal: "invalid",
    problems: [
      { field: "note", message: "请写明要求承办部门做什么。" },
      { field: "until", message: "请填写最迟哪天答复，要在今天之后。" },
    ],
  });
  const stranger: Clerk = { ...coordinator, may: () => false };
  expect(await order(WORDS, stranger)).toMatchObject({ refusal: "not-found" });
});

test("the desk in charge reads the order; the reporter learns of it, not its words", async () => {
  expect(await order(WORDS)).toEqual({ value: { reference: tip.reference } });
  const clerk = recoveryClerk(world.house, world.passphrase);
  const lead = { ...clerk, opener: onlyFor(LEAD, clerk.opener) };
  expect(await viewTipAtDesk(world.house, lead, tip.reference)).toMatchObject({
    value: { orders: [{ by: "miit", answerBy: WORDS.until, text: WORDS.note }] },
  });
  const supporting = { ...clerk, opener: onlyFor("miit", clerk.opener) };
  expect(await viewTipAtDesk(world.house, supporting, tip.reference)).toMatchObject({
    value: { orders: [{ text: null }] },
  });
  const seen = await (await follow(app, tip.receipt)).json();
  expect(seen.steps.at(-1)).toMatchObject({ act: "supervise", by: "miit", note: null });
  expect(JSON.stringify(seen)).not.toContain(WORDS.note);
  expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
});

test("what is over is not supervised any more", async () => {
  const clerk = recoveryClerk(world.house, world.passphrase);
  const input = { note: "重复", ground: "与前件相同", elsewhere: "无" };
  await actOnTip(world.house, clerk, tip.reference, { act: "decline", input });
  expect(await order(WORDS)).toMatchObject({ refusal: "conflict" });
});
