import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { listKeysOfTip, listTips } from "#db/queries/tips.ts";
import { closingChecks } from "#domain/closing-check.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { type Clerk, onlyFor, recoveryClerk } from "#server/services/desk.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;

beforeAll(async () => {
  world = await openTestHouse("content");
  app = testApp(world).app;
});
afterAll(() => world.close());

const NAME = { name: "赵六", phone: "138-0013-8000" };
const note = "按职责办理。";

interface Filed {
  receipt: string;
  reference: string;
  desks: { department: string; role: string }[];
}

describe("a tip filed without a name, in a place that screens", () => {
  let tip: Filed;

  beforeAll(async () => {
    tip = await file("diqing");
  });

  test("has no clock for a reply that only named reporters are owed", async () => {
    expect(await stepsWithClock(tip)).not.toContain("reply");
  });

  test("is named later: the reporter sees that it is, and the clocks of named tips run", async () => {
    expect(await viewOf(tip)).toMatchObject({ isNamed: false });
    const answer = await act(tip, "identity", NAME);
    expect(answer.status).toBe(201);
    const view = await viewOf(tip);
    expect(view).toMatchObject({ isNamed: true, status: "received" });
    expect(view.steps.at(-1)).toMatchObject({ act: "identify", by: "reporter", name: "改为实名" });
    expect(JSON.stringify(view)).not.toContain(NAME.name);
    expect(await stepsWithClock(tip)).toContain("reply");
  });

  test("the desk in charge reads the name, no other desk can", async () => {
    const screening = departmentOf(tip, "screening");
    const view = await named(tip, clerkOf(screening));
    expect(view).toHaveProperty("value.identity", {
      as: "named",
      name: "赵六",
      phone: "13800138000",
    });
    const holders = await identityHolders(tip);
    const office = expect.stringContaining("/_office/");
    expect(holders).toEqual([office, expect.stringContaining(`/${screening}/`)]);
  });

  test("goes on with the tip to the desk it is transferred to, and leaves the one before", async () => {
    const lead = departmentOf(tip, "lead");
    await desk(tip, "screen");
    await desk(tip, "transfer", { note, department: lead });
    const view = await named(tip, clerkOf(lead));
    expect(view).toHaveProperty("value.identity.name", "赵六");
    const office = expect.stringContaining("/_office/");
    expect(await identityHolders(tip)).toEqual([office, expect.stringContaining(`/${lead}/`)]);
  });

  test("cannot be named twice; the answer says what is lawful", async () => {
    const again = await act(tip, "identity", { ...NAME, name: "钱七" });
    expect(again.status).toBe(409);
    const { errors } = await again.json();
    expect(errors[0].message).toContain("已移送");
    const view = await named(tip, clerkOf());
    expect(view).toHaveProperty("value.identity.name", "赵六");
  });
});

test("of two names given at once one is kept whole, the other refused", async () => {
  const tip = await file("ankang");
  const names = ["甲某", "乙某"];
  const answers = await Promise.all(names.map((name) => act(tip, "identity", { ...NAME, name })));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409]);
  const kept = names[answers.findIndex((answer) => answer.status === 201)];
  const view = await named(tip, clerkOf());
  expect(view).toHaveProperty("value.identity.name", kept);
  expect(await identityHolders(tip)).toHaveLength(2);
});

test("who filed with a name is not asked for one again", async () => {
  const tip = await file("ankang", { reporter: { as: "named", ...NAME } });
  expect((await act(tip, "identity", NAME)).status).toBe(409);
});

describe("a tip that is closed", () => {
  let tip: Filed;

  beforeAll(async () => {
    tip = await file("ankang");
    for (const early of ["satisfaction", "reexamination"] as const) {
      const body = early === "satisfaction" ? { satisfaction: "content" } : { reason: "太慢。" };
      expect((await act(tip, early, body)).status, early).toBe(409);
    }
    await closeFrom(tip, "admit");
  });

  test("offers to be rated and to be examined again, and takes no name any more", async () => {
    const { mayDo } = await viewOf(tip);
    expect(mayDo.map((entry: { act: string }) => entry.act)).toEqual(["reopen", "rate"]);
    const refused = await act(tip, "identity", NAME);
    expect(refused.status).toBe(409);
    expect((await refused.json()).errors[0].message).toMatch(/重新办理.*评价/);
  });

  test("is rated in the clear; the last word counts, each is on record", async () => {
    expect((await act(tip, "satisfaction", { satisfaction: "content" })).status).toBe(201);
    expect((await act(tip, "satisfaction", { satisfaction: "discontent" })).status).toBe(201);
    expect(await viewOf(tip)).toMatchObject({ satisfaction: "discontent", status: "closed" });
    const row = (await listTips(world.house.db.read)).find(
      ({ reference }) => reference === tip.reference,
    );
    expect(row?.satisfaction).toBe("discontent");
    const acts = (await viewOf(tip)).steps.map((step: { act: string }) => step.act);
    expect(acts.slice(-2)).toEqual(["rate", "rate"]);
  });

  test("is examined again for a reason that the desk reads, with clocks that start anew", async () => {
    const reason = "炉子还在原来的厂房里。";
    expect((await act(tip, "reexamination", { reason })).status).toBe(201);
    expect(await viewOf(tip)).toMatchObject({ status: "reopened", finding: null });
    const atDesk = await viewTipAtDesk(world.house, clerkOf(), tip.reference);
    expect(JSON.stringify(atDesk)).toContain(reason);
    expect(await stepsWithClock(tip)).toContain("verification");
  });

  test("is examined again only once", async () => {
    await closeFrom(tip, "verify");
    const again = await act(tip, "reexamination", { reason: "还是不对。" });
    expect(again.status).toBe(409);
    const { errors } = await again.json();
    expect(errors[0].message).toContain("评价（rate）");
    expect(errors[0].message).not.toContain("reopen");
  });
});

test("a declined tip can be examined again as well", async () => {
  const tip = await file("ankang");
  await desk(tip, "decline", { note, ground: "不属于本平台受理范围", elsewhere: "12345" });
  expect((await act(tip, "reexamination", { reason: "属于落后产能。" })).status).toBe(201);
  expect(await viewOf(tip)).toMatchObject({ status: "reopened" });
});

test("the chain of events is whole after all of this", async () => {
  expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
});

async function file(jurisdiction: "diqing" | "ankang", more: Record<string, unknown> = {}) {
  const place = { jurisdiction, area: undefined, category: "ditiaogang" };
  const answer = await post(app, filing(world.house, { ...place, ...more }));
  expect(answer.status).toBe(201);
  return (await answer.json()) as Filed;
}

function act({ receipt }: Filed, name: string, body: unknown) {
  return app.request(`/api/v1/tips/current/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Receipt ${receipt}` },
    body: JSON.stringify(body),
  });
}

async function desk({ reference }: Filed, name: string, input: object = {}) {
  const done = await actOnTip(world.house, clerkOf(), reference, { act: name, input });
  expect(done, name).toHaveProperty("value");
}

/** From the acceptance, or from the second verification, to the end. */
async function closeFrom(tip: Filed, first: "admit" | "verify") {
  if (first === "admit") await desk(tip, "admit");
  await desk(tip, "verify");
  const check = { checkedHow: "documents", noVisit: note, checkedOn: "2026-11-21" };
  await desk(tip, "find", { note, finding: "unsubstantiated", ...check });
  await desk(tip, "reply", { note });
  const checklist = closingChecks("unsubstantiated").map(({ id }) => id);
  await desk(tip, "close", { note, checklist });
}

async function viewOf({ receipt }: Filed) {
  return await (await follow(app, receipt)).json();
}

async function stepsWithClock(tip: Filed): Promise<string[]> {
  const { clocks } = await viewOf(tip);
  return clocks.map((clock: { step: string }) => clock.step);
}

/** The tip as a desk sees it once the office has agreed that the name may be seen. */
async function named({ reference }: Filed, clerk: Clerk) {
  await actOnTip(world.house, clerk, reference, { act: "ask-identity", input: { note } });
  await allowIdentity(world.house, clerkOf(), reference);
  return await viewTipAtDesk(world.house, clerk, reference);
}

async function identityHolders({ reference }: Filed): Promise<string[]> {
  const row = (await listTips(world.house.db.read)).find((tip) => tip.reference === reference);
  const keys = await listKeysOfTip(world.house.db.read, row?.id ?? "");
  const halves = keys.filter((key) => key.purpose === "identity-half");
  return halves.map((key) => key.holder).toSorted();
}

function clerkOf(department?: string): Clerk {
  const clerk = recoveryClerk(world.house, world.passphrase);
  return department === undefined ? clerk : { ...clerk, opener: onlyFor(department, clerk.opener) };
}

function departmentOf({ desks }: Filed, role: string): string {
  return desks.find((entry) => entry.role === role)?.department ?? "";
}
