import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closingChecks } from "#domain/closing-check.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
/** A tip under way, which can be given a name, and a closed one. */
let open: string;
let closed: string;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  const file = async () => await (await post(app, filing(world.house))).json();
  open = (await file()).receipt;
  const ended = await file();
  closed = ended.receipt;
  const clerk = recoveryClerk(world.house, world.passphrase);
  const note = "按职责办理。";
  const check = { checkedHow: "documents", noVisit: note, checkedOn: "2026-11-21" };
  const finding = { note, finding: "unsubstantiated", ...check };
  for (const [act, input] of [
    ["admit", {}],
    ["verify", {}],
    ["find", finding],
    ["reply", { note }],
    ["close", { note, checklist: closingChecks("unsubstantiated").map(({ id }) => id) }],
  ] as const) {
    await actOnTip(world.house, clerk, ended.reference, { act, input });
  }
});
afterAll(() => world.close());

/** What is sent, the field that must be named, and what its sentence says. */
type Case = readonly [name: string, body: unknown, field: string, sentence: RegExp];
const NAME = "canary";
const PHONE = "13800138000";

const IDENTITY: readonly Case[] = [
  ["nothing", {}, "name", /姓名/],
  ["no name", { phone: PHONE }, "name", /姓名/],
  ["an empty name", { name: "", phone: PHONE }, "name", /姓名/],
  ["a name of blanks", { name: "　 \n", phone: PHONE }, "name", /姓名/],
  ["a name that is a number", { name: 7, phone: PHONE }, "name", /姓名/],
  ["a name that is null", { name: null, phone: PHONE }, "name", /姓名/],
  ["a name that is a list", { name: [NAME], phone: PHONE }, "name", /姓名/],
  ["101 characters", { name: "canary".repeat(17), phone: PHONE }, "name", /100/],
  ["no phone", { name: NAME }, "phone", /联系电话/],
  ["an empty phone", { name: NAME, phone: "" }, "phone", /7至15位/],
  ["a phone of letters", { name: NAME, phone: "canary" }, "phone", /7至15位/],
  ["six digits", { name: NAME, phone: "123456" }, "phone", /7至15位/],
  ["sixteen digits", { name: NAME, phone: "1".repeat(16) }, "phone", /7至15位/],
  ["two phones", { name: NAME, phone: `${PHONE},${PHONE}` }, "phone", /7至15位/],
  ["a phone that is a number", { name: NAME, phone: 13800138000 }, "phone", /联系电话/],
  ["anonymous again", { as: "anonymous" }, "", /不认识的字段/],
  ["a field nobody knows", { name: NAME, phone: PHONE, canary: 1 }, "", /不认识的字段/],
  ["a list", [], "", /./],
  ["a word", "canary", "", /./],
  ["null", null, "", /./],
];
const SATISFACTION: readonly Case[] = [
  ["nothing", {}, "satisfaction", /满意还是不满意/],
  ["another word", { satisfaction: "canary" }, "satisfaction", /满意还是不满意/],
  ["an empty word", { satisfaction: "" }, "satisfaction", /满意还是不满意/],
  ["the word in Chinese", { satisfaction: "满意" }, "satisfaction", /满意还是不满意/],
  ["capitals", { satisfaction: "CONTENT" }, "satisfaction", /满意还是不满意/],
  ["a blank behind", { satisfaction: "content " }, "satisfaction", /满意还是不满意/],
  ["yes", { satisfaction: true }, "satisfaction", /满意还是不满意/],
  ["five stars", { satisfaction: 5 }, "satisfaction", /满意还是不满意/],
  ["null", { satisfaction: null }, "satisfaction", /满意还是不满意/],
  ["both", { satisfaction: ["content", "discontent"] }, "satisfaction", /满意还是不满意/],
  ["an object", { satisfaction: { canary: 1 } }, "satisfaction", /满意还是不满意/],
  ["a name of Object", { satisfaction: "constructor" }, "satisfaction", /满意还是不满意/],
  ["words with it", { satisfaction: "content", note: "canary" }, "", /不认识的字段/],
  ["a list", ["content"], "", /./],
  ["a word alone", '"canary"', "", /./],
  ["null alone", null, "", /./],
];
const REEXAMINATION: readonly Case[] = [
  ["nothing", {}, "reason", /为什么要求/],
  ["an empty reason", { reason: "" }, "reason", /为什么要求/],
  ["blanks", { reason: " \r\n　" }, "reason", /为什么要求/],
  ["2001 characters", { reason: "字".repeat(2001) }, "reason", /2000/],
  ["a number", { reason: 1 }, "reason", /为什么要求/],
  ["null", { reason: null }, "reason", /为什么要求/],
  ["a list", { reason: ["canary"] }, "reason", /为什么要求/],
  ["an object", { reason: { canary: 1 } }, "reason", /为什么要求/],
  ["yes", { reason: true }, "reason", /为什么要求/],
  ["the desk's word for it", { note: "canary" }, "reason", /为什么要求/],
  ["a field nobody knows", { reason: "canary", canary: 1 }, "", /不认识的字段/],
  ["a finding with it", { reason: "canary", finding: "substantiated" }, "", /不认识的字段/],
  ["a version with it", { reason: "canary", version: 1 }, "", /不认识的字段/],
  ["a list alone", [], "", /./],
  ["a word alone", "canary", "", /./],
  ["null alone", null, "", /./],
];

describe.each([
  { door: "identity", cases: IDENTITY, tip: () => open },
  { door: "satisfaction", cases: SATISFACTION, tip: () => closed },
  { door: "reexamination", cases: REEXAMINATION, tip: () => closed },
])("at the door for $door", ({ door, cases, tip }) => {
  test.each(cases)(
    "%s is refused, naming the field in a sentence",
    async (_, body, field, says) => {
      const answer = await send(door, tip(), JSON.stringify(body));
      const text = await answer.text();
      expect(answer.status, text).toBe(422);
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      expect(text).not.toContain("canary");
      const named = JSON.parse(text).errors.find(
        (error: { field: string }) => error.field === field,
      );
      expect(named?.message, text).toMatch(says);
    },
  );

  test.each([
    ["no code", undefined, "{}", "application/json", 401],
    ["another scheme", "Bearer canary", "{}", "application/json", 401],
    ["rubbish for a code", "Receipt canary!", "{}", "application/json", 422],
    ["a typing error", "Receipt 0000-0000-0000-0000-0001", "{}", "application/json", 422],
    ["a code nobody was given", "Receipt 0000-0000-0000-0000-0000", "{}", "application/json", 404],
    ["half a body", null, "{", "application/json", 400],
    ["no body", null, "", "application/json", 400],
    ["a form", null, "name=canary", "application/x-www-form-urlencoded", 415],
    ["64 kB and more", null, JSON.stringify({ a: "b".repeat(70_000) }), "application/json", 413],
  ] as const)("%s is refused", async (_, authorization, body, type, status) => {
    const code = authorization === null ? `Receipt ${tip()}` : authorization;
    const answer = await app.request(`/api/v1/tips/current/${door}`, {
      method: "POST",
      headers: { "Content-Type": type, ...(code ? { Authorization: code } : {}) },
      body,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(await answer.text()).not.toContain("canary");
  });

  test("asking instead of sending finds nothing", async () => {
    const answer = await app.request(`/api/v1/tips/current/${door}`);
    expect(answer.status).toBe(404);
  });
});

test("after all of that nothing has changed", async () => {
  const rows = await world.house.db.read.query.tips.findMany();
  expect(rows.map(({ isNamed, satisfaction, status }) => [isNamed, satisfaction, status])).toEqual([
    [false, null, "received"],
    [false, null, "closed"],
  ]);
  expect(await world.house.db.read.query.tipEvents.findMany()).toHaveLength(7);
});

function send(door: string, receipt: string, body: string) {
  return app.request(`/api/v1/tips/current/${door}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Receipt ${receipt}` },
    body,
  });
}
