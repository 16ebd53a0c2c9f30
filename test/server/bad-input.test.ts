import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
});
afterAll(() => world.close());

/** What is changed in a good filing, the field that must be named, and what its sentence says. */
const CASES: readonly [string, Record<string, unknown>, string, RegExp][] = [
  ["no place", { jurisdiction: undefined }, "jurisdiction", /请选择/],
  ["a place we do not have", { jurisdiction: "canary-place" }, "jurisdiction", /没有这个地区/],
  ["a place that is a number", { jurisdiction: 7 }, "jurisdiction", /请选择/],
  ["an area of another place", { area: "canary" }, "area", /没有这个县/],
  ["no category", { category: undefined }, "category", /请选择/],
  ["a category we do not have", { category: "canary" }, "category", /没有这一类/],
  ["a kind of another category", { kind: "canary" }, "kind", /没有这种情形/],
  ["no subject", { subject: undefined }, "subject", /哪家企业/],
  ["an empty subject", { subject: {} }, "subject", /哪家企业/],
  ["a subject without a name", { subject: { name: "  " } }, "subject.name", /名称/],
  ["a name of 101 characters", { subject: { name: "厂".repeat(101) } }, "subject.name", /100/],
  [
    "an unknown enterprise",
    { subject: { enterprise: "canary" } },
    "subject.enterprise",
    /没有这家/,
  ],
  [
    "a place of 201 characters",
    { subject: { unknown: true, address: "村".repeat(201) } },
    "subject.address",
    /200/,
  ],
  ["two subjects", { subject: { name: "a", unknown: true } }, "subject", /哪家企业/],
  ["no words", { description: " \n " }, "description", /请写下/],
  ["5001 characters", { description: "字".repeat(5001) }, "description", /5000/],
  ["words that are a list", { description: ["a"] }, "description", /请写下/],
  ["a day that does not exist", { seenOn: "2026-02-30" }, "seenOn", /不是真实存在/],
  ["a day to come", { seenOn: "2026-11-22" }, "seenOn", /不能晚于今天/],
  ["ongoing as a word", { isOngoing: "yes" }, "isOngoing", /是.*否/],
  ["no reporter", { reporter: undefined }, "reporter", /实名还是匿名/],
  ["a reporter of another kind", { reporter: { as: "canary" } }, "reporter.as", /实名还是匿名/],
  [
    "named without a name",
    { reporter: { as: "named", phone: "13800000000" } },
    "reporter.name",
    /姓名/,
  ],
  [
    "a phone with letters",
    { reporter: { as: "named", name: "张三", phone: "call me" } },
    "reporter.phone",
    /7至15位/,
  ],
  ["an unknown department to exclude", { exclude: ["canary"] }, "exclude", /没有的部门/],
  ["exclusions that are a word", { exclude: "miit" }, "exclude", /列表/],
  [
    "the supervisor excluded",
    { exclude: ["miit", "market-regulation", "government"] },
    "exclude",
    /上级不能回避/,
  ],
  ["a field nobody knows", { canary: 1 }, "", /不认识的字段/],
  ["no proof", { proof: undefined }, "proof", /验证/],
];

describe("a filing with a fault is refused, naming the field in a sentence", () => {
  test.each(CASES)("%s", async (_, change, field, sentence) => {
    const answer = await post(app, filing(world.house, change));
    expect(answer.status).toBe(422);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    const text = await answer.text();
    expect(text).not.toContain("canary");
    const named = JSON.parse(text).errors.find((error: { field: string }) => error.field === field);
    expect(named?.message, text).toMatch(sentence);
  });

  test("all faults come at once", async () => {
    const body = filing(world.house, { description: "", seenOn: "x", reporter: {}, category: "" });
    const { errors } = await (await post(app, body)).json();
    const fields = errors.map((error: { field: string }) => error.field);
    expect(fields).toEqual(
      expect.arrayContaining(["description", "seenOn", "reporter.as", "category"]),
    );
  });

  test("nothing of all that was stored", async () => {
    expect(await world.house.db.read.query.tips.findMany()).toEqual([]);
  });
});

describe("what is not even a filing", () => {
  test.each([
    ["no JSON at all", "{", {}, 400],
    ["a list", "[]", {}, 422],
    ["a word", '"canary"', {}, 422],
    ["a form", "a=1", { "Content-Type": "application/x-www-form-urlencoded" }, 415],
    ["no key", "{}", { "Idempotency-Key": "" }, 422],
    ["a short key", "{}", { "Idempotency-Key": "abc" }, 422],
    ["more than 64 kB", JSON.stringify({ description: "a".repeat(70_000) }), {}, 413],
  ])("%s", async (_, body, headers, status) => {
    const answer = await post(app, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(await answer.text()).not.toContain("canary");
  });

  test.each([
    ["rubbish", { altcha: "canary" }],
    [
      "a challenge nobody signed",
      { altcha: btoa(JSON.stringify({ challenge: {}, solution: {} })) },
    ],
    ["a question nobody asked", { question: "a.1.b", answer: "7" }],
    ["a question that never ends", { question: `a.9999999999999.${"0".repeat(64)}`, answer: "7" }],
  ])("a proof that is %s", async (_, proof) => {
    const answer = await post(app, filing(world.house, { proof }));
    expect(answer.status).toBe(403);
    expect(await answer.json()).toHaveProperty("errors.0.field", "proof");
  });
});

describe("a code that opens nothing", () => {
  test.each([
    ["none", undefined, 401],
    ["another scheme", "Bearer canary", 401],
    ["rubbish", "Receipt canary!", 422],
    ["a wrong check character", "Receipt 0000-0000-0000-0000-0001", 422],
    ["a code nobody was given", "Receipt 0000-0000-0000-0000-0000", 404],
  ])("%s", async (_, authorization, status) => {
    const headers: Record<string, string> = authorization ? { Authorization: authorization } : {};
    const answer = await app.request("/api/v1/tips/current", { headers });
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain("canary");
  });
});

test("forms of other sites are not taken, the start of a report from anywhere is", async () => {
  const send = (path: string) =>
    app.request(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: "https://elsewhere.example",
        "Sec-Fetch-Site": "cross-site",
      },
      body: "receipt=x",
    });
  expect((await send("/track/")).status).toBe(403);
  expect((await send("/report/send/")).status).toBe(403);
  expect((await send("/report/")).status).toBe(404); // no pages in this test, but past the guard
});

test("an address of the API that does not exist is a problem, not a page", async () => {
  const answer = await app.request("/api/v1/canary");
  expect(answer.status).toBe(404);
  expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
});

test("the API describes every address it answers", async () => {
  const { paths } = await (await app.request("/api/v1/openapi.json")).json();
  const answered = app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v1/"))
    .map(({ path }) => path.replace(/:(\w+)/g, "{$1}"))
    .filter((path) => path !== "/api/v1/openapi.json");
  expect(answered).toContain("/api/v1/tips");
  expect(Object.keys(paths).toSorted()).toEqual([...new Set(answered)].toSorted());
  const schema = paths["/api/v1/tips"].post.requestBody.content["application/json"].schema;
  expect(Object.keys(schema.properties)).toEqual(
    expect.arrayContaining(["jurisdiction", "subject", "reporter", "proof"]),
  );
});
