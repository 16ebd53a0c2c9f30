import { afterAll, beforeAll, expect, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { sendDigests } from "#server/services/send-digest.ts";
import { type TestApp, type TestLog, testApp } from "#support/app.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember, type TestMember, totpCode } from "#support/staff.ts";
import { filesHolding } from "#support/stored-words.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
/** What desks write, and about whom; what was tried at sign-in; where a reminder went. */
const WORDS = {
  subject: "无名铸造厂",
  entered: "来电人说夜里出钢",
  caller: "诸葛来电",
  callerPhone: "13612340987",
  note: "先不要惊动门卫",
  reply: "请补充厂门朝哪边",
  admission: "炉子还热着所以受理",
  whyIdentity: "要当面请来电人指认",
  place: "柳林渡口三号院里",
  inspector: "慕容核查",
  machine: "炉壳上写着三号",
  order: "五日内报结果不得拖延",
  wrongPassword: "猜猜看是不是这一句",
  address: "desk-of-lanhe@example.org",
} as const;

/** What two inspectors saw on site. */
const CHECK = {
  checkedOn: "2026-11-20",
  place: WORDS.place,
  inspectors: [WORDS.inspector, "另一位核查员"],
  machines: [{ what: "中频炉", note: WORDS.machine }],
};

let world: TestHouse;
let app: TestApp;
let log: TestLog;
let lead: TestMember;
let coordinator: TestMember;
/** Passwords, codes and cookies that were used. */
const SECRETS: string[] = [];

beforeAll(async () => {
  world = await openTestHouse();
  ({ app, log } = testApp(world));
  const administrator = await makeAdministrator(world);
  lead = await makeMember(world, administrator, "lead", [{ role: "deskLead", ...DESK }]);
  const { jurisdiction } = DESK;
  const grants = [{ role: "coordinator", jurisdiction }] as const;
  coordinator = await makeMember(world, administrator, "coordinator", grants);
  await ask("", "POST", "/session", { account: lead.account, password: WORDS.wrongPassword });
  await workOn(await signInOverApi(lead), await signInOverApi(coordinator));
});
afterAll(() => world.close());

/** Signs in as a browser does, and remembers everything that was secret in it. */
async function signInOverApi(member: TestMember): Promise<string> {
  const { account, password, totp } = member;
  const first = await ask("", "POST", "/session", { account, password });
  world.clock.now = new Date(world.clock.now.getTime() + 30_000);
  const code = totpCode(totp, world.house.now());
  const second = await ask(sessionIn(first), "POST", "/session/code", { code });
  expect(second.status).toBe(200);
  const cookie = sessionIn(second);
  SECRETS.push(password, totp, ...member.recoveryCodes, sessionIn(first), cookie);
  return cookie;
}

/** A tip that came by phone goes through everything a desk can write about it. */
async function workOn(leading: string, coordinating: string) {
  const entered = await ask(
    leading,
    "POST",
    `/desks/${DESK.jurisdiction}/${DESK.department}/tips`,
    {
      channel: "phone",
      category: "ditiaogang",
      subject: { name: WORDS.subject },
      description: WORDS.entered,
      reporter: { as: "named", name: WORDS.caller, phone: WORDS.callerPhone },
    },
  );
  const { reference, receipt } = await entered.json();
  SECRETS.push(receipt, receipt.replaceAll("-", ""));
  const tip = `/tips/${reference}`;
  const steps = [
    [leading, `${tip}/notes`, { text: WORDS.note }],
    [leading, `${tip}/messages`, { text: WORDS.reply }],
    [leading, `${tip}/acts`, { act: "admit", note: WORDS.admission }],
    [leading, `${tip}/acts`, { act: "ask-identity", note: WORDS.whyIdentity }],
    [leading, `${tip}/acts`, { act: "verify" }],
    [leading, `${tip}/verifications`, CHECK],
    [coordinating, `${tip}/orders`, { note: WORDS.order, until: "2026-12-04" }],
    [leading, `${tip}/presence`, { isWriting: true }],
  ] as const;
  for (const [cookie, path, body] of steps) {
    const answer = await ask(cookie, "POST", path, body);
    expect([path, answer.ok, await answer.text()]).toEqual([path, true, expect.any(String)]);
  }
  const seen = await (await ask(leading, "GET", tip)).text();
  for (const word of [
    WORDS.subject,
    WORDS.entered,
    WORDS.note,
    WORDS.reply,
    WORDS.place,
    WORDS.order,
  ])
    expect(seen).toContain(word);
  const found = await ask(leading, "GET", `/tips?enterprise=${encodeURIComponent(WORDS.subject)}`);
  expect(await found.text()).toContain(reference);
  const mail = { to: WORDS.address, subject: "提醒", text: reference };
  const plan = { digests: [{ desks: ["lanhe/market-regulation"], mail }], unaddressed: [] };
  expect(await sendDigests(world.house, plan, async () => ({ sent: true }))).toHaveLength(1);
}

async function ask(cookie: string, method: string, path: string, body?: object) {
  return await app.request(`/api/v1/staff${path}`, {
    method,
    headers: {
      Cookie: `${SESSION_COOKIE}=${cookie}`,
      Origin: "http://localhost",
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function sessionIn(answer: Response): string {
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(/[=;]/));
  return cookies.find(([name]) => name === SESSION_COOKIE)?.[1] ?? "";
}

test("the search finds what does lie in the clear: accounts and numbers", () => {
  for (const word of ["coordinator", "LH-2026-000001"])
    expect(filesHolding(world.folder, word).length).toBeGreaterThan(0);
});

test.each(Object.entries(WORDS))("no stored byte shows the %s", (_, word) => {
  expect(filesHolding(world.folder, word)).toEqual([]);
});

test("no stored byte shows a password, a second factor, a recovery code or a session", () => {
  expect(SECRETS.length).toBeGreaterThan(20);
  for (const secret of SECRETS) {
    expect(secret.length).toBeGreaterThan(5);
    expect(filesHolding(world.folder, secret)).toEqual([]);
  }
});

test("the log shows none of it", () => {
  const written = log.lines.join("");
  expect(written).toContain("/api/v1/staff/tips");
  for (const word of [...Object.values(WORDS), ...SECRETS, lead.account])
    expect(written).not.toContain(word);
});
