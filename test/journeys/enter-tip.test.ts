import { afterAll, beforeAll, expect, test } from "vitest";
import { listTips } from "#db/queries/tips.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { enterTip } from "#server/services/enter-tip.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let clerk: Clerk;
const DESK = { jurisdiction: "lanhe", department: "miit" };

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  clerk = { ...recoveryClerk(world.house, world.passphrase), id: "member-one" };
});
afterAll(() => world.close());

const INPUT = {
  channel: "phone",
  category: "ditiaogang",
  subject: { name: "某铸造厂" },
  description: "来电人说后半夜有炉子。",
  reporter: { as: "anonymous" },
};
const enter = (
  input: Record<string, unknown> = INPUT,
  idempotencyKey: string = crypto.randomUUID(),
  who = clerk,
) => enterTip(world.house, who, DESK, { idempotencyKey, input });

test("what came by phone is numbered, routed and followed like what was filed here", async () => {
  await post(app, filing(world.house));
  const entered = await enter();
  expect(entered).toMatchObject({
    value: {
      reference: "LH-2026-000002",
      desks: [{ department: "market-regulation" }, { department: "miit" }],
    },
  });
  const receipt = "value" in entered ? entered.value.receipt : "";
  const seen = await (await follow(app, receipt)).json();
  expect(seen).toMatchObject({ status: "received", steps: [{ act: "submit", by: "miit" }] });
  const view = await viewTipAtDesk(world.house, clerk, "LH-2026-000002");
  expect(view).toHaveProperty("value.body.description", INPUT.description);
  const [row] = await listTips(world.house.db.read);
  expect(row).toMatchObject({ channel: "phone", isWeaklyProven: false });
});

test("sent twice it is entered once; another text under the same key is refused", async () => {
  const key = crypto.randomUUID();
  const [one, two] = await Promise.all([enter(INPUT, key), enter(INPUT, key)]);
  expect(one).toEqual(two);
  expect(await enter({ ...INPUT, description: "别的事" }, key)).toMatchObject({
    refusal: "key-reused",
  });
});

test("everything that is missing is said at once, and nothing is written", async () => {
  const before = (await listTips(world.house.db.read)).length;
  expect(await enter({ subject: { unknown: true }, reporter: { as: "named" } })).toMatchObject({
    refusal: "invalid",
    problems: expect.arrayContaining(
      ["channel", "category", "description", "reporter.name", "reporter.phone"].map((field) =>
        expect.objectContaining({ field }),
      ),
    ),
  });
  expect(await listTips(world.house.db.read)).toHaveLength(before);
});

test("nobody enters a tip for a desk that is not theirs", async () => {
  const stranger: Clerk = { ...clerk, may: () => false };
  expect(await enter(INPUT, crypto.randomUUID(), stranger)).toMatchObject({ refusal: "forbidden" });
});
