import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deletePresencesBefore } from "#db/queries/desk-work.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { recordDeskNote } from "#server/services/desk-notes.ts";
import { listInbox, listInboxOrder } from "#server/services/list-inbox.ts";
import { recordDeskWork } from "#server/services/record-desk-work.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { recordPresence } from "#server/services/record-presence.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let clerk: Clerk;
const DESKS = [{ jurisdiction: "lanhe", department: "market-regulation" }];

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  clerk = recoveryClerk(world.house, world.passphrase);
});
afterAll(() => world.close());

async function file(more: Record<string, unknown> = {}) {
  const tip: { reference: string; receipt: string } = await (
    await post(app, filing(world.house, more))
  ).json();
  return tip;
}
const inbox = (more: Record<string, unknown> = {}, who = clerk) =>
  listInbox(world.house, who, { desks: DESKS, view: "open", page: 1, ...more });
const references = async (more: Record<string, unknown> = {}) =>
  (await inbox(more)).lines.map(({ reference }) => reference);
const write = (receipt: string, text: string) =>
  app.request("/api/v1/tips/current/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Receipt ${receipt}` },
    body: JSON.stringify({ text }),
  });

describe("the inbox of a desk", () => {
  let first: { reference: string; receipt: string };
  let second: { reference: string; receipt: string };

  beforeAll(async () => {
    first = await file({ subject: { name: "东山 铸造厂" } });
    world.clock.now = new Date("2026-11-23T02:00:00Z");
    second = await file({ area: undefined, subject: { name: "西河轧钢" } });
  });

  test("shows what is due first, with whom it is about and the days left", async () => {
    const { lines, views } = await inbox();
    expect(lines.map(({ reference }) => reference)).toEqual([first.reference, second.reference]);
    expect(lines[0]).toMatchObject({
      subject: { name: "东山 铸造厂" },
      age: 2,
      status: "received",
      clock: { state: "running" },
    });
    expect(lines[0]?.daysLeft).toBeGreaterThan(0);
    expect(views.find(({ id }) => id === "new")?.count).toBe(2);
  });

  test("has the order of its lines without opening them, and nothing for whoever may not read", async () => {
    const question = { desks: DESKS, view: "new", page: 7 };
    const order = (who: Clerk) => listInboxOrder(world.house, who, question);
    expect(await order(clerk)).toEqual([first.reference, second.reference]);
    expect(await order({ ...clerk, may: () => false })).toEqual([]);
    expect(await listInboxOrder(world.house, clerk, { ...question, view: "ended" })).toEqual([]);
  });

  test("keeps the tips that came first where there are too many to look at", async () => {
    const question = { desks: DESKS, view: "open", page: 1 };
    const cut = await listInbox(world.house, clerk, question, { mostOpen: 1 });
    expect(cut.lines.map(({ reference }) => reference)).toEqual([first.reference]);
    expect(cut.isCut).toBe(true);
    expect((await inbox()).isCut).toBe(false);
  });

  test("shows nothing to somebody who may not read at that desk", async () => {
    const blind: Clerk = { ...clerk, may: () => false };
    expect((await inbox({}, blind)).lines).toEqual([]);
  });

  test("answers to a number that is somebody else's as to one that nobody has", async () => {
    const blind: Clerk = { ...clerk, may: () => false };
    const view = (reference: string) => viewTipAtDesk(world.house, blind, reference);
    expect(await view(first.reference)).toMatchObject({ refusal: "not-found" });
    expect(await view(first.reference)).toEqual(await view("LH-2026-999999"));
  });

  test("is narrowed by area, reference and day", async () => {
    expect(await references({ area: "990102" })).toEqual([first.reference]);
    expect(await references({ reference: second.reference.toLowerCase() })).toEqual([
      second.reference,
    ]);
    expect(await references({ from: "2026-11-22" })).toEqual([second.reference]);
    expect(await references({ to: "2026-11-21" })).toEqual([first.reference]);
    expect(await references({ category: "noise" })).toEqual([]);
  });

  test("finds an open tip by a part of the enterprise's name, also before anybody opened it", async () => {
    for (const enterprise of ["东山铸造厂", "东山", "山 铸"]) {
      expect(await references({ enterprise })).toEqual([first.reference]);
    }
    expect(await references({ enterprise: "东山铸铁" })).toEqual([]);
    expect(await references({ enterprise: "东山", category: "noise" })).toEqual([]);
    const blind: Clerk = { ...clerk, opener: async () => null };
    expect((await inbox({ enterprise: "东山" }, blind)).lines).toEqual([]);
  });

  test("counts unread messages until the tip is opened", async () => {
    world.clock.now = new Date("2026-11-23T03:00:00Z");
    await write(second.receipt, "昨晚又开炉了。");
    expect(await references({ view: "unread" })).toEqual([second.reference]);
    world.clock.now = new Date("2026-11-23T03:01:00Z");
    await recordPresence(world.house, clerk, second.reference, { isWriting: true });
    expect(await references({ view: "unread" })).toEqual([]);
    const line = (await inbox()).lines.find(({ reference }) => reference === second.reference);
    expect(line?.viewers).toEqual([{ memberId: "recovery", isWriting: true }]);
    world.clock.now = new Date("2026-11-23T03:03:00Z");
    expect((await inbox()).lines.flatMap(({ viewers }) => viewers)).toEqual([]);
    const now = world.house.now().toISOString();
    await world.house.db.once("test", (queries) => deletePresencesBefore(queries, now));
    expect(await world.house.db.read.query.tipPresences.findMany()).toEqual([]);
  });

  test("tells who else has a tip open; a page that merely stays open reads no messages", async () => {
    await write(second.receipt, "今晚又开了。");
    const stays = { isWriting: false, hasRead: false };
    const said = await recordPresence(world.house, clerk, second.reference, stays);
    expect(said).toMatchObject({ value: { viewers: [], messages: 2 } });
    expect(await references({ view: "unread" })).toEqual([second.reference]);
    const other: Clerk = { ...clerk, id: "other" };
    expect(await recordPresence(world.house, other, second.reference, stays)).toMatchObject({
      value: { viewers: [{ memberId: "recovery", isWriting: false }] },
    });
    await recordPresence(world.house, clerk, second.reference, { isWriting: false });
    expect(await references({ view: "unread" })).toEqual([]);
  });

  test("refuses to write over what a colleague has written since, and says what stands there", async () => {
    const work = (input: object) => recordDeskWork(world.house, clerk, first.reference, input);
    await work({ snoozedUntil: "2026-11-30" });
    const seen = { snoozedUntil: "2026-11-28", assignee: "somebody" };
    expect(await work({ snoozedUntil: null, seen })).toMatchObject({
      refusal: "conflict",
      problems: [
        { field: "assignee", message: expect.stringContaining("改成了不分派") },
        { field: "snoozedUntil", message: expect.stringContaining("2026-11-30") },
      ],
    });
    expect(
      await work({ snoozedUntil: null, seen: { snoozedUntil: "2026-11-30", assignee: null } }),
    ).toMatchObject({ value: { reference: first.reference } });
  });

  test("lays a tip aside until a day, and gives it to a colleague of the desk alone", async () => {
    const work = (input: object) => recordDeskWork(world.house, clerk, first.reference, input);
    await work({ snoozedUntil: "2026-11-25", assignee: "recovery" });
    expect(await references()).toEqual([second.reference]);
    expect(await references({ view: "snoozed" })).toEqual([first.reference]);
    expect(await references({ view: "mine" })).toEqual([first.reference]);
    world.clock.now = new Date("2026-11-25T03:00:00Z");
    expect(await references()).toEqual([first.reference, second.reference]);
    expect(await work({ snoozedUntil: "2026-11-24", assignee: "nobody" })).toMatchObject({
      refusal: "invalid",
      problems: [{ field: "assignee" }, { field: "snoozedUntil" }],
    });
  });

  test("moves what is asked back, and what is over, to views of their own", async () => {
    await actOnTip(world.house, clerk, first.reference, { act: "admit", input: {} });
    await actOnTip(world.house, clerk, first.reference, { act: "ask", input: { note: "几号？" } });
    expect(await references({ view: "waiting" })).toEqual([first.reference]);
    const decline = { note: "重复。", ground: "与前件相同", elsewhere: "无" };
    await actOnTip(world.house, clerk, second.reference, { act: "decline", input: decline });
    expect(await references({ view: "ended" })).toEqual([second.reference]);
    const { views } = await inbox({ view: "ended" });
    expect(views.find(({ id }) => id === "ended")?.count).toBe(1);
  });
});

test("what is at an end stands newest first, however it ended", async () => {
  const ended = [];
  for (const act of ["decline", "merge", "decline"] as const) {
    const tip = await file({ subject: { name: "同名的厂" } });
    const kept = await file({ subject: { name: "同名的厂" } });
    const input = {
      decline: { note: "不归本系统。", ground: "不属于落后产能", elsewhere: "12345" },
      merge: { note: "与前件相同。", into: kept.reference },
    }[act];
    expect(await actOnTip(world.house, clerk, tip.reference, { act, input })).toHaveProperty(
      "value",
    );
    ended.unshift(tip.reference);
  }
  expect((await references({ view: "ended" })).slice(0, 3)).toEqual(ended);
});

test("what a desk writes for itself the desks read, and the reporter never", async () => {
  const { reference, receipt } = await file();
  await recordDeskNote(world.house, clerk, reference, { text: "线人也提过此厂" });
  await recordDeskMessage(world.house, clerk, reference, { text: "谢谢。" });
  expect(await viewTipAtDesk(world.house, clerk, reference)).toMatchObject({
    value: { notes: [{ text: "线人也提过此厂", author: "recovery" }] },
  });
  const seen = await (await follow(app, receipt)).text();
  expect(seen).toContain("谢谢。");
  expect(seen).not.toContain("线人");
});

test("tips about the same enterprise within 90 days are shown beside each other", async () => {
  const subject = { name: "同一家厂" };
  const one = await file({ subject });
  const two = await file({ subject });
  await viewTipAtDesk(world.house, clerk, one.reference);
  const related = async () => {
    const view = await viewTipAtDesk(world.house, clerk, two.reference);
    return "value" in view && view.value.related.map(({ reference }) => reference);
  };
  expect(await related()).toEqual([one.reference]);
  // Ninety days on it still counts, a day later it does not.
  const DAY = 86_400_000;
  world.clock.now = new Date(world.clock.now.getTime() + 90 * DAY);
  expect(await related()).toEqual([one.reference]);
  world.clock.now = new Date(world.clock.now.getTime() + DAY);
  expect(await related()).toEqual([]);
});

test("finds an enterprise of the register by a part of its name, whatever its id", async () => {
  const [known] = world.house.snapshot().enterprises.filter((one) => one.jurisdiction === "lanhe");
  if (known === undefined) throw new Error("the fixture has no enterprise in lanhe");
  const third = await file({ subject: { enterprise: known.id } });
  const part = known.name.slice(1, -1);
  expect(await references({ enterprise: part })).toEqual([third.reference]);
  expect(await references({ enterprise: known.id })).toEqual([third.reference]);
  await actOnTip(world.house, clerk, third.reference, {
    act: "decline",
    input: { note: "不归我们管", ground: "职责分工", elsewhere: "12345" },
  });
  expect(await references({ enterprise: part, view: "ended" })).toEqual([]);
  await viewTipAtDesk(world.house, clerk, third.reference);
  expect(await references({ enterprise: part, view: "ended" })).toEqual([third.reference]);
});
