import { afterAll, beforeAll, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { listInbox } from "#server/services/list-inbox.ts";
import { viewCase } from "#server/services/view-case.ts";
import { viewEvidence } from "#server/services/view-evidence.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { attach, post, type TestApp, testApp } from "#support/app.ts";
import { photo } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

let world: TestHouse;
let app: TestApp;
let clerk: Clerk;
let reference: string;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  clerk = recoveryClerk(world.house, world.passphrase);
  const filed = await (await post(app, filing(world.house))).json();
  reference = filed.reference;
  await attach(app, filed.receipt, await photo());
});
afterAll(() => world.close());

/** How often a key of a desk is opened while somebody does something. */
async function openings(does: (who: Clerk) => Promise<unknown>): Promise<number> {
  let count = 0;
  const opener: Clerk["opener"] = async (id) => {
    count += 1;
    return await clerk.opener(id);
  };
  await does({ ...clerk, opener });
  return count;
}

test("the page of a case opens the tip once: no key more often than for the tip alone", async () => {
  await viewTipAtDesk(world.house, clerk, reference);
  const alone = await openings((who) => viewTipAtDesk(world.house, who, reference));
  expect(alone).toBeGreaterThan(0);
  expect(await openings((who) => viewCase(world.house, who, reference, false))).toBe(alone);
});

test("it shows what the tip and its evidence show", async () => {
  const tip = resultOf(await viewTipAtDesk(world.house, clerk, reference));
  const evidence = resultOf(await viewEvidence(world.house, clerk, reference));
  expect(evidence).toMatchObject([{ number: 1, type: "image/jpeg", hasCopy: true }]);
  expect(resultOf(await viewCase(world.house, clerk, reference, false))).toEqual({
    ...tip,
    evidence,
    viewers: [],
  });
});

test("it says who has the tip open and reads the messages; looking at the tip alone does not", async () => {
  const { filed } = await fileAnother();
  const { deskWork, tipPresences } = tablesOf(world.house.db.read);
  const presences = async () =>
    (await world.house.db.read.select().from(tipPresences)).filter(
      ({ tipId }) => tipId === filed.id,
    );
  await viewTipAtDesk(world.house, clerk, filed.reference);
  expect(await presences()).toEqual([]);
  resultOf(await viewCase(world.house, clerk, filed.reference, true));
  expect(await presences()).toMatchObject([{ memberId: "recovery", isWriting: true }]);
  const work = await world.house.db.read.select().from(deskWork);
  expect(work.find(({ tipId }) => tipId === filed.id)?.readAt).toBe(
    world.house.now().toISOString(),
  );
});

test("nobody is noted as having open what is not theirs", async () => {
  const blind: Clerk = { ...clerk, id: "blind", may: () => false };
  expect(await viewCase(world.house, blind, reference, false)).toMatchObject({
    refusal: "not-found",
  });
  const desks = [{ jurisdiction: "lanhe", department: "market-regulation" }];
  const { lines } = await listInbox(world.house, clerk, { desks, view: "open", page: 1 });
  const viewers = lines.flatMap(({ viewers }) => viewers.map(({ memberId }) => memberId));
  expect(viewers).toContain("recovery");
  expect(viewers).not.toContain("blind");
});

async function fileAnother() {
  const { reference } = await (await post(app, filing(world.house))).json();
  const { tips } = tablesOf(world.house.db.read);
  const rows = await world.house.db.read.select().from(tips);
  const filed = rows.find((row) => row.reference === reference);
  if (filed === undefined) throw new Error("it was not filed");
  return { filed };
}
