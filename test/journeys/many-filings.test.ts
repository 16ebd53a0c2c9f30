import { afterAll, beforeAll, expect, test } from "vitest";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
});
afterAll(() => world.close());

test("200 filings at once: none lost, none doubled, numbers without a gap", async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, async () => (await post(app, filing(world.house))).json()),
  );
  const numbers = answers.map((answer) => Number(answer.reference.split("-").at(-1)));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  expect(new Set(answers.map((answer) => answer.receipt)).size).toBe(200);
  expect(await world.house.db.read.query.tips.findMany()).toHaveLength(200);
  expect(await world.house.db.read.query.deskKeys.findMany()).toHaveLength(2);
});

test("the same filing sent twenty times at once is one tip with one answer", async () => {
  const body = filing(world.house);
  const headers = { "Idempotency-Key": "the-same-key-twenty-times" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await post(app, body, headers)).text()),
  );
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? "")).toHaveProperty("reference", "LH-2026-000201");
  expect(await world.house.db.read.query.tips.findMany()).toHaveLength(201);
});

test("the same key with another filing is refused", async () => {
  const headers = { "Idempotency-Key": "the-same-key-twenty-times" };
  const other = await post(app, filing(world.house, { description: "另一件事" }), headers);
  expect(other.status).toBe(422);
  expect(await other.json()).toHaveProperty("errors.0.field", "Idempotency-Key");
});

test("a repeat needs no second proof; after a day the kept answer is forgotten", async () => {
  const headers = { "Idempotency-Key": "the-same-key-another-day" };
  const body = filing(world.house);
  const first = await (await post(app, body, headers)).json();
  expect(await (await post(app, { ...body, proof: undefined }, headers)).json()).toEqual(first);
  world.clock.now = new Date(world.clock.now.getTime() + 25 * 3_600_000);
  expect((await post(app, { ...body, proof: undefined }, headers)).status).toBe(422);
});

test("a proof is spent once, and a wrong answer spends it too", async () => {
  const body = filing(world.house);
  expect((await post(app, body)).status).toBe(201);
  expect((await post(app, body)).status).toBe(403);
  const second = filing(world.house) as { proof: { question: string; answer: string } };
  const wrong = { ...second, proof: { ...second.proof, answer: "99" } };
  expect((await post(app, wrong)).status).toBe(403);
  expect((await post(app, second)).status).toBe(403);
});

test("the number starts anew each year in Shanghai", async () => {
  world.clock.now = new Date("2026-12-31T16:30:00Z");
  const { reference } = await (await post(app, filing(world.house))).json();
  expect(reference).toBe("LH-2027-000001");
});
