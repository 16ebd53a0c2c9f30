import sodium from "libsodium-wrappers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { findChainFault } from "#db/queries/chain-check.ts";
import { CannotOpen } from "#server/secrets/sealing.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { type Clerk, onlyFor, recoveryClerk, recoveryOpener } from "#server/services/desk.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let clerk: Clerk;
let receipt: string;
let reference: string;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  clerk = recoveryClerk(world.house, world.passphrase);
});
afterAll(() => world.close());

test("a filing gets a number, a code, its desks with reason and basis, and a signature", async () => {
  const answer = await post(app, filing(world.house));
  expect(answer.status).toBe(201);
  const body = await answer.json();
  expect(body.reference).toBe("LH-2026-000001");
  expect(body.receipt).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  expect(body.desks).toEqual([
    expect.objectContaining({
      department: "market-regulation",
      role: "lead",
      basis: { document: "lanhe-2024", where: "二（二）" },
      dueOn: "2027-01-21",
      due: {
        step: "verification",
        state: "running",
        isProvisional: false,
        isDefault: false,
        basis: "试验方案",
        lateBy: 0,
        extendedTo: null,
      },
    }),
    expect.objectContaining({ department: "miit", role: "supporting" }),
  ]);
  const { signing } = world.house.keyring;
  expect(body.keyId).toBe(signing.id);
  const key = Buffer.from(signing.publicKey, "base64");
  const signature = Buffer.from(body.signature, "base64");
  expect(sodium.crypto_sign_verify_detached(signature, body.statement, key)).toBe(true);
  expect(sodium.crypto_sign_verify_detached(signature, `${body.statement}!`, key)).toBe(false);
  ({ receipt, reference } = body);
});

test("the code shows the status and the desks, written in any way", async () => {
  const answer = await follow(app, receipt.toLowerCase().replaceAll("-", " "));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(await answer.json()).toMatchObject({
    reference,
    status: "received",
    steps: [{ status: "received" }],
    messages: [],
    attachments: [],
  });
});

test("the desk reads it with the passphrase, and nobody with another", async () => {
  const viewed = await viewTipAtDesk(world.house, clerk, reference);
  expect(viewed).toHaveProperty("value.body.description", "后半夜有中频炉化废钢。");
  expect(() => recoveryOpener(world.house, "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")).toThrow(CannotOpen);
});

test("the desk admits it and replies; the reporter sees both", async () => {
  world.clock.now = new Date("2026-11-22T02:00:00Z");
  const admission = { act: "admit", input: { note: "已安排人员核查。" } };
  expect(await actOnTip(world.house, clerk, reference, admission)).toEqual({
    value: { status: "admitted", version: 2 },
  });
  world.clock.now = new Date("2026-11-22T03:00:00Z");
  await recordDeskMessage(world.house, clerk, reference, { text: "请问大门朝哪边开？" });
  const view = await (await follow(app, receipt)).json();
  expect(view.status).toBe("admitted");
  expect(view.steps.at(-1)).toMatchObject({ by: "market-regulation", note: "已安排人员核查。" });
  expect(view.messages).toEqual([
    expect.objectContaining({ from: "desk", text: "请问大门朝哪边开？" }),
  ]);
});

test("the reporter answers, and the desk reads it; sent twice it is kept once", async () => {
  world.clock.now = new Date("2026-11-22T04:00:00Z");
  const send = () =>
    app.request("/api/v1/tips/current/messages", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Authorization: `Receipt ${receipt}`,
        "Idempotency-Key": "one-message-sent-twice",
      },
      body: JSON.stringify({ text: "朝南。" }),
    });
  expect((await send()).status).toBe(201);
  expect((await send()).status).toBe(201);
  const viewed = await viewTipAtDesk(world.house, clerk, reference);
  const texts = "value" in viewed ? viewed.value.messages.map((message) => message.text) : [];
  expect(texts).toEqual(["请问大门朝哪边开？", "朝南。"]);
});

test("an unlawful move is refused and says what is lawful", async () => {
  const again = await actOnTip(world.house, clerk, reference, { act: "admit", input: {} });
  expect(again).toMatchObject({ refusal: "conflict" });
  expect(again).toHaveProperty("problems.0.message", expect.stringContaining("开始核查（verify）"));
});

test("the chain of events holds and says who acted", async () => {
  const { db } = world.house;
  expect(await findChainFault(db.read, "tip-events")).toBeNull();
  const events = await db.read.select().from(tablesOf(db.read).tipEvents);
  expect(events.map(({ act, actor }) => [act, actor])).toEqual([
    ["submit", "reporter"],
    ["admit", "recovery"],
  ]);
});

test("a named reporter is known to the desk in charge alone", async () => {
  const reporter = { as: "named", name: "张三", phone: "138 0000 0000" };
  const { reference: named } = await (await post(app, filing(world.house, { reporter }))).json();
  await actOnTip(world.house, clerk, named, { act: "ask-identity", input: { note: "要核对" } });
  const unseen = await viewTipAtDesk(world.house, only("market-regulation"), named);
  expect(unseen).toHaveProperty("value.identity", null);
  await allowIdentity(world.house, clerk, named);
  const inCharge = await viewTipAtDesk(world.house, only("market-regulation"), named);
  expect(inCharge).toHaveProperty("value.identity", { ...reporter, phone: "13800000000" });
  const supporting = await viewTipAtDesk(world.house, only("miit"), named);
  expect(supporting).toHaveProperty("value.identity", null);
  expect(supporting).toHaveProperty("value.body.category", "ditiaogang");
});

test("a desk that was excluded cannot open the tip, and its place is taken above", async () => {
  const exclude = ["market-regulation"];
  const answer = await (await post(app, filing(world.house, { exclude }))).json();
  expect(answer.desks[0]).toMatchObject({ department: "government", role: "lead" });
  const opened = await viewTipAtDesk(world.house, only("market-regulation"), answer.reference);
  expect(opened).toMatchObject({ refusal: "not-found" });
});

/** Somebody who holds the key of one desk. */
function only(department: string): Clerk {
  return { ...clerk, opener: onlyFor(department, clerk.opener) };
}
