import { afterAll, beforeAll, expect, test } from "vitest";
import { listEventsOfDesk } from "#db/queries/staff-events.ts";
import { listDeskEvents } from "#server/services/list-desks.ts";
import { deskOpening } from "#server/services/open-desk.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const OTHER = { jurisdiction: "lanhe", department: "government" };
const HOUR = 3_600_000;
const openDesk = deskOpening();

let world: TestHouse;
let admin: TestMember;
let lead: TestMember;
let second: TestMember;
let handler: TestMember;

beforeAll(async () => {
  world = await openTestHouse();
  admin = await makeAdministrator(world);
  const without = { hasKeys: false };
  lead = await makeMember(world, admin, "lead", [{ role: "deskLead", ...DESK }], without);
  second = await makeMember(world, admin, "second", [{ role: "deskLead", ...DESK }], without);
  handler = await makeMember(world, admin, "handler", [{ role: "handler", ...DESK }], without);
});
afterAll(() => world.close());

const acts = async () =>
  (await listEventsOfDesk(world.house.db.read, DESK, 50)).map(({ act }) => act);
const take = async (member: TestMember, passphrase: string, desk = DESK) =>
  await openDesk(world.house, await signedIn(world, member), desk, { passphrase });

test("five wrong passphrases in an hour are on record, and the sixth is not even tried", async () => {
  for (const left of [4, 3, 2, 1]) {
    const answer = await take(lead, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
    expect(answer).toMatchObject({
      refusal: "invalid",
      problems: [{ field: "passphrase", message: expect.stringContaining(`再试 ${left} 次`) }],
    });
  }
  await take(lead, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
  expect(await take(lead, world.passphrase)).toMatchObject({ refusal: "too-many" });
  expect((await acts()).filter((act) => act === "recovery-refused")).toHaveLength(5);
  expect(await take(second, "")).toMatchObject({ refusal: "invalid" });
});

test("an hour later the first lead takes over the key and reads what came before", async () => {
  world.clock.now = new Date(world.clock.now.getTime() + HOUR);
  const { app } = testApp(world);
  const { reference } = await (await post(app, filing(world.house))).json();
  const before = await signedIn(world, lead);
  expect(await viewTipAtDesk(world.house, before.clerk, reference)).toMatchObject({
    refusal: "not-found",
  });
  const typed = world.passphrase.toLowerCase().replaceAll("-", " ");
  resultOf(await take(lead, typed));
  expect(await viewTipAtDesk(world.house, before.clerk, reference)).toHaveProperty("value");
  expect((await acts()).slice(0, 2)).toEqual(["key-given", "recovery-used"]);
});

test("whoever comes second is given the key by the first, not by the passphrase", async () => {
  expect(await take(second, world.passphrase)).toMatchObject({
    refusal: "conflict",
    problems: [{ message: expect.stringContaining("交付给您") }],
  });
});

test("only a lead takes over a key, and only that of the own desk", async () => {
  for (const [member, desk] of [
    [handler, DESK],
    [admin, DESK],
    [lead, OTHER],
  ] as const) {
    expect(await take(member, world.passphrase, desk)).toMatchObject({ refusal: "not-found" });
  }
});

test("administrators, the auditor and the desk's leads see that the passphrase was used, by whom", async () => {
  const auditor = await makeMember(world, admin, "auditor", [{ role: "auditor" }]);
  for (const member of [admin, auditor, second]) {
    const seen = await listDeskEvents(world.house, await signedIn(world, member), DESK);
    const used = resultOf(seen).find(({ act }) => act === "动用恢复口令");
    expect(used).toMatchObject({ actor: "成员lead" });
  }
  const hidden = await listDeskEvents(world.house, await signedIn(world, handler), DESK);
  expect(hidden).toMatchObject({ refusal: "not-found" });
});
