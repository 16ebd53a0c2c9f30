import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { afterEach, beforeEach, expect, test } from "vitest";
import { spendProof } from "#db/queries/filing.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;

beforeEach(async () => {
  world = await openTestHouse();
  // The library holds the end of a challenge against the clock of the machine.
  world.clock.now = new Date();
  app = testApp(world).app;
});
afterEach(() => world.close());

async function challenge(): Promise<Challenge> {
  return (await (await app.request("/api/v1/challenge")).json()).altcha;
}

async function proofOf(asked: Challenge) {
  const solution = await solveChallenge({ challenge: asked, deriveKey });
  return { altcha: btoa(JSON.stringify({ challenge: asked, solution })) };
}

const send = (proof: object) => post(app, filing(world.house, { proof }));

test("work that was done files a tip without a mark, once", async () => {
  const proof = await proofOf(await challenge());
  expect((await send(proof)).status).toBe(201);
  expect(await world.house.db.read.query.tips.findFirst()).toMatchObject({ isWeaklyProven: false });
  const again = await send(proof);
  expect(again.status).toBe(403);
  expect((await again.json()).errors[0].message).toContain("已经用过");
});

test("work for a challenge that was made cheaper or longer by hand does not count", async () => {
  const { parameters, signature } = await challenge();
  const cheaper = { parameters: { ...parameters, cost: 1 }, signature } as Challenge;
  expect((await send(await proofOf(cheaper))).status).toBe(403);
  const longer = { parameters: { ...parameters, expiresAt: 9_999_999_999 }, signature };
  expect((await send(await proofOf(longer as Challenge))).status).toBe(403);
});

test("work for a challenge of twenty minutes ago does not count", async () => {
  world.clock.now = new Date(Date.now() - 21 * 60_000);
  const answer = await send(await proofOf(await challenge()));
  expect(answer.status).toBe(403);
  expect((await answer.json()).errors[0].message).toContain("过期");
});

test("the price of work rises with the filings of the last ten minutes, and falls again", async () => {
  const costs: number[] = [];
  const note = async () => {
    world.clock.now = new Date(world.clock.now.getTime() + 6000);
    costs.push(Number((await challenge()).parameters.cost));
  };
  const flood = (count: number) =>
    world.house.db.tx(async (queries) => {
      const expiresAt = new Date(world.clock.now.getTime() + 120 * 60_000).toISOString();
      for (let n = 0; n < count; n += 1) {
        await spendProof(queries, { id: crypto.randomUUID(), expiresAt });
      }
    });
  await note();
  for (const count of [100, 200, 700]) {
    await flood(count);
    await note();
  }
  world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000);
  await note();
  expect(costs).toEqual([5000, 10_000, 20_000, 40_000, 5000]);
});
