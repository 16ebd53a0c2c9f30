import { afterAll, beforeAll, expect, test } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import type { Grant } from "#domain/staff-role.ts";
import { createDeskServices } from "#server/services/desk-services.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  signedIn,
  signInCookie,
  type TestMember,
} from "#support/staff.ts";

let world: TestHouse;
let app: TestApp;
let session: StaffSession;
let member: TestMember;
let tip: { reference: string; receipt: string };
const LEAD = { jurisdiction: "lanhe", department: "market-regulation" };
const TEXT = "请带着13800138000的机主王先生来。";

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  tip = await (await post(app, filing(world.house))).json();
  const grants: Grant[] = [{ role: "deskLead", ...LEAD }];
  member = await makeMember(world, await makeAdministrator(world), "lead", grants);
  session = await signedIn(world, member);
});
afterAll(() => world.close());

const desk = () => createDeskServices(world.house);
const seen = async () => await (await follow(app, tip.receipt)).text();

test("a message that points to a person waits until the desk has decided about it", async () => {
  const refused = await desk().recordMessage(session, tip.reference, { text: TEXT });
  expect(refused).toMatchObject({ refusal: "invalid", problems: [{ field: "text" }] });
  expect(JSON.stringify(refused)).toContain("像是写有电话号码、姓名");
  expect(JSON.stringify(refused)).not.toContain("13800138000");
  expect(await seen()).not.toContain("13800138000");
});

test("it leaves masked, or as it was written, just as the desk decides", async () => {
  await desk().recordMessage(session, tip.reference, { text: TEXT }, "masked");
  expect(await seen()).toContain("请带着（电话略）的机主某先生来。");
  expect(await seen()).not.toContain("13800138000");
  await desk().recordMessage(session, tip.reference, { text: TEXT }, "asIs");
  expect(await seen()).toContain(TEXT);
});

test("the words of an act are asked about in the same way, field by field", async () => {
  const request = {
    act: "decline",
    input: { note: "已与李女士核对。", ground: "试验依据", elsewhere: "联系人赵大山" },
  };
  expect(await desk().actOnTip(session, tip.reference, request)).toMatchObject({
    problems: [{ field: "note" }, { field: "elsewhere" }],
  });
  const done = await desk().actOnTip(session, tip.reference, request, "masked");
  expect(done).toMatchObject({ value: { status: "declined" } });
  expect(await seen()).toContain("某女士");
  expect(await seen()).not.toContain("李女士");
});

test("what a desk writes for itself is kept as it was written, unasked", async () => {
  const kept = await desk().recordNote(session, tip.reference, { text: TEXT });
  expect(kept).toMatchObject({ value: {} });
});

test("the API asks in the same way, and takes the decision beside the words", async () => {
  const cookie = await signInCookie(world, member);
  const send = (body: object) =>
    app.request(`/api/v1/staff/tips/${tip.reference}/messages`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: "http://localhost",
        Cookie: `${SESSION_COOKIE}=${cookie}`,
      },
      body: JSON.stringify(body),
    });
  const text = "车号陕G54321。";
  expect((await send({ text })).status).toBe(422);
  expect(await (await send({ text, masking: "perhaps" })).json()).toMatchObject({
    errors: [{ field: "masking" }],
  });
  expect((await send({ text, masking: "masked" })).status).toBe(200);
  expect(await seen()).toContain("车号（车牌略）。");
});
