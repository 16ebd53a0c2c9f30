import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { deleteOverSignInCounts } from "#db/queries/sign-in-counts.ts";
import { listEventsOfMember } from "#db/queries/staff-events.ts";
import { closeAccount } from "#server/services/close-account.ts";
import { correctPassword } from "#server/services/correct-account.ts";
import { inviteAdministrator, inviteMember } from "#server/services/invite-member.ts";
import { openAccount, viewInvitation } from "#server/services/open-account.ts";
import { signInWithCode } from "#server/services/second-step.ts";
import { signIn } from "#server/services/sign-in.ts";
import { openSignInThrottle, type SignInThrottle } from "#server/services/sign-in-throttle.ts";
import { closeSession, listOwnSessions, signOut } from "#server/services/sign-out.ts";
import type { SignInFrom } from "#server/services/staff.ts";
import { openStaffSession } from "#server/services/staff-session.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import {
  acceptInvitation,
  makeAdministrator,
  resultOf,
  signedIn,
  signInCookie,
  type TestMember,
  totpCode,
} from "#support/staff.ts";

const MINUTE = 60_000;
const NOWHERE: SignInFrom = { visitor: null, device: "" };

let world: TestHouse;
let admin: TestMember;
let throttle: SignInThrottle;

beforeAll(async () => {
  world = await openTestHouse();
  throttle = openSignInThrottle(world.house, async () => undefined);
  admin = await makeAdministrator(world);
});
afterAll(() => world.close());

const later = (minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * MINUTE);
};
const withPassword = (more: object = {}, from = NOWHERE) =>
  signIn(
    world.house,
    throttle,
    { account: admin.account, password: admin.password, ...more },
    from,
  );
const withCode = (cookie: string, code: string, from = NOWHERE) =>
  signInWithCode(world.house, throttle, cookie, { code }, from);
const rightCode = () => totpCode(admin.totp, world.house.now());
const isSignedIn = async (cookie: string) => (await openStaffSession(world.house, cookie)) !== null;

describe("an invitation", () => {
  test("opens one account, once, and with a password that is hard to guess", async () => {
    const session = await signedIn(world, admin);
    const input = { account: "clerk.one", name: "王一", grants: [] };
    const { code } = resultOf(await inviteMember(world.house, session, input));
    const view = resultOf(await viewInvitation(world.house, ` ${code.toLowerCase()} `));
    expect(view).toMatchObject({ account: "clerk.one", name: "王一", isReset: false });
    expect(view.totp.uri).toContain("otpauth://totp/");
    const secret = view.totp.typed.replaceAll(" ", "");
    const choice = { code, password: "clerk.one2024", repeated: "else", oneTimeCode: "1" };
    expect(await openAccount(world.house, choice)).toMatchObject({
      refusal: "invalid",
      problems: [{ field: "password" }, { field: "repeated" }, { field: "oneTimeCode" }],
    });
    const password = "骆驼 铅笔 秤砣 灯塔 南瓜";
    const good = { code, password, repeated: password };
    const oneTimeCode = totpCode(secret, world.house.now());
    const opened = resultOf(await openAccount(world.house, { ...good, oneTimeCode }));
    expect(opened.recoveryCodes).toHaveLength(10);
    expect(new Set(opened.recoveryCodes).size).toBe(10);
    expect(await openAccount(world.house, { ...good, oneTimeCode })).toMatchObject({
      refusal: "not-found",
    });
  });

  test("is refused with a wrong code, and after three days", async () => {
    const session = await signedIn(world, admin);
    const input = { account: "clerk.two", name: "王二", grants: [] };
    const { code } = resultOf(await inviteMember(world.house, session, input));
    expect(await viewInvitation(world.house, `${code}0`)).toMatchObject({ refusal: "not-found" });
    expect(await viewInvitation(world.house, "")).toMatchObject({ refusal: "not-found" });
    later(72 * 60 + 1);
    expect(await viewInvitation(world.house, code)).toMatchObject({ refusal: "not-found" });
  });

  test.each([
    ["an account with capitals in the middle of nowhere", { account: "王" }, "account"],
    ["an account somebody has", { account: "admin.one" }, "account"],
    ["no name", { name: " " }, "name"],
    ["a role nobody knows", { grants: [{ role: "chief" }] }, "grants.0.role"],
    ["a handler of no desk", { grants: [{ role: "handler" }] }, "grants.0.jurisdiction"],
    [
      "a desk that is not there",
      { grants: [{ role: "handler", jurisdiction: "lanhe", department: "x" }] },
      "grants.0.department",
    ],
    [
      "a place that is not there",
      { grants: [{ role: "coordinator", jurisdiction: "x" }] },
      "grants.0.jurisdiction",
    ],
    [
      "an area that is not there",
      { grants: [{ role: "intake", jurisdiction: "lanhe", department: "miit", area: "1" }] },
      "grants.0.area",
    ],
    [
      "an auditor of one place",
      { grants: [{ role: "auditor", jurisdiction: "lanhe" }] },
      "grants.0.jurisdiction",
    ],
    ["a field nobody knows", { canary: 1 }, ""],
  ])("with %s is refused, naming the field", async (_, change, field) => {
    const session = await signedIn(world, admin);
    const input = { account: "clerk.six", name: "王六", grants: [], ...change };
    const outcome = await inviteMember(world.house, session, input);
    const problems = "problems" in outcome ? outcome.problems : [];
    expect(problems.map((problem) => problem.field)).toContain(field);
    expect(JSON.stringify(outcome)).not.toContain("canary");
  });

  test("of an administrator takes the recovery passphrase once there is one", async () => {
    const person = { account: "admin.two", name: "管理员二" };
    expect(await inviteAdministrator(world.house, person, false)).toMatchObject({
      refusal: "conflict",
    });
  });
});

describe("signing in", () => {
  test("takes the password and then a second step; the first alone opens nothing", async () => {
    later(1);
    const { cookie: first } = resultOf(await withPassword());
    expect(await isSignedIn(first)).toBe(false);
    const { cookie } = resultOf(await withCode(first, rightCode()));
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await isSignedIn(first)).toBe(false);
    expect(cookie).not.toBe(first);
  });

  test("with a wrong password and with an unknown account is refused in the same words", async () => {
    const wrong = await withPassword({ password: "not the password" });
    const unknown = await withPassword({ account: "nobody.here" });
    expect(wrong).toMatchObject({ refusal: "signed-out" });
    expect(unknown).toEqual(wrong);
  });

  test("a code counts once, also when sent twice at the same time", async () => {
    later(1);
    const first = resultOf(await withPassword()).cookie;
    const second = resultOf(await withPassword()).cookie;
    const code = rightCode();
    const outcomes = await Promise.all([withCode(first, code), withCode(second, code)]);
    expect(outcomes.filter((outcome) => "value" in outcome)).toHaveLength(1);
  });

  test("a code of the step before still counts, one of ten minutes ago does not", async () => {
    later(10);
    const code = rightCode();
    world.clock.now = new Date(world.clock.now.getTime() + 30_000);
    const first = resultOf(await withPassword()).cookie;
    expect(await withCode(first, code)).toHaveProperty("value");
    later(10);
    const second = resultOf(await withPassword()).cookie;
    expect(await withCode(second, code)).toMatchObject({ refusal: "signed-out" });
  });

  test("a recovery code stands in for the second step, once, in any spelling", async () => {
    const [code = ""] = admin.recoveryCodes;
    const first = resultOf(await withPassword()).cookie;
    const spelled = code.toLowerCase().replaceAll("-", " ");
    expect(resultOf(await withCode(first, spelled)).usedRecoveryCode).toBe(true);
    const again = resultOf(await withPassword()).cookie;
    expect(await withCode(again, code)).toMatchObject({ refusal: "signed-out" });
  });

  test("after five wrong codes the password has to be given again, and the member can see it", async () => {
    later(1);
    const { cookie } = resultOf(await withPassword());
    for (let time = 0; time < 5; time += 1) await withCode(cookie, "000000");
    const right = await withCode(cookie, rightCode());
    expect(right).toMatchObject({ problems: [{ field: "account" }] });
    const events = await listEventsOfMember(world.house.db.read, admin.id, 5);
    expect(events.map(({ act }) => act)).toEqual(Array(5).fill("second-factor-failed"));
  });

  test("the second step has ten minutes", async () => {
    const { cookie } = resultOf(await withPassword());
    later(11);
    expect(await withCode(cookie, rightCode())).toMatchObject({ refusal: "signed-out" });
  });
});

describe("a session", () => {
  test("ends after 30 minutes without use, and not while it is used", async () => {
    const cookie = await signInCookie(world, admin);
    for (let time = 0; time < 3; time += 1) {
      later(29);
      expect(await isSignedIn(cookie)).toBe(true);
    }
    later(31);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("ends after twelve hours however much it is used", async () => {
    const cookie = await signInCookie(world, admin);
    for (let time = 0; time < 36; time += 1) {
      later(19);
      await openStaffSession(world.house, cookie);
    }
    expect(await isSignedIn(cookie)).toBe(true);
    later(19);
    later(19);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("ends when signed out, and elsewhere when its member ends it", async () => {
    const here = await signInCookie(world, admin);
    const there = await signInCookie(world, admin);
    const session = await openStaffSession(world.house, here);
    if (session === null) throw new Error("not signed in");
    const sessions = await listOwnSessions(world.house, session);
    expect(sessions).toHaveLength(2);
    const other = sessions.find(({ isThisOne }) => !isThisOne)?.id ?? "";
    expect(await closeSession(world.house, session, other)).toHaveProperty("value");
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    await signOut(world.house, here);
    expect(await isSignedIn(here)).toBe(false);
  });

  const newClerk = async (account: string): Promise<TestMember> => {
    const session = await signedIn(world, admin);
    const input = { account, name: "王七", grants: [] };
    return await acceptInvitation(world, resultOf(await inviteMember(world.house, session, input)));
  };

  test("ends elsewhere when its member changes the password, and goes on here", async () => {
    const clerk = await newClerk("clerk.eight");
    const [here, there] = [await signInCookie(world, clerk), await signInCookie(world, clerk)];
    const session = await openStaffSession(world.house, here);
    if (session === null) throw new Error("not signed in");
    const password = "磨盘 风筝 砚台 渡口 石榴";
    const input = { current: clerk.password, password, repeated: password };
    const wrong = { ...input, current: "不是这个" };
    expect(await correctPassword(world.house, throttle, session, wrong)).toMatchObject({
      problems: [{ field: "current" }],
    });
    expect(await isSignedIn(there)).toBe(true);
    resultOf(await correctPassword(world.house, throttle, session, input));
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    const { account } = clerk;
    expect(await withPassword({ account, password: clerk.password })).toMatchObject({
      refusal: "signed-out",
    });
    expect(await withPassword({ account, password })).toHaveProperty("value");
  });

  test("ends at once, and is kept nowhere, when an administrator closes the account", async () => {
    const clerk = await newClerk("clerk.nine");
    const cookie = await signInCookie(world, clerk);
    resultOf(await closeAccount(world.house, await signedIn(world, admin), clerk.id));
    expect(await isSignedIn(cookie)).toBe(false);
    const kept = await world.house.db.read.query.staffSessions.findMany();
    expect(kept.filter(({ memberId }) => memberId === clerk.id)).toEqual([]);
  });

  test("of a colleague cannot be ended", async () => {
    const session = await signedIn(world, admin);
    const theirs = await signedIn(world, await newClerk("clerk.seven"));
    expect(await closeSession(world.house, session, theirs.id)).toMatchObject({
      refusal: "not-found",
    });
  });
});

describe("guessing", () => {
  // What was counted the day before is over.
  beforeEach(() => later(25 * 60));

  async function guess(times: number, from: SignInFrom) {
    for (let time = 0; time < times; time += 1) {
      await withPassword({ password: "wrong guess" }, from);
    }
  }

  test("from one address is refused after thirty tries, from another it is not", async () => {
    throttle = openSignInThrottle(world.house, async (milliseconds) =>
      later(milliseconds / MINUTE),
    );
    const attacker = { visitor: "a", device: "" };
    await guess(29, attacker);
    expect(await withPassword({}, attacker)).toHaveProperty("value");
    await guess(1, attacker);
    expect(await withPassword({}, attacker)).toMatchObject({ refusal: "too-many" });
    expect(await withPassword({}, { visitor: "b", device: "" })).toHaveProperty("value");
  });

  test("of an account makes it slow elsewhere, but never shuts it", async () => {
    const waits: number[] = [];
    throttle = openSignInThrottle(world.house, async (milliseconds) => waits.push(milliseconds));
    await guess(10, NOWHERE);
    expect(waits).toEqual([]);
    expect(await withPassword()).toHaveProperty("value");
    expect(waits).toEqual([3000]);
  });

  test("does not even slow down a device on which the owner has signed in", async () => {
    const waits: number[] = [];
    throttle = openSignInThrottle(world.house, async (milliseconds) => waits.push(milliseconds));
    later(1);
    const first = resultOf(await withPassword()).cookie;
    const { device } = resultOf(await withCode(first, rightCode()));
    await guess(40, { visitor: "a", device: "" });
    const before = waits.length;
    expect(await withPassword({}, { visitor: "a", device })).toHaveProperty("value");
    expect(waits).toHaveLength(before);
    const forged = { visitor: "a", device: `${device.split(".")[0]}.0000` };
    expect(await withPassword({}, forged)).toMatchObject({ refusal: "too-many" });
  });

  test("by many at once is cut short: more than five of one account do not wait", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    throttle = openSignInThrottle(world.house, () => gate);
    await guess(10, NOWHERE);
    const tries = Array.from({ length: 8 }, () => withPassword({ password: "wrong guess" }));
    await expect.poll(async () => (await Promise.race([...tries, "none"])) !== "none").toBe(true);
    go();
    const outcomes = await Promise.all(tries);
    const refusals = outcomes.map((outcome) => ("refusal" in outcome ? outcome.refusal : ""));
    expect(refusals.filter((refusal) => refusal === "too-many")).toHaveLength(3);
  });

  test("is counted for all processes together, and a restart forgets nothing", async () => {
    const waits: number[] = [];
    const processes = [1, 2, 3].map(() =>
      openSignInThrottle(world.house, async (milliseconds) => waits.push(milliseconds)),
    );
    for (let time = 0; time < 10; time += 1) {
      throttle = processes[time % 2] ?? throttle;
      await guess(1, NOWHERE);
    }
    expect(waits).toEqual([]);
    throttle = processes[2] ?? throttle;
    expect(await withPassword()).toHaveProperty("value");
    expect(waits).toEqual([3000]);
    later(16);
    await guess(1, NOWHERE);
    expect(waits).toEqual([3000]);
  });

  test("leaves neither account nor address in the database, and counts that are over are deleted", async () => {
    await guess(1, { visitor: "203.0.113.9", device: "" });
    const { read } = world.house.db;
    const rows = await read.select().from(tablesOf(read).signInCounts);
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) expect(id).toMatch(/^[0-9a-f]{64}$/);
    later(25 * 60);
    const now = world.house.now().toISOString();
    await world.house.db.tx((queries) => deleteOverSignInCounts(queries, now));
    expect(await read.select().from(tablesOf(read).signInCounts)).toEqual([]);
  });

  test("of the second step after a right password ends for that account and that place alone", async () => {
    throttle = openSignInThrottle(world.house, async () => undefined);
    later(1);
    const first = resultOf(await withPassword()).cookie;
    const { device } = resultOf(await withCode(first, rightCode()));
    for (let round = 0; round < 4; round += 1) {
      const { cookie } = resultOf(await withPassword());
      for (let time = 0; time < 5; time += 1) await withCode(cookie, "000000");
    }
    later(1);
    const elsewhere = resultOf(await withPassword()).cookie;
    expect(await withCode(elsewhere, rightCode())).toMatchObject({ refusal: "too-many" });
    const known = resultOf(await withPassword({}, { visitor: null, device })).cookie;
    expect(await withCode(known, rightCode(), { visitor: null, device })).toHaveProperty("value");
  });

  test("of the second step by a thousand codes at once tries no more than one after the other", async () => {
    throttle = openSignInThrottle(world.house, async () => undefined);
    later(1);
    const { cookie } = resultOf(await withPassword());
    const codes = Array.from({ length: 1000 }, (_, nth) => String(nth).padStart(6, "0"));
    const outcomes = await Promise.all(codes.map((code) => withCode(cookie, code)));
    const tried = outcomes.filter(
      (outcome) => !("refusal" in outcome && outcome.refusal === "too-many"),
    );
    expect(tried.length).toBeGreaterThan(0);
    expect(tried.length).toBeLessThanOrEqual(20);
  });
});
