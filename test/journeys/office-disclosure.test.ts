import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { findChainFault } from "#db/queries/chain-check.ts";
import { findRecordFaults } from "#db/queries/record-check.ts";
import { officeOf } from "#domain/office.ts";
import { readContent } from "#registry/read-content.ts";
import { sealJsonTo } from "#server/secrets/sealing.ts";
import { deskKeyOf } from "#server/services/desk-keys.ts";
import { listDisclosures } from "#server/services/list-disclosures.ts";
import { publishOutcome } from "#server/services/publish-outcome.ts";
import { recordDisclosure } from "#server/services/record-disclosure.ts";
import { viewDisclosure } from "#server/services/view-disclosure.ts";
import { viewTip } from "#server/services/view-tip.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { testApp } from "#support/app.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { closeTip, type FiledTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const DAYS = { received: "2026-03-02", found: "2026-03-10", closed: "2026-03-20" };
const TEXTS = {
  summary: "反映一家企业违规使用中频炉。",
  measure: "经核查属实，已责令拆除设备。",
  enterprise: "lanhe-e1",
  isChecked: true,
};

let content: ContentCopy;
let world: TestHouse;
let admin: TestMember;
let lead: TestMember;
let coordinator: TestMember;
let keyless: TestMember;
let handler: TestMember;
let tip: FiledTip;

beforeAll(async () => {
  content = copyContent();
  world = await openTestHouse(content.root);
  admin = await makeAdministrator(world);
  const member = (
    account: string,
    grant: Parameters<typeof makeMember>[3][number],
    hasKeys = true,
  ) => makeMember(world, admin, account, [grant], { hasKeys });
  lead = await member("lead", { role: "deskLead", ...DESK });
  handler = await member("handler", { role: "handler", ...DESK });
  coordinator = await member("coordinator", { role: "coordinator", jurisdiction: "lanhe" });
  keyless = await member("keyless", { role: "coordinator", jurisdiction: "lanhe" }, false);
});
afterAll(async () => {
  await world.close();
  content.discard();
});
beforeEach(async () => {
  const later = new Date(world.clock.now.getTime() + 3_600_000);
  tip = await closeTip(world, DAYS, "substantiated", { description: "门口有条黄狗。" });
  world.clock.now = later;
});

const clerkOf = async (who: TestMember) => (await signedIn(world, who)).clerk;
const propose = async (who: TestMember, input: object = TEXTS) =>
  recordDisclosure(world.house, await clerkOf(who), tip.reference, input);
const agree = async (who: TestMember, input: object = { isChecked: true }) =>
  publishOutcome(world.house, await clerkOf(who), tip.reference, input);
const view = async (who: TestMember) =>
  viewDisclosure(world.house, await clerkOf(who), tip.reference);
const listed = async (who: TestMember) =>
  (await listDisclosures(world.house, (await signedIn(world, who)).member)).filter(
    ({ reference }) => reference === tip.reference,
  );
const summaries = () =>
  (readContent(content.root).snapshot?.outcomes ?? []).map(({ summary }) => summary);

describe("where a desk has nobody else who can agree", () => {
  test("a coordinator reads the text that becomes public, and nothing of the tip", async () => {
    expect(await view(coordinator)).toMatchObject({ refusal: "not-found" });
    resultOf(await propose(lead));
    expect(resultOf(await view(coordinator))).toMatchObject({
      isOffice: true,
      mayAgree: true,
      mayPropose: false,
      mayWithdraw: false,
      department: DESK.department,
      disclosure: { summary: TEXTS.summary, measure: TEXTS.measure, enterprise: "lanhe-e1" },
    });
    expect(JSON.stringify(await view(coordinator))).not.toContain("黄狗");
    const opened = await viewTipAtDesk(world.house, await clerkOf(coordinator), tip.reference);
    expect(opened).toMatchObject({ refusal: "not-found" });
    expect(await listed(coordinator)).toMatchObject([{ stage: "proposed" }]);
    expect(resultOf(await view(lead))).toMatchObject({ isForOffice: true, mayAgree: false });
  });

  test("they agree, and it is written; the reporter reads that they did, and what was published", async () => {
    resultOf(await propose(lead));
    expect(await agree(lead)).toMatchObject({ refusal: "forbidden" });
    expect(await agree(coordinator, {})).toMatchObject({ problems: [{ field: "isChecked" }] });
    expect(await agree(coordinator, { isChecked: true, version: 1 })).toMatchObject({
      refusal: "conflict",
    });
    const before = summaries().length;
    const { outcome } = resultOf(await agree(coordinator));
    expect(resultOf(await agree(coordinator))).toEqual({ outcome });
    expect(summaries()).toHaveLength(before + 1);
    const { steps } = resultOf(await viewTip(world.house, tip.receipt));
    expect(steps.slice(-2)).toMatchObject([
      { act: "propose-disclosure", note: expect.stringContaining(TEXTS.measure) },
      { act: "agree-disclosure", by: "miit", note: null },
    ]);
    expect(JSON.stringify(steps)).not.toContain(coordinator.id);
    const { read } = world.house.db;
    expect(await findChainFault(read, "tip-events")).toBeNull();
    expect((await findRecordFaults(read)).faults).toEqual([]);
  });

  test("neither a handler, nor a coordinator without the office key, nor an administrator can", async () => {
    resultOf(await propose(lead));
    for (const who of [handler, admin]) {
      expect(await view(who)).toMatchObject({ refusal: "not-found" });
      expect(await agree(who)).toMatchObject({ refusal: "not-found" });
      expect(await listed(who)).toEqual([]);
    }
    expect(await view(keyless)).toMatchObject({ refusal: "conflict" });
    expect(await agree(keyless)).toMatchObject({ refusal: "conflict" });
  });

  test("who proposed it at the desk cannot agree to it as a coordinator later", async () => {
    resultOf(await propose(lead));
    const moved = { ...(await clerkOf(coordinator)), id: lead.id };
    const agreed = await publishOutcome(world.house, moved, tip.reference, { isChecked: true });
    expect(agreed).toMatchObject({ refusal: "forbidden" });
    expect(await listed(coordinator)).toMatchObject([{ stage: "proposed" }]);
  });

  test("what the reporter writes after the proposal must be seen by the desk first", async () => {
    resultOf(await propose(lead));
    const { app } = testApp(world);
    await app.request("/api/v1/tips/current/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Receipt ${tip.receipt}` },
      body: JSON.stringify({ text: "这样写会让人认出我。" }),
    });
    const seen = resultOf(await view(coordinator));
    expect([seen.mayAgree, seen.holdUp]).toEqual([false, expect.stringContaining("重新提出")]);
    expect(await agree(coordinator)).toMatchObject({ refusal: "conflict" });
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    resultOf(await propose(lead));
    resultOf(await agree(coordinator));
  });

  test("a text that somebody sealed to the office beside the program is not shown or published", async () => {
    resultOf(await propose(lead));
    const { db } = world.house;
    const { disclosureCopies } = tablesOf(db.read);
    const office = await deskKeyOf(world.house, officeOf("lanhe"));
    const disclosure = { outcome: "lanhe-offffffffffff", summary: "假的。", measure: "假的。" };
    const forged = sealJsonTo(office.publicKey, { disclosure, mac: "0".repeat(64) });
    const put = (sealedText: Buffer) =>
      db.tx((queries) => queries.update(disclosureCopies).set({ sealedText }));
    await put(Buffer.from(forged));
    expect(await view(coordinator)).toMatchObject({ refusal: "conflict" });
    expect(await agree(coordinator)).toMatchObject({ refusal: "conflict" });
    const found = (await findRecordFaults(db.read)).faults.map(({ kind }) => kind);
    expect(found).toContain("disclosure-copy");
  });
});

test("where another lead holds the desk's key, no coordinator reads a word of it", async () => {
  const second = await makeMember(world, admin, "second", [{ role: "deskLead", ...DESK }]);
  resultOf(await propose(lead));
  expect(await view(coordinator)).toMatchObject({ refusal: "not-found" });
  expect(await agree(coordinator)).toMatchObject({ refusal: "not-found" });
  expect(await listed(coordinator)).toEqual([]);
  expect(resultOf(await view(second))).toMatchObject({ isForOffice: false, mayAgree: true });
  resultOf(await agree(second));
});
