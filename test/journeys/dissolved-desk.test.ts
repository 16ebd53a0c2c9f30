import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { listTipEvents } from "#db/queries/tip-events.ts";
import { findTipByReference } from "#db/queries/tips.ts";
import { readContent } from "#registry/read-content.ts";
import { newKeyPair } from "#server/secrets/sealing.ts";
import { admitToDesk } from "#server/services/admit-to-desk.ts";
import { createServices } from "#server/services/index.ts";
import { recordSupervision } from "#server/services/record-supervision.ts";
import { listDueTransfer, transferTips } from "#server/services/transfer-tips.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { copyContent } from "#support/content-copy.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

/** 市市场监管局 leads on 地条钢, 市工信局 supports; the first is merged into the second. */
const GONE = { jurisdiction: "lanhe", department: "market-regulation" };
const HEIR = { jurisdiction: "lanhe", department: "miit" };
const ABOVE = { jurisdiction: "lanhe", department: "government" };
/** The evening before, and the first minute of the day, in Shanghai. */
const EVE = "2026-12-31T15:59:00Z";
const MIDNIGHT = "2026-12-31T16:00:00Z";

let world: TestHouse;
let lead: TestMember;
let heirLead: TestMember;
let above: TestMember;
let handler: TestMember;
/** Of the dissolved desk, on the way to its successor. */
let joined: TestMember;
const tips: FiledTip[] = [];
/** Keeps the successor out. */
let secret: FiledTip;
/** Lies with the successor from the first, and keeps the dissolved desk out. */
let aboutGone: FiledTip;
let closed: FiledTip;

const file = (more: Record<string, unknown> = {}, at = "2026-12-01T02:00:00Z") =>
  fileTip(world, at, more);
const desksOf = async ({ reference }: FiledTip) => {
  const tip = await findTipByReference(world.house.db.read, reference);
  const rows = await world.house.db.read.query.tipDesks.findMany();
  return rows
    .filter(({ tipId, isReceiving }) => tipId === tip?.id && isReceiving)
    .toSorted((a, b) => a.order - b.order)
    .map(({ role, department }) => `${role} ${department}`);
};
const track = async ({ receipt }: FiledTip) =>
  resultOf(await createServices(world.house).viewTip(receipt, null));
const read = async (member: TestMember, { reference }: FiledTip) =>
  await viewTipAtDesk(world.house, (await signedIn(world, member)).clerk, reference);
const handOn = async (member: TestMember, desk = GONE) =>
  await transferTips(world.house, (await signedIn(world, member)).clerk, desk);

beforeAll(async () => {
  world = await openTestHouse();
  const admin = await makeAdministrator(world);
  lead = await makeMember(world, admin, "lead", [{ role: "deskLead", ...GONE }]);
  handler = await makeMember(world, admin, "handler", [{ role: "handler", ...GONE }]);
  heirLead = await makeMember(world, admin, "heir", [{ role: "deskLead", ...HEIR }]);
  joined = await makeMember(world, admin, "joined", [{ role: "handler", ...HEIR }], {
    hasKeys: false,
  });
  above = await makeMember(world, admin, "above", [{ role: "deskLead", ...ABOVE }]);
  for (let nth = 0; nth < 18; nth += 1) tips.push(await file());
  secret = await file({ exclude: [HEIR.department] });
  aboutGone = await file({ exclude: [GONE.department] });
  closed = await file({
    reporter: { as: "named", name: "张三", phone: "13800000000" },
  });
  const [first] = tips;
  if (first === undefined) throw new Error("no tip");
  await drive(world, first, [
    ["2026-12-02T02:00:00Z", "admit"],
    ["2026-12-02T03:00:00Z", "verify"],
  ]);
  await drive(world, closed, [
    ["2026-12-02T02:00:00Z", "admit"],
    ["2026-12-02T03:00:00Z", "verify"],
    ["2026-12-03T02:00:00Z", "find", { finding: "unsubstantiated" }],
    ["2026-12-04T02:00:00Z", "reply"],
    ["2026-12-04T03:00:00Z", "close"],
  ]);
  const content = copyContent();
  content.replace(
    "jurisdictions/lanhe/departments.yaml",
    "shortName: 市市场监管局, ",
    'shortName: 市市场监管局, activeTo: "2027-01-01", successor: miit, cites: [{ document: lanhe-2024, where: 二 }], ',
  );
  const { snapshot, problems } = readContent(content.root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  world.house.snapshot = () => snapshot;
  content.discard();
});
afterAll(() => world.close());

describe("before the day", () => {
  test("the desk still receives what is filed, and has nothing to hand on", async () => {
    const late = await file({}, EVE);
    expect(await desksOf(late)).toEqual(["lead market-regulation", "supporting miit"]);
    tips.push(late);
    expect(await listDueTransfer(world.house, GONE)).toEqual({
      heir: null,
      on: "2027-01-01",
      successor: "miit",
      references: [],
    });
    expect(await handOn(lead)).toMatchObject({ refusal: "conflict" });
  });
});

describe("from midnight in Shanghai", () => {
  test("what is filed goes to the successor, and nothing more to the dissolved desk", async () => {
    const fresh = await file({}, MIDNIGHT);
    expect(await desksOf(fresh)).toEqual(["lead miit"]);
    const kept = await file({ exclude: [GONE.department] }, MIDNIGHT);
    expect(await desksOf(kept)).toEqual(["lead government"]);
  });

  test("only a lead who holds the key hands on; a handler and the successor cannot", async () => {
    expect(await handOn(handler)).toMatchObject({ refusal: "not-found" });
    expect(await handOn(heirLead)).toMatchObject({ refusal: "not-found" });
  });

  test("all tips go over in one act, closed ones too; the excluded successor gets none of its own", async () => {
    const [first] = tips;
    if (first === undefined) throw new Error("no tip");
    const order = { note: "请三日内到现场核查。", until: "2027-02-05" };
    const coordinator = {
      id: "coordinator-member",
      opener: async () => null,
      own: newKeyPair(),
      may: (permission: string) => permission === "supervise",
    };
    resultOf(await recordSupervision(world.house, coordinator, first.reference, order));
    const before = await track(first);
    const { references, heir } = await listDueTransfer(world.house, GONE);
    expect([references.length, heir]).toEqual([tips.length + 2, "miit"]);

    expect(resultOf(await handOn(lead))).toEqual({ done: tips.length + 2, left: 0, stuck: [] });
    for (const tip of [...tips, closed]) expect(await desksOf(tip)).toEqual(["lead miit"]);
    expect(await desksOf(secret)).toEqual(["lead government"]);
    expect(await handOn(lead)).toMatchObject({ refusal: "conflict" });

    const after = await track(first);
    expect(after.status).toBe(before.status);
    expect(after.desks.map(({ dueOn }) => dueOn)).toEqual([before.desks[0]?.dueOn]);
    expect(after.desks[0]).toMatchObject({
      name: "岚河市工业和信息化局",
      reason: expect.stringContaining("岚河市市场监督管理局撤销"),
    });
    expect(after.steps.at(-1)).toMatchObject({ name: "机构调整移交" });
  });

  test("the successor reads them, with name, notes and orders; the dissolved desk nothing", async () => {
    const [first] = tips;
    if (first === undefined) throw new Error("no tip");
    const seen = resultOf(await read(heirLead, first));
    expect(seen.body.description).toContain("中频炉");
    expect(seen.notes.map(({ text }) => text)).toEqual([
      "移交前的督办要求（2027-02-05前答复）：请三日内到现场核查。",
    ]);
    for (const tip of [...tips, closed, secret]) {
      expect(await read(lead, tip)).toMatchObject({ refusal: "not-found" });
    }
    expect(await read(heirLead, secret)).toMatchObject({ refusal: "not-found" });
    expect(resultOf(await read(above, secret)).body.description).toContain("中频炉");
    const tip = await findTipByReference(world.house.db.read, closed.reference);
    const keys = await world.house.db.read.query.tipKeys.findMany();
    const ofClosed = keys.filter(({ tipId }) => tipId === tip?.id);
    expect(ofClosed.some(({ holder }) => holder.includes("market-regulation"))).toBe(false);
    const toHeir = ofClosed.filter(({ holder }) => holder.includes("/miit/"));
    expect(toHeir.map(({ purpose }) => purpose)).toContain("identity-half");
  });

  test("a reporter who kept the dissolved desk out is kept from its people at the successor too", async () => {
    expect(await desksOf(aboutGone)).toContain("supporting miit");
    expect((await listDueTransfer(world.house, HEIR)).references).toEqual([aboutGone.reference]);
    const heir = await signedIn(world, heirLead);
    const give = () => admitToDesk(world.house, heir, HEIR, joined.id);
    expect(await give()).toMatchObject({
      refusal: "conflict",
      problems: [{ message: expect.stringContaining("先移交") }],
    });
    expect(resultOf(await handOn(heirLead, HEIR))).toMatchObject({ done: 1, left: 0 });
    expect(await give()).toEqual({ value: { memberId: joined.id } });
    expect((await desksOf(aboutGone)).join()).not.toContain("miit");
    expect(await read(heirLead, aboutGone)).toMatchObject({ refusal: "not-found" });
    expect(await read(joined, aboutGone)).toMatchObject({ refusal: "not-found" });
    expect((await desksOf(aboutGone)).length).toBeGreaterThan(0);
  });

  test("each tip says who handed it on, and the chain is whole", async () => {
    for (const { reference } of [...tips, closed, secret]) {
      const tip = await findTipByReference(world.house.db.read, reference);
      const events = await listTipEvents(world.house.db.read, tip?.id ?? "");
      const last = events.findLast(({ act }) => act === "hand-over");
      expect(last).toMatchObject({ by: GONE.department, actor: lead.id });
    }
    expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
  });
});
