import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "#domain/calendar-date.ts";
import { isNoticeTime } from "#domain/due-notice.ts";
import { jurisdictionSheet } from "#lib/jurisdiction-view.ts";
import { smtpSender } from "#server/mail/smtp.ts";
import { countFigures } from "#server/services/count-figures.ts";
import { listClocks } from "#server/services/list-clocks.ts";
import { type DeskAddresses, listDigests, sendDigests } from "#server/services/send-digest.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { openMailServer, readMail, type TestMailServer } from "#support/mail-server.ts";

/**
 * Seven tips of one desk, from 2 February on: due on 14 February, a Saturday that is worked for the
 * Spring Festival, after which nobody works until the 24th.
 */
const FIRST_DAY = "2026-02-02";
const DAYS = 40;
const ADDRESSES: DeskAddresses = {
  ankang: {
    ecology: ["ecology@example.org"],
    miit: ["miit@example.org"],
    government: ["government@example.org"],
  },
};
const CONSOLE = "https://report.example.org/staff/";

let world: TestHouse;
let server: TestMailServer;
const sent: { day: string; to: string; subject: string; text: string; raw: string }[] = [];
/** What the coordinating body sees overdue in the console, by day. */
const seen: Record<string, number> = {};
const receipts: string[] = [];

/** What is done during office hours of a day, after the reminders of the morning. */
const DONE: Record<string, (tips: Tips) => readonly Step[]> = {
  "2026-02-03": ({ extended }) => [
    [extended, "admit"],
    [extended, "verify"],
  ],
  "2026-02-12": ({ asked }) => [
    [asked, "admit"],
    [asked, "ask"],
  ],
  "2026-02-13": ({ extended }) => [[extended, "extend", { until: "2026-03-06" }]],
  "2026-02-25": ({ asked }) => [[asked, "resume"]],
  "2026-03-04": ({ plain, kept, asked }) => [
    ...[...plain, kept].flatMap((tip): Step[] => [
      [tip, "admit"],
      [tip, "verify"],
      [tip, "find"],
    ]),
    [asked, "verify"],
    [asked, "find"],
  ],
  "2026-03-06": ({ extended }) => [[extended, "find"]],
};
type Step = readonly [tip: FiledTip, act: string, more?: Record<string, string>];
interface Tips {
  plain: readonly FiledTip[];
  kept: FiledTip;
  asked: FiledTip;
  extended: FiledTip;
}

beforeAll(async () => {
  world = await openTestHouse("content");
  server = await openMailServer();
  const tips = await fileAll();
  for (let nth = 1; nth < DAYS; nth += 1) {
    const day = addDays(FIRST_DAY, nth);
    await morning(day);
    for (const [tip, act, more] of DONE[day]?.(tips) ?? [])
      await drive(world, tip, [[`${day}T02:00:00Z`, act, { finding: "partly", ...more }]]);
  }
});
afterAll(async () => {
  await server.close();
  await world.close();
});

async function fileAll(): Promise<Tips> {
  const file = async (more = {}) => {
    const tip = await fileTip(world, `${FIRST_DAY}T02:00:00Z`, {
      jurisdiction: "ankang",
      area: "610902",
      category: "emission",
      description: "夜里冒黑烟，金丝雀车间。",
      ...more,
    });
    receipts.push(tip.receipt);
    return tip;
  };
  const plain = [await file(), await file(), await file(), await file()];
  return {
    plain,
    kept: await file({ exclude: ["miit"] }),
    asked: await file(),
    extended: await file(),
  };
}

/** Eight in Shanghai: what the job of the server does, and what the coordinating body then sees. */
async function morning(day: string): Promise<void> {
  world.clock.now = new Date(`${day}T00:00:00Z`);
  const { house } = world;
  const before = server.received.length;
  if (isNoticeTime(house.snapshot().workingYears, house.now())) {
    const plan = await listDigests(house, ADDRESSES, CONSOLE);
    await sendDigests(house, plan, smtpSender(server.settings));
  }
  for (const { to, raw } of server.received.slice(before)) {
    const { subject, text } = readMail(raw);
    sent.push({ day, to: to.join().replace("@example.org", ""), subject, text, raw });
  }
  const grants = [{ role: "coordinator", jurisdiction: "ankang" }] as const;
  const member = { id: "c", account: "c", name: "c", grants };
  const { due } = await listClocks(house, member, async () => null);
  seen[day] = due.filter(({ stage }) => stage === "overdue").length;
}

test("who is reminded of how many on which day, and nobody on any other", () => {
  const said = sent.map(({ day, to, subject }) => `${day} ${to} ${subject.split("：")[1]}`);
  expect(said.toSorted()).toEqual(
    [
      "2026-02-12 ecology 快到期7件",
      // One waits for its reporter; the one that will be extended today is still due tomorrow.
      "2026-02-13 ecology 快到期6件",
      "2026-02-14 ecology 今天到期5件",
      "2026-02-24 ecology 已超期5件",
      "2026-02-25 ecology 已超期5件",
      "2026-02-26 ecology 已超期5件，快到期1件",
      "2026-02-26 government 其他部门超期，请统筹1件",
      "2026-02-26 miit 其他部门超期，请统筹4件",
      "2026-02-27 ecology 已超期5件，今天到期1件",
      "2026-02-27 government 其他部门超期，请统筹1件",
      "2026-02-27 miit 其他部门超期，请统筹4件",
      "2026-02-28 ecology 已超期6件",
      "2026-02-28 government 其他部门超期，请统筹1件",
      "2026-02-28 miit 其他部门超期，请统筹4件",
      "2026-03-02 ecology 已超期6件",
      "2026-03-02 government 其他部门超期，请统筹1件",
      "2026-03-02 miit 其他部门超期，请统筹4件",
      "2026-03-03 ecology 已超期6件",
      "2026-03-03 government 其他部门超期，请统筹1件",
      "2026-03-03 miit 其他部门超期，请统筹5件",
      "2026-03-04 ecology 已超期6件，快到期1件",
      "2026-03-04 government 其他部门超期，请统筹1件",
      "2026-03-04 miit 其他部门超期，请统筹5件",
      "2026-03-05 ecology 快到期1件",
      "2026-03-06 ecology 今天到期1件",
    ].toSorted(),
  );
});

test("every line of every mail is a number with its days, or words that are always the same", () => {
  const allowed = [
    /^$/,
    /^(已超期|今天到期|快到期|其他部门超期，请统筹)$/,
    /^ {2}AK-2026-00000[1-7] {2}2026-0[23]-\d\d到期，(今天到期|(还有|已超期)\d个工作日)$/,
    /^本邮件只写编号和日期，内容请登录工作台查看：https:\/\/report\.example\.org\/staff\/$/,
    /^到期前2个工作日提醒、超期3个工作日告知统筹部门，是本系统的默认安排，不是法定要求。$/,
  ];
  const lines = sent.flatMap(({ text }) => text.split(/\r?\n/));
  expect(lines.filter((line) => !allowed.some((form) => form.test(line)))).toEqual([]);
  for (const { raw, text, subject } of sent)
    for (const secret of ["金丝雀", "黑烟", "610902", "emission", "汉滨", ...receipts])
      expect(`${raw}${text}${subject}`).not.toContain(secret);
});

test("the body that a reporter keeps out is never told of that tip, by mail or on its page", () => {
  const toMiit = sent.filter(({ to }) => to === "miit").map(({ text }) => text);
  expect(toMiit.length).toBeGreaterThan(0);
  expect(toMiit.join()).not.toContain("AK-2026-000005");
  expect(sent.some(({ to, text }) => to === "government" && text.includes("000005"))).toBe(true);
  expect([seen["2026-02-14"], seen["2026-02-15"], seen["2026-02-28"]]).toEqual([0, 4, 5]);
});

test("then the public: at the end of February the place's page says so, in March nothing is left", async () => {
  world.clock.now = new Date("2026-04-01T02:00:00Z");
  const { house } = world;
  const figures = await countFigures(house, true);
  expect(figures.map(({ month, totals }) => [month, totals.overdue, totals.found])).toEqual([
    ["2026-02", 5, 0],
    ["2026-03", 0, 7],
  ]);
  // Six of the seven came late: not told, since it would tell of the one that did not.
  expect(figures[1]?.totals).toMatchObject({ late: null, onTime: null });
  const pageAfter = (months: number) => {
    const snapshot = { ...house.snapshot(), figures: figures.slice(0, months) };
    const [place] = snapshot.jurisdictions.filter(({ id }) => id === "ankang");
    if (place === undefined) throw new Error("no place");
    return jurisdictionSheet(snapshot, place, "2026-04-01").overdueTips;
  };
  expect(pageAfter(0)).toBeNull();
  expect(pageAfter(1)).toMatchObject({
    month: "2026-02",
    text: "5至9",
    desks: [{ name: "安康市生态环境局", text: "5至9" }],
  });
  expect(pageAfter(2)).toMatchObject({ month: "2026-03", text: "0", desks: [] });
});
