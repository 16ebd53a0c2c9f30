import { afterAll, beforeAll, expect, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember, signInCookie } from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const HALF_AN_HOUR = 30;

let world: TestHouse;
let app: TestApp;
let cookie = "";
let presence = "";

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  const administrator = await makeAdministrator(world);
  const member = await makeMember(world, administrator, "clerk.one", [
    { role: "deskLead", ...DESK },
  ]);
  cookie = `${SESSION_COOKIE}=${await signInCookie(world, member)}`;
  const { reference } = await (await post(app, filing(world.house))).json();
  presence = `/api/v1/staff/tips/${reference}/presence`;
});
afterAll(() => world?.close());

test("a page that stays open says so all the time, and keeps nobody signed in", async () => {
  const say = () =>
    app.request(presence, {
      method: "POST",
      headers: { Cookie: cookie, Origin: "http://localhost", "Content-Type": "application/json" },
      body: JSON.stringify({ isWriting: false, hasRead: false }),
    });
  const start = world.clock.now.getTime();
  for (let minute = 0; minute < HALF_AN_HOUR; minute += 1) {
    world.clock.now = new Date(start + minute * 60_000);
    expect((await say()).status).toBe(200);
  }
  world.clock.now = new Date(start + HALF_AN_HOUR * 60_000 + 1000);
  expect((await say()).status).toBe(401);
});
