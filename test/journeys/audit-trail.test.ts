import { afterAll, beforeAll, expect, test } from "vitest";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { listAuditTrail } from "#server/services/list-audit-trail.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator } from "#support/staff.ts";

let world: TestHouse;

beforeAll(async () => {
  world = await openTestHouse();
  const { app } = testApp(world);
  const { reference } = await (await post(app, filing(world.house))).json();
  const clerk = { ...recoveryClerk(world.house, world.passphrase), id: "member-one" };
  await actOnTip(world.house, clerk, reference, { act: "admit", input: { note: "现场见" } });
  await post(app, filing(world.house));
});
afterAll(() => world.close());

test("the auditor reads who did what to which tip, newest first, and no word of it", async () => {
  const trail = await listAuditTrail(world.house, "tips", {});
  expect(
    trail.lines.map(({ position, name, actor, about }) => [position, name, actor, about]),
  ).toEqual([
    [3, "已收到", "reporter", "LH-2026-000002"],
    [2, "受理", "member-one", "LH-2026-000001"],
    [1, "已收到", "reporter", "LH-2026-000001"],
  ]);
  expect(trail.before).toBeNull();
  expect(JSON.stringify(trail)).not.toMatch(/现场见|中频炉/);
});

test("the trail is narrowed by who acted and by tip, and goes on where the page ended", async () => {
  const of = async (filter: object) =>
    (await listAuditTrail(world.house, "tips", filter)).lines.map(({ position }) => position);
  expect(await of({ actor: "member-one" })).toEqual([2]);
  expect(await of({ reference: "LH-2026-000001" })).toEqual([2, 1]);
  expect(await of({ before: 2 })).toEqual([1]);
});

test("what was done to accounts is a trail of its own", async () => {
  await makeAdministrator(world);
  const { lines } = await listAuditTrail(world.house, "staff", {});
  expect(lines.map(({ name }) => name)).toContain("发出邀请");
});
