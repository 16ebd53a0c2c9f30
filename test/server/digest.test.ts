import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { listNotices } from "#db/queries/sent-notices.ts";
import { smtpSender } from "#server/mail/smtp.ts";
import { type DeskAddresses, listDigests, sendDigests } from "#server/services/send-digest.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { openMailServer, readMail, smtpAnswer, type TestMailServer } from "#support/mail-server.ts";

const ADDRESSES: DeskAddresses = {
  ankang: { ecology: ["ecology@example.org"], miit: ["office@example.org"] },
};
const CONSOLE = "https://report.example.org/staff/";
/** Eight in Shanghai, one working day and then three after the last day. */
const MORNING = "2026-03-17T00:00:00Z";
const LATER = "2026-03-19T00:00:00Z";

let world: TestHouse;
let tip: FiledTip;
let server: TestMailServer;

beforeAll(async () => {
  world = await openTestHouse("content");
  tip = await fileTip(world, "2026-03-02T02:00:00Z", {
    jurisdiction: "ankang",
    area: "610902",
    category: "emission",
    description: "夜里冒黑烟，工人说是金丝雀车间。",
    reporter: { as: "named", name: "李金丝雀", phone: "13912345678" },
  });
  await drive(world, tip, [["2026-03-03T02:00:00Z", "admit"]]);
});
afterAll(() => world.close());
beforeEach(async () => {
  server = await openMailServer();
});
afterEach(async () => {
  await server.close();
  await world.house.db.tx(async (queries) => {
    await queries.delete(tablesOf(queries).sentNotices);
  });
});

const planned = (addresses = ADDRESSES) => listDigests(world.house, addresses, CONSOLE);
async function sendAt(instant: string, settings = server.settings) {
  world.clock.now = new Date(instant);
  return await sendDigests(world.house, await planned(), smtpSender(settings));
}
const shortly = { result: "sent", desks: ["ankang/ecology"] };

test("the desk gets the number and the days, and nothing of what the tip says or who sent it", async () => {
  expect(await sendAt(MORNING)).toEqual([shortly]);
  const { subject, text, head } = readMail(server.received[0]?.raw ?? "");
  expect(server.received[0]?.to).toEqual(["ecology@example.org"]);
  expect(subject).toBe("举报办理期限提醒 2026-03-17：已超期1件");
  expect(text).toContain(`${tip.reference}  2026-03-16到期，已超期1个工作日`);
  expect(text).toContain(CONSOLE);
  const all = `${head}${subject}${text}`;
  for (const secret of ["金丝雀", "13912345678", "黑烟", "610902", "emission", "实名", tip.receipt])
    expect(all).not.toContain(secret);
});

test("long overdue, the coordinating body gets a mail of its own", async () => {
  expect(await sendAt(LATER)).toHaveLength(2);
  const office = server.received.find(({ to }) => to[0] === "office@example.org");
  expect(readMail(office?.raw ?? "").subject).toContain("其他部门超期，请统筹1件");
});

test("once a day and address: not again that day, but the next", async () => {
  expect(await sendAt(MORNING)).toEqual([shortly]);
  expect(await sendAt("2026-03-17T05:00:00Z")).toMatchObject([{ result: "waiting" }]);
  expect(await sendAt("2026-03-18T00:00:00Z")).toEqual([shortly]);
  expect(server.received).toHaveLength(2);
});

test("several processes at once send one mail", async () => {
  world.clock.now = new Date(MORNING);
  const plan = await planned();
  const send = smtpSender(server.settings);
  const all = await Promise.all(
    Array.from({ length: 6 }, () => sendDigests(world.house, plan, send)),
  );
  expect(all.flat().filter(({ result }) => result === "sent")).toHaveLength(1);
  expect(server.received).toHaveLength(1);
});

test("greylisted, it waits five minutes and is then accepted", async () => {
  await server.close();
  let calls = 0;
  server = await openMailServer({
    onRcptTo: (_address, _session, done) => {
      calls += 1;
      done(calls === 1 ? smtpAnswer(451, "4.7.1 Greylisted") : undefined);
    },
  });
  expect(await sendAt(MORNING)).toMatchObject([
    { result: "failed", fault: "postponed", attempt: 1 },
  ]);
  expect(await sendAt("2026-03-17T00:04:59Z")).toMatchObject([{ result: "waiting" }]);
  expect(await sendAt("2026-03-17T00:05:00Z")).toEqual([shortly]);
  expect(server.tried).toHaveLength(2);
  expect(server.received).toHaveLength(1);
});

test("each fault is kept, the wait grows, and a refusal ends it for the day", async () => {
  await server.close();
  server = await openMailServer({
    onRcptTo: (_address, _session, done) => done(smtpAnswer(451, "4.7.1 Greylisted")),
  });
  const times = ["00:00", "00:05", "00:19", "00:20", "01:19", "01:20", "04:20"];
  const results: string[] = [];
  for (const time of times) {
    const [outcome] = await sendAt(`2026-03-17T${time}:00Z`);
    results.push(outcome?.result ?? "none");
  }
  expect(results.map((result) => result === "failed")).toEqual([
    true,
    true,
    false,
    true,
    false,
    true,
    true,
  ]);
  await server.close();
  server = await openMailServer({
    onRcptTo: (_address, _session, done) => done(smtpAnswer(550, "5.1.1 No such user")),
  });
  expect(await sendAt("2026-03-17T09:00:00Z")).toMatchObject([{ fault: "refused" }]);
  expect(await sendAt("2026-03-17T15:00:00Z")).toMatchObject([{ result: "waiting" }]);
  expect(await listNotices(world.house.db.read, "2026-03-17")).toMatchObject([
    { fault: "refused", sentAt: null, attempts: 6 },
  ]);
});

test("without a mail server the first failure speaks for all, and all are tried again", async () => {
  const { settings } = server;
  await server.close();
  const results = await sendAt(LATER, settings);
  expect(results).toMatchObject([{ fault: "unreachable" }, { fault: "unreachable" }]);
  server = await openMailServer();
  expect(await sendAt("2026-03-19T00:05:00Z")).toMatchObject([
    { result: "sent" },
    { result: "sent" },
  ]);
});

test("two desks with one address get one mail, each tip once; a desk without one is named", async () => {
  world.clock.now = new Date(LATER);
  const shared = await planned({ ankang: { ecology: ["a@example.org"], miit: ["a@example.org"] } });
  expect(shared.digests.map(({ desks }) => desks)).toEqual([["ankang/ecology", "ankang/miit"]]);
  const nobody = await planned({});
  expect(nobody).toEqual({ digests: [], unaddressed: ["ankang/ecology", "ankang/miit"] });
});

test("no address is kept in the database", async () => {
  await sendAt(MORNING);
  const rows = JSON.stringify(await listNotices(world.house.db.read, "2026-03-17"));
  expect(rows).toContain("2026-03-17/");
  expect(rows).not.toContain("example.org");
});
