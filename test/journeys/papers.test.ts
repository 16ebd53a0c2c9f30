import { afterAll, beforeAll, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { listAuditTrail } from "#server/services/list-audit-trail.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { wordsOfPaper } from "#support/paper-words.ts";
import { makeAdministrator, makeMember, signInCookie } from "#support/staff.ts";

let world: TestHouse;
let app: TestApp;
let tip: { reference: string; receipt: string };
const cookies = new Map<string, string>();

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  const subject = { name: "东山铸造厂", address: "东山路1号" };
  tip = await (await post(app, filing(world.house, { subject }))).json();
  const administrator = await makeAdministrator(world);
  const desk = (department: string) =>
    ({ role: "deskLead", jurisdiction: "lanhe", department }) as const;
  const coordinator = { role: "coordinator", jurisdiction: "lanhe" } as const;
  for (const [name, grant] of [
    ["lead", desk("market-regulation")],
    ["elsewhere", desk("government")],
    ["coordinator", coordinator],
    ["substitute", coordinator],
    ["keyless", coordinator],
  ] as const) {
    const hasKeys = name !== "keyless";
    const member = await makeMember(world, administrator, name, [grant], { hasKeys });
    cookies.set(name, await signInCookie(world, member));
  }
});
afterAll(() => world.close());

const save = (who: string, id: string, reference = tip.reference) =>
  app.request(`/staff/tips/${reference}/papers/${id}.docx`, {
    method: "POST",
    headers: {
      Cookie: `${SESSION_COOKIE}=${cookies.get(who) ?? ""}`,
      Origin: "http://localhost",
    },
  });

const wordsOf = async (answer: Response) =>
  await wordsOfPaper(Buffer.from(await answer.arrayBuffer()));

test("a letter holds the facts of the tip, leaves numbers blank and copies no word of it", async () => {
  const answer = await save("lead", "transfer");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Disposition")).toBe(
    `attachment; filename="${tip.reference}-transfer.docx"`,
  );
  expect(answer.headers.get("Cache-Control")).toContain("no-store");
  const words = await wordsOf(answer);
  for (const word of ["关于移送举报线索的函", tip.reference, "东山铸造厂", "____〔____〕____号"])
    expect(words).toContain(word);
  expect(words).not.toContain("中频炉");
  expect(words).not.toMatch(/[{}]/);
});

test("what the tip does not have yet stays blank", async () => {
  const words = await wordsOf(await save("lead", "reply"));
  expect(words).toContain("现答复如下：\n核查结论：____\n核查方式：____\n____\n");
});

test("a desk without the tip, a stranger and a paper that is not there get nothing", async () => {
  expect((await save("elsewhere", "transfer")).status).toBe(404);
  expect((await save("lead", "nothing")).status).toBe(404);
  expect((await save("lead", "transfer", "LH-2026-999999")).status).toBe(404);
  const asked = await save("nobody", "transfer");
  expect([asked.status, asked.headers.get("Location")]).toEqual([303, "/staff/sign-in/"]);
});

const asMember = (who: string, path: string, body?: object) =>
  app.request(`/api/v1/staff${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Cookie: `${SESSION_COOKIE}=${cookies.get(who) ?? ""}`,
      Origin: "http://localhost",
      "Content-Type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const ORDER = { note: "请三日内到现场核查。", until: "2026-12-31" };

test("an order is printed by whoever watches over the tip, with nothing of what the tip says", async () => {
  expect((await save("coordinator", "supervision")).status).toBe(404);
  expect(
    (await asMember("coordinator", `/tips/${tip.reference}/papers`, { paper: "supervision" }))
      .status,
  ).toBe(409);
  expect((await asMember("coordinator", `/tips/${tip.reference}/orders`, ORDER)).status).toBe(200);
  const words = await wordsOf(await save("coordinator", "supervision"));
  for (const word of ["举报办理督办单", tip.reference, ORDER.note, "请最迟于2026年12月31日答复"])
    expect(words).toContain(word);
  for (const word of ["东山铸造厂", "中频炉"]) expect(words).not.toContain(word);
  expect(words).not.toMatch(/[{}]/);
});

test("a colleague with the office key and the desk it went to print the order with its words", async () => {
  for (const who of ["substitute", "lead"])
    expect(await wordsOf(await save(who, "supervision"))).toContain(`要求如下：\n${ORDER.note}\n`);
});

test("the list of orders tells each who watches over the tip whether they can print the words", async () => {
  for (const [who, mayRead] of [
    ["coordinator", true],
    ["substitute", true],
    ["keyless", false],
  ] as const) {
    const { orders } = await (await asMember(who, "/clocks")).json();
    const order = { reference: tip.reference, answerBy: ORDER.until, mayRead };
    expect([who, orders]).toMatchObject([who, [order]]);
  }
  const { orders } = await (await asMember("lead", "/clocks")).json();
  expect(orders).toEqual([]);
});

test("without the office key its words stay blank; a desk without the tip prints none", async () => {
  const words = await wordsOf(await save("keyless", "supervision"));
  expect(words).toContain("要求如下：\n____\n");
  expect(words).not.toContain(ORDER.note);
  expect((await save("elsewhere", "supervision")).status).toBe(404);
  expect((await save("coordinator", "transfer")).status).toBe(404);
});

test("without a paper the API says what is missing, whatever the tip", async () => {
  for (const reference of [tip.reference, "LH-2026-999999"]) {
    const answer = await asMember("lead", `/tips/${reference}/papers`, {});
    expect([answer.status, (await answer.json()).errors]).toEqual([
      422,
      [{ field: "paper", message: "请写明哪一种文书（paper）。" }],
    ]);
  }
});

test("the API makes the same paper", async () => {
  const answer = await asMember("lead", `/tips/${tip.reference}/papers`, { paper: "reply" });
  const { name, content } = await answer.json();
  expect(name).toBe(`${tip.reference}-reply.docx`);
  expect(await wordsOfPaper(Buffer.from(content, "base64"))).toContain("举报事项答复");
});

test("each paper that was made stands in the trail once: which, when, by whom; the rest leaves none", async () => {
  const { tipEvents } = world.house.db.read.query;
  const made = (await tipEvents.findMany()).filter(({ act }) => act === "make-paper");
  expect(made.map(({ outcome, by }) => [outcome, by])).toEqual([
    ["transfer", "market-regulation"],
    ["reply", "market-regulation"],
    ["supervision", "miit"],
    ["supervision", "miit"],
    ["supervision", "market-regulation"],
    ["supervision", "miit"],
    ["reply", "market-regulation"],
  ]);
  const actors = made.map(({ actor }) => actor);
  expect(new Set(actors).size).toBe(4);
  expect(new Set([actors[2], actors[3], actors[5]]).size).toBe(3);
  expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
  const trail = await listAuditTrail(world.house, "tips", { reference: tip.reference });
  expect(trail.lines.map(({ name }) => name)).toContain("制作文书：督办单");
});

test("the desk sees them on the time line and may act as before; the reporter is not told", async () => {
  const view = await (await asMember("lead", `/tips/${tip.reference}`)).json();
  expect(view.steps.map(({ name }: { name: string }) => name)).toContain("制作文书：移送函");
  expect(view.papers).toHaveLength(7);
  const seen = await (await follow(app, tip.receipt)).text();
  expect(seen).toContain("supervise");
  for (const word of ["make-paper", "制作文书"]) expect(seen).not.toContain(word);
  const request = { act: "admit", version: view.version };
  expect((await asMember("lead", `/tips/${tip.reference}/acts`, request)).status).toBe(200);
});

test("a link or a form from elsewhere makes no paper", async () => {
  const path = `/staff/tips/${tip.reference}/papers/transfer.docx`;
  const headers = { Cookie: `${SESSION_COOKIE}=${cookies.get("lead") ?? ""}` };
  expect((await app.request(path, { headers })).status).not.toBe(200);
  const from = { ...headers, Origin: "https://evil.example" };
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const forged = await app.request(path, {
    method: "POST",
    headers: { ...from, ...form },
    body: "",
  });
  expect(forged.status).toBe(403);
});
