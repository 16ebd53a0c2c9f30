import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { findChainFault } from "#db/queries/chain-check.ts";
import { deleteHalvesBefore } from "#db/queries/identity-looks.ts";
import { lookEnds } from "#domain/identity-look.ts";
import { OFFICE, officeOf } from "#domain/office.ts";
import { CannotOpen, type KeyPair, sealTo, unseal, unsealWith } from "#server/secrets/sealing.ts";
import { joinKey, splitKey } from "#server/secrets/split-key.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { admitToDesk } from "#server/services/admit-to-desk.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { declineIdentity } from "#server/services/decline-identity.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { deskKeyOf } from "#server/services/desk-keys.ts";
import { inviteAgain } from "#server/services/invite-member.ts";
import { renewOwnDeskKey } from "#server/services/list-desks.ts";
import { listIdentityLooks } from "#server/services/list-identity-looks.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { places } from "#server/services/tip-envelope.ts";
import { viewTip } from "#server/services/view-tip.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { withdrawFromDesk } from "#server/services/withdraw-from-desk.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  acceptInvitation,
  claim,
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const OTHER = { jurisdiction: "lanhe", department: "government" };
const OFFICE_OF_LANHE = officeOf("lanhe");
const REPORTER = { as: "named", name: "王五", phone: "13900000001" };
const WHY = "要约王师傅到场指认。";

let world: TestHouse;
let admin: TestMember;
let lead: TestMember;
let secondLead: TestMember;
let elsewhere: TestMember;
let coordinator: TestMember;
let secondCoordinator: TestMember;

beforeAll(async () => {
  world = await openTestHouse();
  admin = await makeAdministrator(world);
  const leadOf = (account: string, desk: typeof DESK) =>
    makeMember(world, admin, account, [{ role: "deskLead", ...desk }]);
  lead = await leadOf("lead", DESK);
  secondLead = await leadOf("second.lead", DESK);
  elsewhere = await leadOf("elsewhere", OTHER);
  const grants = [{ role: "coordinator", jurisdiction: "lanhe" }] as const;
  coordinator = await makeMember(world, admin, "coordinator", grants);
  secondCoordinator = await makeMember(world, admin, "coordinator.two", grants, { hasKeys: false });
});
afterAll(() => world.close());

let reference: string;
let receipt: string;
beforeEach(async () => {
  // What the test before agreed to is over.
  world.clock.now = new Date(world.clock.now.getTime() + 3_600_000);
  await closeLooks();
  const { app } = testApp(world);
  const filed = await post(app, filing(world.house, { reporter: REPORTER }));
  ({ reference, receipt } = await filed.json());
});

const closeLooks = () =>
  world.house.db.tx((queries) => deleteHalvesBefore(queries, lookEnds(world.clock.now)));
const ask = async (who: TestMember, note = WHY) =>
  actOnTip(world.house, (await signedIn(world, who)).clerk, reference, {
    act: "ask-identity",
    input: { note },
  });
const allow = async (who: TestMember) =>
  allowIdentity(world.house, (await signedIn(world, who)).clerk, reference);
const NO = "写消息就能问到，不用看姓名。";
const decline = async (who: TestMember, note = NO) =>
  declineIdentity(world.house, (await signedIn(world, who)).clerk, reference, { note });
const requestSeenBy = async (who: TestMember) =>
  resultOf(await viewTipAtDesk(world.house, (await signedIn(world, who)).clerk, reference))
    .identityLook;
const nameSeenBy = async (who: TestMember) => {
  const view = await viewTipAtDesk(world.house, (await signedIn(world, who)).clerk, reference);
  return "value" in view ? (view.value.identity?.name ?? null) : "not found";
};

/**
 * Every reporter's name that somebody reads who has one member's password, and so that member's own
 * key, and a copy of the whole database. Tries each key it can get at, and each two of them joined,
 * on each name, whatever the program would allow.
 */
async function namesInReachOf(who: StaffSession): Promise<string[]> {
  const keys = await keysInReachOf(who);
  const joined = keys.flatMap((one) => keys.map((two) => joinKey({ desk: one, office: two })));
  const { read } = world.house.db;
  const names = (await read.select().from(tablesOf(read).tips)).flatMap(({ id, sealedIdentity }) =>
    sealedIdentity === null
      ? []
      : [...keys, ...joined].map((key) =>
          tryTo(() => unseal(key, sealedIdentity, places.identity(id))),
        ),
  );
  return names.flatMap((name) => (name === null ? [] : Buffer.from(name).toString()));
}

async function keysInReachOf({ pair, member }: StaffSession): Promise<Uint8Array[]> {
  const { read } = world.house.db;
  const { deskKeyHolders, deskKeys, identityLooks, tipKeys } = tablesOf(read);
  const publicKeys = new Map(
    (await read.select().from(deskKeys)).map(({ id, publicKey }) => [id, publicKey]),
  );
  const groups = new Map<string, KeyPair>();
  for (const { deskKeyId, memberId, sealed } of await read.select().from(deskKeyHolders)) {
    const publicKey = publicKeys.get(deskKeyId);
    if (memberId !== member.id || publicKey === undefined) continue;
    groups.set(deskKeyId, { publicKey, privateKey: unsealWith(pair, sealed) });
  }
  const ofGroups = (await read.select().from(tipKeys)).flatMap(({ holder, sealed }) => {
    const group = groups.get(holder);
    return group === undefined ? [] : [unsealWith(group, sealed)];
  });
  const given = (await read.select().from(identityLooks)).flatMap(
    ({ sealedHalf }) => (sealedHalf && tryTo(() => unsealWith(pair, sealedHalf))) ?? [],
  );
  return [...ofGroups, ...given];
}

function tryTo<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

test("two halves give the key, and either half alone is another by chance", () => {
  const key = Buffer.alloc(32, 7);
  const [one, two] = [splitKey(key), splitKey(key)];
  expect(Buffer.from(joinKey(one))).toEqual(key);
  expect(Buffer.from(joinKey(two))).toEqual(key);
  expect(one.desk).not.toEqual(two.desk);
  expect(joinKey({ desk: one.desk, office: two.office })).not.toEqual(new Uint8Array(key));
});

describe("a reporter's name", () => {
  test("is in reach of no member's password with the whole database, nor after asking", async () => {
    resultOf(await ask(lead));
    for (const who of [lead, secondLead, elsewhere, coordinator, admin])
      expect(await namesInReachOf(await signedIn(world, who))).toEqual([]);
  });

  test("is seen by who asked once a coordinator agreed, for half an hour, and by nobody else", async () => {
    expect(await allow(coordinator)).toMatchObject({ refusal: "conflict" });
    expect(await ask(lead, "")).toMatchObject({ refusal: "invalid" });
    resultOf(await ask(lead));
    expect(await nameSeenBy(lead)).toBeNull();
    resultOf(await allow(coordinator));
    expect([await nameSeenBy(lead), await nameSeenBy(secondLead)]).toEqual(["王五", null]);
    expect(await nameSeenBy(coordinator)).toBe("not found");
    expect((await namesInReachOf(await signedIn(world, lead))).join()).toContain("王五");
    for (const who of [secondLead, coordinator])
      expect(await namesInReachOf(await signedIn(world, who))).toEqual([]);
    const before = world.clock.now;
    world.clock.now = new Date(before.getTime() + 30 * 60_000);
    expect(await nameSeenBy(lead)).toBeNull();
    await closeLooks();
    expect(await namesInReachOf(await signedIn(world, lead))).toEqual([]);
  });

  test("stays shut to who was given a new key since, and the tip opens as before", async () => {
    resultOf(await ask(lead));
    resultOf(await allow(coordinator));
    const administrator = await signedIn(world, admin);
    const invited = resultOf(await inviteAgain(world.house, administrator, lead.id));
    lead = await acceptInvitation(world, invited);
    resultOf(await admitToDesk(world.house, await signedIn(world, secondLead), DESK, lead.id));
    expect(await nameSeenBy(lead)).toBeNull();
    resultOf(await ask(lead));
    resultOf(await allow(coordinator));
    expect(await nameSeenBy(lead)).toBe("王五");
  });

  test("is opened by no two of the desk: a second lead cannot agree", async () => {
    resultOf(await ask(lead));
    expect(await allow(secondLead)).toMatchObject({ refusal: "not-found" });
    const byAct = await actOnTip(
      world.house,
      (await signedIn(world, secondLead)).clerk,
      reference,
      { act: "allow-identity", input: {} },
    );
    expect(byAct).toMatchObject({ refusal: "forbidden" });
  });

  test("is not agreed to by who asked, whatever else they are", async () => {
    const grants = [
      { role: "deskLead", ...DESK },
      { role: "coordinator", jurisdiction: "lanhe" },
    ] as const;
    const twice = await makeMember(world, admin, "twice", grants, { hasKeys: false });
    await claim(world, DESK, twice);
    resultOf(await ask(twice));
    expect(await allow(twice)).toMatchObject({ refusal: "forbidden" });
    resultOf(await allow(coordinator));
    expect(await nameSeenBy(twice)).toBe("王五");
  });

  test("tells the reporter both steps, and neither person", async () => {
    resultOf(await ask(lead));
    resultOf(await allow(coordinator));
    const view = resultOf(await viewTip(world.house, receipt));
    expect(view.steps.map(({ act }) => act)).toEqual(["submit", "ask-identity", "allow-identity"]);
    expect(JSON.stringify(view)).not.toContain(coordinator.id);
    expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
  });

  test("stays shut when a coordinator refuses: the desk reads why, the reporter that it was so", async () => {
    expect(await decline(coordinator)).toMatchObject({ refusal: "conflict" });
    resultOf(await ask(lead));
    expect(await decline(coordinator, " ")).toMatchObject({
      refusal: "invalid",
      problems: [{ field: "note" }],
    });
    for (const who of [lead, elsewhere])
      expect(await decline(who)).toMatchObject({ refusal: "not-found" });
    expect(await decline(secondCoordinator)).toMatchObject({ refusal: "conflict" });
    resultOf(await decline(coordinator));
    for (const again of [await allow(coordinator), await decline(coordinator)])
      expect(again).toMatchObject({ refusal: "conflict" });
    for (const who of [lead, secondLead])
      expect(await requestSeenBy(who)).toMatchObject({ stage: "declined", answer: NO });
    expect(await nameSeenBy(lead)).toBeNull();
    expect(await namesInReachOf(await signedIn(world, lead))).toEqual([]);
    const view = resultOf(await viewTip(world.house, receipt));
    expect(view.steps.at(-1)).toMatchObject({ act: "decline-identity", by: "miit", note: null });
    expect(JSON.stringify(view)).not.toContain(NO);
    expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
    resultOf(await ask(lead, "举报人要求当面谈。"));
    resultOf(await allow(coordinator));
    expect(await nameSeenBy(lead)).toBe("王五");
  });

  test("shows the desk who asked, until when it is open, and that the time is over", async () => {
    expect(await requestSeenBy(secondLead)).toBeNull();
    resultOf(await ask(lead));
    expect(await requestSeenBy(secondLead)).toMatchObject({ stage: "waiting", askedBy: lead.id });
    resultOf(await allow(coordinator));
    const allowed = world.clock.now.getTime();
    const until = new Date(allowed + 30 * 60_000);
    expect(await requestSeenBy(secondLead)).toMatchObject({
      stage: "open",
      until: until.toISOString(),
    });
    world.clock.now = until;
    expect(await requestSeenBy(secondLead)).toMatchObject({ stage: "over", answer: null });
  });

  test("goes along when the tip is transferred: the new desk's half fits the office's", async () => {
    const { clerk } = await signedIn(world, lead);
    const input = { note: "属地办理。", department: "government" };
    resultOf(await actOnTip(world.house, clerk, reference, { act: "transfer", input }));
    expect(await ask(lead)).toMatchObject({ refusal: "not-found" });
    resultOf(await ask(elsewhere));
    resultOf(await allow(coordinator));
    expect(await nameSeenBy(elsewhere)).toBe("王五");
    expect(await namesInReachOf(await signedIn(world, coordinator))).toEqual([]);
  });

  test("still opens after both keys were replaced, and never to one of them", async () => {
    resultOf(await renewOwnDeskKey(world.house, await signedIn(world, lead), DESK));
    resultOf(
      await renewOwnDeskKey(world.house, await signedIn(world, coordinator), OFFICE_OF_LANHE),
    );
    expect(await namesInReachOf(await signedIn(world, lead))).toEqual([]);
    resultOf(await ask(lead));
    resultOf(await allow(coordinator));
    expect(await nameSeenBy(lead)).toBe("王五");
  });

  test("given whole to a desk before keys were split is split when the desk opens the tip", async () => {
    const { read } = world.house.db;
    const { tipKeys, tips } = tablesOf(read);
    const tip = (await read.select().from(tips)).find((row) => row.reference === reference);
    const halves = (await read.select().from(tipKeys)).filter(
      ({ tipId, purpose }) => tipId === tip?.id && purpose === "identity-half",
    );
    const { opener } = recoveryClerk(world.house, world.passphrase);
    const opened = new Map<string, Uint8Array>();
    for (const { holder, sealed } of halves) {
      const pair = await opener(holder);
      if (pair) opened.set(holder.includes(OFFICE) ? "office" : "desk", unsealWith(pair, sealed));
    }
    const [desk, office] = [opened.get("desk"), opened.get("office")];
    if (!desk || !office || !tip) throw new Error("no halves");
    const present = await deskKeyOf(world.house, DESK);
    const whole = sealTo(present.publicKey, joinKey({ desk, office }));
    await world.house.db.tx(async (queries) => {
      const ids = halves.map(({ id }) => id);
      await queries.delete(tipKeys).where(inArray(tipKeys.id, ids));
      const id = `${tip.id}/identity/${present.id}`;
      const row = { id, tipId: tip.id, purpose: "identity", holder: present.id, sealed: whole };
      await queries.insert(tipKeys).values(row);
    });
    expect((await namesInReachOf(await signedIn(world, lead))).join()).toContain("王五");
    expect(await nameSeenBy(secondLead)).toBeNull();
    expect(await read.select().from(tipKeys).where(eq(tipKeys.purpose, "identity"))).toEqual([]);
    expect(await namesInReachOf(await signedIn(world, lead))).toEqual([]);
    resultOf(await ask(lead));
    resultOf(await allow(coordinator));
    expect(await nameSeenBy(lead)).toBe("王五");
  });
});

describe("the office of coordinators", () => {
  test("reads who asks and why, and no word of the tip; without its key not even the reason", async () => {
    resultOf(await ask(lead));
    const seenBy = async (who: TestMember) => {
      const looks = await listIdentityLooks(world.house, await signedIn(world, who));
      return looks.find((look) => look.reference === reference);
    };
    const line = { ...DESK, askedBy: lead.id, isWaiting: true };
    expect(await seenBy(coordinator)).toMatchObject({ ...line, reason: WHY });
    expect(await seenBy(secondCoordinator)).toMatchObject({ ...line, reason: null });
    expect(await seenBy(elsewhere)).toBeUndefined();
    expect(await allow(secondCoordinator)).toMatchObject({ refusal: "conflict" });
  });

  test("hands its key on itself; a desk's lead and an administrator cannot", async () => {
    const give = async (who: TestMember) =>
      admitToDesk(world.house, await signedIn(world, who), OFFICE_OF_LANHE, secondCoordinator.id);
    for (const who of [lead, admin])
      expect(await give(who)).toMatchObject({ refusal: "not-found" });
    resultOf(await give(coordinator));
    resultOf(await ask(lead));
    resultOf(await allow(secondCoordinator));
    expect(await nameSeenBy(lead)).toBe("王五");
    const taken = await withdrawFromDesk(
      world.house,
      await signedIn(world, coordinator),
      OFFICE_OF_LANHE,
      secondCoordinator.id,
    );
    expect(resultOf(taken).version).toBeGreaterThan(1);
    resultOf(await ask(lead));
    expect(await allow(secondCoordinator)).toMatchObject({ refusal: "not-found" });
  });

  test("shares nobody with the desks: who holds one half is not given the other", async () => {
    const grants = [
      { role: "coordinator", jurisdiction: "lanhe" },
      { role: "handler", ...DESK },
    ] as const;
    const both = await makeMember(world, admin, "both", grants, { hasKeys: false });
    await claim(world, OFFICE_OF_LANHE, both);
    const leading = await signedIn(world, lead);
    expect(await admitToDesk(world.house, leading, DESK, both.id)).toMatchObject({
      refusal: "conflict",
      problems: [{ message: expect.stringContaining("统筹钥匙") }],
    });
    const other = await makeMember(world, admin, "other", grants, { hasKeys: false });
    await claim(world, DESK, other);
    await expect(claim(world, OFFICE_OF_LANHE, other)).rejects.toThrow("统筹钥匙");
  });

  test("learns nothing where the reporter keeps its body out: the name stays shut", async () => {
    const { app } = testApp(world);
    const hidden = { reporter: REPORTER, exclude: ["miit"] };
    ({ reference } = await (await post(app, filing(world.house, hidden))).json());
    expect(await ask(lead)).toMatchObject({
      refusal: "conflict",
      problems: [{ message: expect.stringContaining("请写消息") }],
    });
    expect(await allow(coordinator)).toMatchObject({ refusal: "not-found" });
    const looks = await listIdentityLooks(world.house, await signedIn(world, coordinator));
    expect(looks.map((look) => look.reference)).not.toContain(reference);
  });

  test("is missing at a place without one: asking is refused with what to do", async () => {
    const bare = await openTestHouse();
    try {
      const administrator = await makeAdministrator(bare);
      const grants = [{ role: "deskLead", ...DESK }] as const;
      const alone = await makeMember(bare, administrator, "alone", grants);
      const filed = await post(testApp(bare).app, filing(bare.house, { reporter: REPORTER }));
      const { reference: named } = await filed.json();
      const { clerk } = await signedIn(bare, alone);
      const request = { act: "ask-identity", input: { note: WHY } };
      expect(await actOnTip(bare.house, clerk, named, request)).toMatchObject({
        refusal: "conflict",
        problems: [{ message: expect.stringContaining("恢复口令") }],
      });
    } finally {
      await bare.close();
    }
  });
});
