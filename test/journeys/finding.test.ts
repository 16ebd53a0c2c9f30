import { afterAll, beforeAll, expect, test } from "vitest";
import { CHECK_WAYS } from "#domain/check-way.ts";
import { closingChecks } from "#domain/closing-check.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, onlyFor, recoveryClerk } from "#server/services/desk.ts";
import { listClocks } from "#server/services/list-clocks.ts";
import { openPaper } from "#server/services/open-paper.ts";
import { recordAlone, recordVerification } from "#server/services/record-verification.ts";
import { submitReexamination } from "#server/services/submit-reexamination.ts";
import { viewTip } from "#server/services/view-tip.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let clerk: Clerk;
const LEAD = "market-regulation";
const NOTE = "现场查见中频炉一台。";
const ON_SITE = {
  note: NOTE,
  finding: "unsubstantiated",
  checkedHow: "on-site",
  checkedOn: "2026-11-20",
};

beforeAll(async () => {
  world = await openTestHouse();
  const anybody = recoveryClerk(world.house, world.passphrase);
  clerk = { ...anybody, opener: onlyFor(LEAD, anybody.opener) };
});
afterAll(() => world.close());

async function underCheck(): Promise<FiledTip> {
  const tip = await fileTip(world, "2026-11-20T02:00:00Z");
  await drive(world, tip, [
    ["2026-11-20T03:00:00Z", "admit"],
    ["2026-11-20T03:00:00Z", "verify"],
  ]);
  world.clock.now = new Date("2026-11-21T02:00:00Z");
  return tip;
}
const act = ({ reference }: FiledTip, name: string, input: object) =>
  actOnTip(world.house, clerk, reference, { act: name, input });
const record = ({ reference }: FiledTip, checkedOn: string) =>
  recordVerification(
    world.house,
    clerk,
    reference,
    recordAlone({
      checkedOn,
      place: "东山路1号",
      inspectors: ["核查员甲", "核查员乙"],
      machines: [{ what: "中频炉" }],
    }),
  );
async function lastStep({ receipt }: FiledTip) {
  const view = await viewTip(world.house, receipt);
  return "value" in view ? view.value.steps.at(-1) : undefined;
}
async function unvisited() {
  const grants = [{ role: "coordinator", jurisdiction: "lanhe" }] as const;
  const member = { id: "c", account: "c", name: "c", grants };
  return await listClocks(world.house, member, async () => null);
}

test("a finding after a check on site wants a record of this desk, of the day it names", async () => {
  const tip = await underCheck();
  expect(await act(tip, "find", ON_SITE)).toMatchObject({
    refusal: "invalid",
    problems: [{ field: "checkedHow", message: expect.stringContaining("两名核查人员") }],
  });
  expect(await record(tip, "2026-11-19")).toHaveProperty("value");
  expect(await act(tip, "find", ON_SITE)).toMatchObject({
    problems: [{ field: "checkedOn", message: expect.stringContaining("2026-11-19") }],
  });
  const elsewhere = { ...clerk, opener: onlyFor("miit", recoveryOf().opener) };
  const found = { act: "find", input: { ...ON_SITE, checkedOn: "2026-11-19" } };
  expect(await actOnTip(world.house, elsewhere, tip.reference, found)).toHaveProperty("refusal");
  expect(await act(tip, "find", found.input)).toHaveProperty("value.status", "found");
  expect((await lastStep(tip))?.note).toBe(
    `结论：不属实\n${NOTE}\n核查方式：现场核查\n核查日期：2026年11月19日`,
  );
  expect((await unvisited()).unvisited).toEqual([]);
});
const recoveryOf = () => recoveryClerk(world.house, world.passphrase);

test("a record of another desk of the tip does not count", async () => {
  const tip = await underCheck();
  const supporting = { ...clerk, opener: onlyFor("miit", recoveryOf().opener) };
  const input = {
    checkedOn: "2026-11-20",
    place: "东山路1号",
    inspectors: ["核查员丙", "核查员丁"],
    machines: [{ what: "中频炉" }],
  };
  const read = recordAlone(input);
  expect(await recordVerification(world.house, supporting, tip.reference, read)).toHaveProperty(
    "value",
  );
  expect(await act(tip, "find", ON_SITE)).toMatchObject({ problems: [{ field: "checkedHow" }] });
});

test.each(CHECK_WAYS.filter(({ id }) => id !== "on-site"))(
  "$name wants to say why nobody went there",
  async ({ id: checkedHow }) => {
    const tip = await underCheck();
    const input = { ...ON_SITE, checkedHow };
    expect(await act(tip, "find", { ...input, noVisit: "  " })).toMatchObject({
      refusal: "invalid",
      problems: [{ field: "noVisit" }],
    });
    expect(await act(tip, "find", { ...input, noVisit: "凭用电记录。" })).toHaveProperty("value");
  },
);

test("a way nobody knows, and a reason beside a check on site, are refused", async () => {
  const tip = await underCheck();
  expect(await act(tip, "find", { ...ON_SITE, checkedHow: "by-phone" })).toMatchObject({
    problems: [{ field: "checkedHow", message: "没有这种核查方式。" }],
  });
  expect(await act(tip, "find", { ...ON_SITE, noVisit: "太远。" })).toMatchObject({
    problems: [{ field: "noVisit", message: expect.stringContaining("改选核查方式") }],
  });
});

test("why nobody went there is read by reporter and paper; the coordinator sees the way alone", async () => {
  const tip = await underCheck();
  const noVisit = "设备已经运走，凭供电部门的用电记录核实。";
  await act(tip, "find", { ...ON_SITE, checkedHow: "documents", noVisit });
  const step = await lastStep(tip);
  expect(step?.note).toContain("核查方式：书面核实");
  expect(step?.note).toContain(noVisit);
  const seen = await unvisited();
  expect(seen.unvisited).toContainEqual({
    reference: tip.reference,
    jurisdiction: "lanhe",
    department: LEAD,
    foundOn: "2026-11-21",
    checkedHow: "documents",
  });
  expect(JSON.stringify(seen)).not.toContain("用电记录");
  const paper = await openPaper(world.house, clerk, tip.reference, "reply");
  expect(paper).toHaveProperty("value");
});

test("opened again, it needs a record of its own: the one before does not count", async () => {
  const tip = await underCheck();
  await record(tip, "2026-11-20");
  await act(tip, "find", ON_SITE);
  await act(tip, "reply", { note: NOTE });
  const checklist = closingChecks("unsubstantiated").map(({ id }) => id);
  expect(await act(tip, "close", { note: NOTE, checklist })).toHaveProperty("value");
  world.clock.now = new Date("2026-11-23T02:00:00Z");
  await submitReexamination(world.house, tip.receipt, { reason: "又开工了。" });
  await act(tip, "verify", {});
  expect(await act(tip, "find", ON_SITE)).toMatchObject({ problems: [{ field: "checkedHow" }] });
  world.clock.now = new Date("2026-11-24T02:00:00Z");
  await record(tip, "2026-11-24");
  const again = { ...ON_SITE, checkedOn: "2026-11-24" };
  expect(await act(tip, "find", again)).toHaveProperty("value.status", "found");
});

test("what was done is chosen from the measures; of a case of the police only its number is kept", async () => {
  const tip = await underCheck();
  await act(tip, "find", {
    ...ON_SITE,
    finding: "substantiated",
    checkedHow: "documents",
    noVisit: "凭用电记录核实。",
  });
  const handled = (more: object) => act(tip, "handle", { note: "已断电。", ...more });
  const isAsked = (field: string) => ({ refusal: "invalid", problems: [{ field }] });
  const caseNumber = "安公（刑）立字〔2026〕123号";
  expect(await handled({})).toMatchObject(isAsked("measures"));
  expect(await handled({ measures: [] })).toMatchObject(isAsked("measures"));
  expect(await handled({ measures: ["police"] })).toMatchObject(isAsked("caseNumber"));
  expect(
    await handled({ measures: ["police"], caseNumber: "王某 涉嫌 生产伪劣产品" }),
  ).toMatchObject(isAsked("caseNumber"));
  expect(await handled({ measures: ["order"], caseNumber })).toMatchObject(isAsked("caseNumber"));
  expect(await handled({ measures: ["order", "police"], caseNumber })).toHaveProperty("value");
  expect((await lastStep(tip))?.note).toBe(
    `措施：责令改正、停产或者关闭、移送公安机关\n公安机关的案件编号：${caseNumber}\n已断电。`,
  );
});

test("nothing is closed before everything was looked over, which stays with the act", async () => {
  const tip = await underCheck();
  await act(tip, "find", {
    ...ON_SITE,
    finding: "substantiated",
    checkedHow: "other-department",
    noVisit: "生态环境部门前一天去过。",
  });
  await act(tip, "handle", { note: "已断电。", measures: ["order"] });
  await act(tip, "reply", { note: "已依法处理。" });
  expect(await act(tip, "close", { note: NOTE })).toMatchObject({
    problems: [{ field: "checklist" }],
  });
  expect(await act(tip, "close", { note: NOTE, checklist: ["everything"] })).toMatchObject({
    refusal: "invalid",
  });
  const withoutMeasures = closingChecks("unsubstantiated").map(({ id }) => id);
  expect(await act(tip, "close", { note: NOTE, checklist: withoutMeasures })).toMatchObject({
    problems: [{ field: "checklist", message: expect.stringContaining("查实的问题已经依法处理") }],
  });
  const checklist = closingChecks("substantiated").map(({ id }) => id);
  expect(await act(tip, "close", { note: NOTE, checklist })).toHaveProperty(
    "value.status",
    "closed",
  );
  expect((await lastStep(tip))?.note).toContain("办结前已核对：");
});
