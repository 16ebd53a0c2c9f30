import { afterEach, beforeEach, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let lines: string[];
/** What the database answers every transaction with; null when it works. */
let fault: Error | null;

beforeEach(async () => {
  world = await openTestHouse();
  fault = null;
  const { db } = world.house;
  const tx: typeof db.tx = (work) => (fault === null ? db.tx(work) : Promise.reject(fault));
  const made = testApp({ ...world, house: { ...world.house, db: { ...db, tx } } });
  app = made.app;
  lines = made.log.lines;
});
afterEach(() => world.close());

/** As drizzle throws what the driver threw: the message holds the values of the query. */
function failed(code: string): Error {
  const cause = Object.assign(new Error("from the driver"), { code });
  return new Error("Failed query: insert …\nparams: 13800000000", { cause });
}

test.each([
  ["another process writes for too long", "SQLITE_BUSY"],
  ["a row was waited for too long", "55P03"],
  ["a statement took too long", "57014"],
  ["the server is being restarted", "57P01"],
  ["no server answers", "ECONNREFUSED"],
])("when %s the filing is asked for again, and then taken once", async (_, code) => {
  const body = filing(world.house);
  const headers = { "Idempotency-Key": "sent-until-it-is-taken" };
  fault = failed(code);
  const refused = await post(app, body, headers);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("Retry-After")).toBe("5");
  expect((await refused.json()).errors[0].message).toContain("原样再提交一次");
  fault = null;
  const taken = await post(app, body, headers);
  expect(taken.status).toBe(201);
  expect(await (await post(app, body, headers)).text()).toBe(await taken.text());
  const { read } = world.house.db;
  expect(await read.$count(tablesOf(read).tips)).toBe(1);
});

test("a message sent while the database is busy is asked for again", async () => {
  const { receipt } = await (await post(app, filing(world.house))).json();
  const send = () =>
    app.request("/api/v1/tips/current/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Receipt ${receipt}` },
      body: JSON.stringify({ text: "朝南。" }),
    });
  fault = failed("40001");
  expect((await send()).status).toBe(503);
  fault = null;
  expect((await send()).status).toBe(201);
  expect((await (await follow(app, receipt)).json()).messages).toHaveLength(1);
});

test("any other fault is ours: 500, and the log says where but not with what values", async () => {
  fault = failed("23505");
  const answer = await post(app, filing(world.house));
  expect(answer.status).toBe(500);
  expect(lines.join("")).toContain("busy.test.ts");
  expect(lines.join("")).not.toContain("13800000000");
});
