import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { listEventsOfDesk } from "#db/queries/staff-events.ts";
import { deleteOverSessions } from "#db/queries/staff-sessions.ts";
import { openSqlite } from "#db/sqlite.ts";
import { lockWithCookie, unlockWithPassword } from "#server/secrets/member-keys.ts";
import { openRecovery } from "#server/secrets/recovery.ts";
import { CannotOpen, newKey, unseal, unsealWith } from "#server/secrets/sealing.ts";
import { admitToDesk, giveDeskKey } from "#server/services/admit-to-desk.ts";
import { confirmMember } from "#server/services/confirm-member.ts";
import { recoveryOpener } from "#server/services/desk.ts";
import { inviteAgain } from "#server/services/invite-member.ts";
import { signIn } from "#server/services/sign-in.ts";
import { openSignInThrottle } from "#server/services/sign-in-throttle.ts";
import {
  openStaffSession,
  type StaffSession,
  sessionEnds,
} from "#server/services/staff-session.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { takeOut, withdrawFromDesk } from "#server/services/withdraw-from-desk.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  acceptInvitation,
  claim,
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  signInCookie,
  type TestMember,
} from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const OTHER = { jurisdiction: "lanhe", department: "government" };
const WORDS = "后半夜有中频炉化废钢。";

let world: TestHouse;
let admin: TestMember;
let lead: TestMember;
let handler: TestMember;
let outsider: TestMember;

beforeAll(async () => {
  world = await openTestHouse();
  admin = await makeAdministrator(world);
  lead = await makeMember(world, admin, "lead", [{ role: "deskLead", ...DESK }]);
  outsider = await makeMember(world, admin, "outsider", [{ role: "deskLead", ...OTHER }]);
  handler = await makeMember(world, admin, "handler", [{ role: "handler", ...DESK }], {
    hasKeys: false,
  });
});
afterAll(() => world.close());

async function file(): Promise<string> {
  const { app } = testApp(world);
  return (await (await post(app, filing(world.house))).json()).reference;
}
const read = (session: StaffSession, reference: string) =>
  viewTipAtDesk(world.house, session.clerk, reference);
const versions = async () =>
  (await world.house.db.read.query.deskKeys.findMany()).filter(
    ({ department }) => department === DESK.department,
  );

test("who has a role but not the desk's key reads nothing until a lead hands it over", async () => {
  const reference = await file();
  const theirs = await signedIn(world, handler);
  expect(await read(theirs, reference)).toMatchObject({ refusal: "not-found" });
  const leading = await signedIn(world, lead);
  expect(await read(leading, reference)).toHaveProperty("value.body.description", WORDS);
  resultOf(await admitToDesk(world.house, leading, DESK, handler.id));
  expect(await read(theirs, reference)).toHaveProperty("value.body.description", WORDS);
});

test("neither the administrator nor the lead of another desk reads it, or hands over its key", async () => {
  const reference = await file();
  for (const member of [admin, outsider]) {
    const session = await signedIn(world, member);
    expect(await read(session, reference)).toMatchObject({ refusal: "not-found" });
    expect(await admitToDesk(world.house, session, DESK, member.id)).toMatchObject({
      refusal: "not-found",
    });
    expect(await withdrawFromDesk(world.house, session, DESK, handler.id)).toMatchObject({
      refusal: "not-found",
    });
  }
});

test("a key is handed only to members with a role at the desk, never to oneself", async () => {
  const leading = await signedIn(world, lead);
  for (const memberId of [outsider.id, lead.id, "nobody"]) {
    expect(await admitToDesk(world.house, leading, DESK, memberId)).toMatchObject({
      refusal: "conflict",
    });
  }
});

test("another process opens the same session with the cookie, and nothing without it", async () => {
  const reference = await file();
  const cookie = await signInCookie(world, lead);
  const db = openSqlite(join(world.folder, "data", "tips.sqlite"));
  const other = { ...world.house, db };
  const session = await openStaffSession(other, cookie);
  if (session === null) throw new Error("not signed in");
  expect(await viewTipAtDesk(other, session.clerk, reference)).toHaveProperty("value");
  expect(await openStaffSession(other, `${cookie}x`)).toBeNull();
  expect(await openStaffSession(other, "")).toBeNull();
  await db.close();
});

test("who is taken out loses the key at once; the desk gets a new one, and reads old and new", async () => {
  const before = await file();
  const theirs = await signedIn(world, handler);
  const leading = await signedIn(world, lead);
  const present = (await versions()).at(-1)?.version ?? 0;
  const renewed = resultOf(await withdrawFromDesk(world.house, leading, DESK, handler.id));
  expect(renewed.version).toBe(present + 1);
  const after = await file();
  for (const reference of [before, after]) {
    expect(await read(theirs, reference)).toMatchObject({ refusal: "not-found" });
    expect(await read(leading, reference)).toHaveProperty("value.body.description", WORDS);
  }
  const holders = (await world.house.db.read.query.tipKeys.findMany()).map(({ holder }) => holder);
  expect(holders).not.toContain(`lanhe/market-regulation/${present}`);
});

test("a copy of the database with the old key opens nothing that came later", async () => {
  const theirs = await makeMember(world, admin, "leaver", [{ role: "handler", ...DESK }]);
  const session = await signedIn(world, theirs);
  const kept = (await versions()).at(-1);
  const old = kept && (await session.opener(kept.id));
  if (!old) throw new Error("the desk has no key");
  resultOf(await withdrawFromDesk(world.house, await signedIn(world, lead), DESK, theirs.id));
  await file();
  const keys = await world.house.db.read.query.tipKeys.findMany();
  const ofDesk = keys.filter(({ holder }) => holder.startsWith("lanhe/market-regulation/"));
  expect(ofDesk.length).toBeGreaterThan(0);
  for (const { sealed } of ofDesk) expect(() => unsealWith(old, sealed)).toThrow(CannotOpen);
});

test("the last member with a key cannot be taken out without the recovery passphrase", async () => {
  const single = await makeMember(world, admin, "single", [{ role: "deskLead", ...OTHER }], {
    hasKeys: false,
  });
  const alone = await signedIn(world, outsider);
  const opener = recoveryOpener(world.house, world.passphrase);
  const byMember = { actor: single.id, opener: alone.opener, usesRecovery: false };
  expect(await takeOut(world.house, byMember, OTHER, outsider.id)).toMatchObject({
    refusal: "conflict",
    problems: [{ message: expect.stringContaining("最后一位") }],
  });
  const byRecovery = { actor: "console", opener, usesRecovery: true };
  expect(await takeOut(world.house, byRecovery, OTHER, outsider.id)).toHaveProperty("value");
  const [renewed, used] = await listEventsOfDesk(world.house.db.read, OTHER, 3);
  expect([renewed?.act, used?.act]).toEqual(["key-renewed", "recovery-used"]);
  resultOf(await giveDeskKey(world.house, byRecovery, OTHER, single.id));
});

describe("a reset", () => {
  let again: TestMember;

  test("takes an administrator, and a second person before anybody signs in", async () => {
    const forgetful = await makeMember(world, admin, "forgetful", [{ role: "handler", ...DESK }]);
    const reference = await file();
    const before = await signedIn(world, forgetful);
    expect(await read(before, reference)).toHaveProperty("value");
    const administrator = await signedIn(world, admin);
    const invited = resultOf(await inviteAgain(world.house, administrator, forgetful.id));
    again = await acceptInvitation(world, invited);
    const password = { account: again.account, password: again.password };
    const attempt = () =>
      signIn(world.house, openSignInThrottle(world.house), password, { visitor: null, device: "" });
    expect(await attempt()).toMatchObject({ refusal: "signed-out" });
    expect(await read(before, reference)).toMatchObject({ refusal: "not-found" });
    expect(await confirmMember(world.house, administrator, again.id)).toMatchObject({
      refusal: "conflict",
    });
    resultOf(await admitToDesk(world.house, await signedIn(world, lead), DESK, again.id));
    expect(await read(await signedIn(world, again), reference)).toHaveProperty("value");
  });

  test("of somebody without a desk is confirmed by another administrator", async () => {
    const auditor = await makeMember(world, admin, "auditor", [{ role: "auditor" }]);
    const second = await makeAdministrator(world, "admin.two");
    const first = await signedIn(world, admin);
    await acceptInvitation(world, resultOf(await inviteAgain(world.house, first, auditor.id)));
    expect(
      await confirmMember(world.house, await signedIn(world, second), auditor.id),
    ).toHaveProperty("value");
  });

  test("is not confirmed by who sent it because somebody else has sent another since", async () => {
    const victim = await makeMember(world, admin, "victim", [{ role: "auditor" }]);
    const innocent = await makeAdministrator(world, "admin.three");
    const reset = async (by: TestMember) =>
      resultOf(await inviteAgain(world.house, await signedIn(world, by), victim.id));
    const confirm = async (by: TestMember) =>
      confirmMember(world.house, await signedIn(world, by), victim.id);
    // The first administrator sets a password of their own for the auditor …
    await acceptInvitation(world, await reset(admin));
    // … who cannot sign in, and is sent another code by somebody who knows of nothing.
    const again = await reset(innocent);
    expect(await confirm(admin)).toMatchObject({ refusal: "conflict" });
    expect(await confirm(innocent)).toMatchObject({ refusal: "conflict" });
    await acceptInvitation(world, again);
    expect(await confirm(innocent)).toMatchObject({ refusal: "conflict" });
    expect(await confirm(admin)).toHaveProperty("value");
  });

  test("of oneself, or by somebody who is no administrator, is refused", async () => {
    const administrator = await signedIn(world, admin);
    expect(await inviteAgain(world.house, administrator, admin.id)).toMatchObject({
      refusal: "conflict",
    });
    expect(await inviteAgain(world.house, await signedIn(world, lead), again.id)).toMatchObject({
      refusal: "not-found",
    });
  });
});

test("the desk sees when the recovery passphrase was used for it, and the chain is whole", async () => {
  await claim(world, DESK, lead);
  const events = await listEventsOfDesk(world.house.db.read, DESK, 100);
  expect(events.map(({ act }) => act)).toContain("recovery-used");
  expect(await findChainFault(world.house.db.read, "staff-events")).toBeNull();
});

describe("stealing the database and every file of the data folder", () => {
  test("reads no tip, with the folder of secrets or without, while nobody is signed in", async () => {
    world.clock.now = new Date(world.clock.now.getTime() + 13 * 3_600_000);
    const ends = sessionEnds(world.house);
    await world.house.db.tx((queries) => deleteOverSessions(queries, ends));
    const stolen = await steal();
    const { read: rows } = stolen.db;
    const tips = await rows.query.tips.findMany();
    expect(tips.length).toBeGreaterThan(3);
    expect(await rows.query.staffSessions.findMany()).toEqual([]);
    const { recovery } = world.house.keyring;
    for (const guess of [lead.password, "recovery", recovery.id]) {
      expect(() => openRecovery(recovery, guess)).toThrow(CannotOpen);
    }
    for (const member of await rows.query.members.findMany()) {
      const { publicKey, sealedPrivateKey, derivation } = member;
      if (!publicKey || !sealedPrivateKey || !derivation) continue;
      const locked = { publicKey, sealedPrivateKey, derivation };
      const withSecrets = world.house.staff;
      const without = { ...withSecrets, key: newKey() };
      const right = [lead, admin].find(({ id }) => id === member.id)?.password ?? "";
      expect(await unlockWithPassword(withSecrets, member.id, locked, "a guess")).toBeNull();
      expect(await unlockWithPassword(without, member.id, locked, right)).toBeNull();
    }
    await stolen.close();
  });

  test("finds no private key and no word of a tip in any file, even while somebody is signed in", async () => {
    const leading = await signedIn(world, lead);
    const key = (await versions()).at(-1);
    const pair = key && (await leading.opener(key.id));
    if (!pair) throw new Error("the desk has no key");
    const secrets = [
      leading.pair.privateKey,
      pair.privateKey,
      Buffer.from(lead.password),
      Buffer.from(WORDS),
    ];
    const stolen = await steal();
    const files = filesBelow(join(world.folder, "data"));
    expect(files.some((bytes) => bytes.includes(lead.account))).toBe(true);
    for (const secret of secrets) {
      const spelled = [Buffer.from(secret), Buffer.from(secret).toString("base64")];
      expect(files.some((bytes) => spelled.some((form) => bytes.includes(form)))).toBe(false);
    }
    for (const row of await stolen.db.read.query.staffSessions.findMany()) {
      const guess = lockWithCookie(row.id, row.id, newKey());
      expect(guess.length).toBe(row.sealedPrivateKey.length);
      expect(() => unseal(newKey(), row.sealedPrivateKey, row.id)).toThrow(CannotOpen);
      expect(await openStaffSession({ ...world.house, db: stolen.db }, row.id)).toBeNull();
    }
    await stolen.close();
  });

  async function steal() {
    const folder = join(world.folder, `stolen-${crypto.randomUUID()}`);
    cpSync(join(world.folder, "data"), folder, { recursive: true });
    const db = openSqlite(join(folder, "tips.sqlite"));
    return { db, close: () => db.close() };
  }
});

function filesBelow(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}
