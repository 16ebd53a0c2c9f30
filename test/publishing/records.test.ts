import { readFileSync, rmSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { equipmentLabel } from "#domain/equipment.ts";
import { equipmentStanding } from "#domain/equipment-state.ts";
import type { RecordFacts, RecordRoom } from "#domain/record-batch.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { changesOf } from "#lib/changes.ts";
import { enterpriseSheet } from "#lib/enterprise-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { personFaults } from "#publishing/cell-guards.ts";
import { changeContent, guarded } from "#publishing/change-content.ts";
import { planChange } from "#publishing/plan-change.ts";
import { type PublicationPlan, planPublication } from "#publishing/plan-publication.ts";
import { planRecords } from "#publishing/plan-records.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { copyContent } from "#support/content-copy.ts";

const TODAY = "2026-11-21";
const FACTS: RecordFacts = { title: "第四季度登记", publisher: "miit", publishedOn: TODAY };
const FIRM_SHEET = [
  ["县（市、区）", "行业", "企业名称", "设备型号及数量", "涉及产能"],
  ["汉滨区", "水泥", "汉滨崭新水泥厂", "Φ9×99m回转窑1台", "30万吨/年"],
  ["汉滨区", "水泥", "汉滨崭新水泥厂", "Φ3×9m水泥磨2台", "20万吨/年水泥"],
];
const OPINION_HEAD = [
  "企业名称",
  "设备型号及数量",
  "验收级别",
  "验收单位",
  "验收日期",
  "主体设备是否拆除",
  "是否具备恢复生产条件",
  "是否通过验收",
  "主体设备拆除时间",
  "有拆除前影像",
  "有拆除中影像",
  "有拆除后影像",
  "依据材料",
];
const OPINION = (level: string, by: string, on: string, passed = "是", during = "有") => [
  "汉滨崭新水泥厂",
  "Φ9×99m回转窑1台",
  level,
  by,
  on,
  "是",
  "否",
  passed,
  "2026-10-08",
  "有",
  during,
  "有",
  "《企业落后产能退出验收意见表》",
];

let root: string;
beforeEach(() => {
  root = copyContent("content").root;
});
afterEach(() => rmSync(root, { recursive: true }));

function sound(): Snapshot {
  const { snapshot, problems } = readContent(root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems.slice(0, 5)));
  return snapshot;
}

async function planned(
  room: RecordRoom,
  rows: readonly (readonly string[])[],
  facts: Partial<RecordFacts> = {},
): Promise<PublicationPlan> {
  const snapshot = sound();
  const place = snapshot.jurisdictions.find(({ id }) => id === "ankang");
  if (place === undefined) throw new Error("no ankang");
  const request = {
    fileName: "登记.csv",
    jurisdiction: "ankang",
    kind: room,
    statedAs: null,
    replaces: "none" as const,
    answers: {},
    today: TODAY,
  };
  const bytes = new TextEncoder().encode(stringify(rows.map((row) => [...row])));
  const result = await importSpreadsheet(bytes, request, snapshot);
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const { draft } = result;
  expect(draft.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return planRecords(root, {
    snapshot,
    place,
    room,
    draft,
    facts: { ...FACTS, ...facts },
    today: TODAY,
  });
}

async function published(...asked: Parameters<typeof planned>): Promise<Snapshot> {
  const plan = await planned(...asked);
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  const { problems } = readContent(root, plan.changes);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(changeContent(root, guarded(root, plan.changes))).toEqual([]);
  return sound();
}

const refusals = (plan: PublicationPlan) => ("refusals" in plan ? plan.refusals.join("\n") : "");

test("a firm and its machines are registered with ids, and each value keeps its cell", async () => {
  const after = await published("enterprises", FIRM_SHEET);
  const firms = after.enterprises.filter(({ name }) => name === "汉滨崭新水泥厂");
  expect(firms).toMatchObject([{ id: "ankang-e00001", area: "610902", industry: "cement" }]);
  const machines = after.equipment.filter(({ enterprise }) => enterprise === "ankang-e00001");
  expect(machines).toMatchObject([
    { id: "ankang-e00001-q1", quantity: 1 },
    { id: "ankang-e00001-q2", quantity: 2, capacityValue: 20, capacityProduct: "水泥" },
  ]);
  const [batch] = after.recordBatches;
  expect(batch).toMatchObject({
    id: "ankang-enterprises-2026-01",
    room: "enterprises",
    source: { file: "登记.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(batch?.values).toContainEqual({
    record: "ankang-e00001-q2",
    field: "capacity",
    sheet: expect.any(String),
    cell: "E3",
    text: "20万吨/年水泥",
  });
  expect(after.ledger.map(({ id }) => id)).toContain("ankang-enterprises-2026-01");
});

test("the same sheet is not published twice, and a sheet that says nothing new is told so", async () => {
  await published("enterprises", FIRM_SHEET);
  expect(refusals(await planned("enterprises", FIRM_SHEET))).toContain("没有新的");
});

test("acceptances at both levels let the machine be announced as gone, from the day it was", async () => {
  await published("enterprises", FIRM_SHEET);
  const after = await published("acceptances", [
    OPINION_HEAD,
    OPINION("县级", "汉滨区人民政府", "2026-11-02"),
    OPINION("市级", "安康市工业和信息化局", "2026-11-09"),
  ]);
  const opinions = after.acceptances.filter(({ enterprise }) => enterprise === "ankang-e00001");
  expect(opinions).toMatchObject([
    { id: "ankang-e00001-v1", level: "county", on: "2026-11-02", isPassed: true },
    { id: "ankang-e00001-v2", level: "city", on: "2026-11-09", isPassed: true },
  ]);
  const events = after.equipmentEvents.filter(({ equipment }) => equipment === "ankang-e00001-q1");
  expect(events).toMatchObject([{ event: "dismantled", on: "2026-10-08" }]);
  expect(equipmentStanding(events, false).state).toBe("dismantled");
});

test("an opinion that passes without pictures taken during dismantling is refused, with the document", async () => {
  await published("enterprises", FIRM_SHEET);
  const rows = [OPINION_HEAD, OPINION("县级", "汉滨区人民政府", "2026-11-02", "是", "无")];
  expect(refusals(await planned("acceptances", rows))).toMatch(
    /没有拆除中的影像，不能公布（安工信字〔2024〕50号，通知正文 三）/,
  );
  const failed = [OPINION_HEAD, OPINION("县级", "汉滨区人民政府", "2026-11-02", "否", "无")];
  expect(refusals(await planned("acceptances", failed))).toBe("");
});

test("an opinion said otherwise needs a reason, and what was published before stays on record", async () => {
  await published("enterprises", FIRM_SHEET);
  const first = OPINION("县级", "汉滨区人民政府", "2026-11-02");
  await published("acceptances", [OPINION_HEAD, first]);
  const again = [OPINION_HEAD, OPINION("县级", "汉滨区人民政府", "2026-11-03")];
  expect(refusals(await planned("acceptances", again))).toContain("写明理由");
  const revision = { change: "corrected" as const, reason: "日期抄错" };
  const after = await published("acceptances", again, { revision });
  const opinions = after.acceptances.filter(({ enterprise }) => enterprise === "ankang-e00001");
  expect(opinions).toMatchObject([{ id: "ankang-e00001-v1", on: "2026-11-03" }]);
  const batch = after.recordBatches.find(({ id }) => id === "ankang-acceptances-2026-02");
  expect(batch).toMatchObject({
    revision,
    values: [{ record: "ankang-e00001-v1", field: "acceptedOn", before: "2026-11-02", cell: "E2" }],
  });
});

const SEAL_HEAD = [
  "企业名称",
  "设备型号及数量",
  "断水日期",
  "断电日期",
  "拆除动力装置日期",
  "封存主体设备日期",
  "未拆除原因",
  "认定单位",
  "依据材料",
];
const SEAL = (...days: string[]) => [
  "汉滨崭新水泥厂",
  "Φ9×99m回转窑1台",
  ...days,
  "国有资产处置程序未完",
  "安康市工业和信息化局",
  "现场核查记录",
];

test("a machine counts as sealed only when all four facts are published; the reason is its own", async () => {
  await published("enterprises", FIRM_SHEET);
  const half = await published("sealings", [SEAL_HEAD, SEAL("2026-10-01", "2026-10-01", "", "")]);
  const stateIn = ({ equipmentEvents }: Snapshot) =>
    equipmentStanding(
      equipmentEvents.filter(({ equipment }) => equipment === "ankang-e00001-q1"),
      false,
    ).state;
  expect(stateIn(half)).not.toBe("sealed");
  const rest = [SEAL_HEAD, SEAL("2026-10-01", "2026-10-01", "2026-10-02", "2026-10-03")];
  const whole = await published("sealings", rest);
  expect(stateIn(whole)).toBe("sealed");
  expect(whole.equipment.find(({ id }) => id === "ankang-e00001-q1")?.keepingReason).toBe(
    "state-asset-procedure",
  );
});

test("what has not happened yet is not published", async () => {
  await published("enterprises", FIRM_SHEET);
  const rows = [SEAL_HEAD, SEAL("2026-12-01", "", "", "")];
  expect(refusals(await planned("sealings", rows))).toMatch(/!C2的断水日期 2026-12-01 还没有到/);
});

test("a telephone number in a draft that came by another way than the import is refused", () => {
  const draft = {
    rows: [
      {
        sheet: "登记",
        action: "add",
        values: { source: { text: "问王某13912345678", cell: "I2", value: "" } },
      },
    ],
  } as unknown as ImportDraft;
  expect(personFaults({ draft })).toEqual(["登记!I2写着手机号码，不能公布，删去再传。"]);
});

const PLEDGE_HEAD = [
  "企业名称",
  "设备型号及数量",
  "承诺单位",
  "承诺日期",
  "公开日期",
  "未拆除原因",
  "省级公告网站",
  "省级公告日期",
  "承诺内容",
];
const PLEDGE = (...notice: [string, string]) => [
  "汉滨崭新水泥厂",
  "Φ9×99m回转窑1台",
  "汉滨崭新水泥厂",
  "2026-10-05",
  "2026-10-06",
  "国有资产处置程序未完",
  ...notice,
  "回转窑不再恢复生产。",
];

test("a pledge gets a page of its own, and a provincial notice that came later is added to it", async () => {
  await published("enterprises", FIRM_SHEET);
  const first = await published("pledges", [PLEDGE_HEAD, PLEDGE("", "")]);
  const pledge = first.pledges.find(({ id }) => id === "ankang-e00001-p1");
  expect(pledge).toMatchObject({ signedOn: "2026-10-05", body: "回转窑不再恢复生产。" });
  const revision = { change: "updated" as const, reason: "省级已公告" };
  const rows = [PLEDGE_HEAD, PLEDGE("陕西省工业和信息化厅网站", "2026-10-09")];
  const later = await published("pledges", rows, { revision });
  expect(later.pledges.find(({ id }) => id === "ankang-e00001-p1")).toMatchObject({
    provincialNotice: { site: "陕西省工业和信息化厅网站", on: "2026-10-09" },
    body: "回转窑不再恢复生产。",
  });
});

function withdrawn(record: string, publishedOn = TODAY): PublicationPlan {
  const snapshot = sound();
  const place = snapshot.jurisdictions.find(({ id }) => id === "ankang");
  if (place === undefined) throw new Error("no ankang");
  const stated = { reason: "验收材料不实", document: "核查通报1号", publishedOn };
  const facts = { kind: "record-withdrawal", record, ...stated } as const;
  return planChange(root, { snapshot, place, facts, today: TODAY });
}

function written(plan: PublicationPlan): Snapshot {
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  const { problems } = readContent(root, plan.changes);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(changeContent(root, guarded(root, plan.changes))).toEqual([]);
  return sound();
}

function sheetOf(snapshot: Snapshot) {
  const firm = snapshot.enterprises.find(({ id }) => id === "ankang-e00001");
  if (firm === undefined) throw new Error("the firm is gone");
  return enterpriseSheet(indexOf(snapshot), firm, TODAY);
}

/** What stands in the way of announcing the machine as gone. */
async function exitFaults(snapshot: Snapshot): Promise<string> {
  const place = snapshot.jurisdictions.find(({ id }) => id === "ankang");
  if (place === undefined) throw new Error("no ankang");
  const head = ["县（市、区）", "行业", "企业名称", "设备型号及数量", "涉及产能", "淘汰类别"];
  const row = ["汉滨区", "水泥", "汉滨崭新水泥厂", "Φ9×99m回转窑1台", "30万吨/年", "能耗"];
  const request = {
    fileName: "退出.csv",
    jurisdiction: "ankang",
    kind: "exit",
    statedAs: "closure" as const,
    replaces: "none" as const,
    answers: {},
    today: TODAY,
  };
  const bytes = new TextEncoder().encode(stringify([head, row]));
  const result = await importSpreadsheet(bytes, request, snapshot);
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const announcement = {
    kind: "exit-announcement",
    title: "退出公告",
    body: "现予公布。",
  } as const;
  const stated = { year: 2026, isSourcePublic: false, leaving: {}, announcement };
  const facts = { ...FACTS, ...stated };
  const held = { snapshot, place, kind: "exit", draft: result.draft, facts, today: TODAY };
  return refusals(planPublication(root, { ...held, objections: new Map() }));
}

test("a withdrawn acceptance stays to be read with day and reason, and nothing rests on it any more", async () => {
  await published("enterprises", FIRM_SHEET);
  const opinion = OPINION("县级", "汉滨区人民政府", "2026-11-02");
  await published("acceptances", [OPINION_HEAD, opinion]);
  expect(refusals(withdrawn("ankang-e00001-v1", "2026-11-01"))).toBe("撤销不能早于 2026-11-02。");
  const before = sound().acceptances.filter(({ id }) => id !== "ankang-e00001-v1");
  const after = written(withdrawn("ankang-e00001-v1"));
  expect(after.acceptances.filter(({ id }) => id !== "ankang-e00001-v1")).toEqual(before);
  const [line] = sheetOf(after).acceptances;
  expect(line).toMatchObject({
    isPassed: true,
    withdrawal: { on: TODAY, reason: "验收材料不实", document: "核查通报1号" },
  });
  const told = changesOf(after, TODAY).map(({ sentence }) => sentence);
  expect(told).toContainEqual(expect.stringMatching(/^撤销：汉滨崭新水泥厂：验收/));
  expect(refusals(withdrawn("ankang-e00001-v1"))).toContain("没有 ankang-e00001-v1 这份还有效的");
  const again = await published("acceptances", [OPINION_HEAD, opinion.with(4, "2026-11-20")]);
  const own = again.acceptances.filter(({ enterprise }) => enterprise === "ankang-e00001");
  expect(own.map(({ id, withdrawnOn }) => [id, withdrawnOn])).toEqual([
    ["ankang-e00001-v1", TODAY],
    ["ankang-e00001-v2", undefined],
  ]);
});

test("an exit is not announced on a withdrawn acceptance", async () => {
  await published("enterprises", FIRM_SHEET);
  await published("acceptances", [
    OPINION_HEAD,
    OPINION("县级", "汉滨区人民政府", "2026-11-02"),
    OPINION("市级", "安康市工业和信息化局", "2026-11-09"),
  ]);
  const after = written(withdrawn("ankang-e00001-v2"));
  const faults = await exitFaults(after);
  expect(faults).toContain("没有通过市（州）验收，不能公告退出");
  expect(faults).not.toContain("县（市、区）");
});

test("a withdrawn pledge keeps its page, in a state of its own, and can be made again", async () => {
  await published("enterprises", FIRM_SHEET);
  await published("pledges", [PLEDGE_HEAD, PLEDGE("", "")]);
  const after = written(withdrawn("ankang-e00001-p1"));
  expect(sheetOf(after).pledges).toMatchObject([
    { id: "ankang-e00001-p1", state: "withdrawn", withdrawal: { on: TODAY } },
  ]);
  const again = await published("pledges", [PLEDGE_HEAD, PLEDGE("", "").with(3, "2026-11-20")]);
  expect(sheetOf(again).pledges.map(({ id, state }) => `${id} ${state}`)).toEqual([
    "ankang-e00001-p1 withdrawn",
    "ankang-e00001-p2 kept",
  ]);
});

test("what a sheet says otherwise is shown as what was, what is and why, and told to who follows", async () => {
  await published("enterprises", FIRM_SHEET);
  await published("pledges", [PLEDGE_HEAD, PLEDGE("", "")]);
  const revision = { change: "updated" as const, reason: "省级已公告", document: "陕工信2号" };
  const rows = [PLEDGE_HEAD, PLEDGE("陕西省工业和信息化厅网站", "2026-10-09")];
  const after = await published("pledges", rows, { revision });
  const { pledges, corrections } = sheetOf(after);
  const told = {
    record: "ankang-e00001-p1",
    change: "updated",
    before: "（空）",
    after: "陕西省工业和信息化厅网站",
    reason: "省级已公告",
    document: "陕工信2号",
  };
  expect(corrections).toContainEqual(expect.objectContaining(told));
  expect(pledges[0]?.corrections).toContainEqual(expect.objectContaining(told));
  const sentences = changesOf(after, TODAY).map(({ sentence }) => sentence);
  expect(sentences).toContainEqual(
    expect.stringMatching(/不再恢复生产承诺）：汉滨崭新水泥厂，更新进展，理由：省级已公告$/),
  );
  expect(sentences).toContainEqual(expect.stringMatching(/（企业和设备登记）：汉滨崭新水泥厂$/));
});

test("records of others stay as they stood, byte for byte", async () => {
  const plan = await planned("enterprises", FIRM_SHEET);
  if ("refusals" in plan) throw new Error(plan.refusals.join());
  const kept = plan.changes.filter(({ file }) => !file.startsWith("record-batches/"));
  expect(kept.length).toBeGreaterThan(0);
  for (const { file, text } of kept) {
    expect(text?.startsWith(readFileSync(`${root}/${file}`, "utf8"))).toBe(true);
  }
});

test("a seal after a restart is another one; the day of the older stays", async () => {
  const before = sound();
  const restarted = before.equipmentEvents.find(
    ({ event, equipment }) => event === "restarted" && equipment.startsWith("ankang-"),
  );
  const machine = before.equipment.find(({ id }) => id === restarted?.equipment);
  const firm = before.enterprises.find(({ id }) => id === machine?.enterprise);
  if (!machine || !firm) throw new Error("no machine of 安康 was restarted");
  const older = before.equipmentEvents.filter(({ equipment }) => equipment === machine.id);
  const row = SEAL("2026-11-20", "2026-11-20", "2026-11-20", "2026-11-20")
    .with(0, firm.name)
    .with(1, equipmentLabel(machine));
  const after = await published("sealings", [SEAL_HEAD, row]);
  const now = after.equipmentEvents.filter(({ equipment }) => equipment === machine.id);
  for (const event of older) expect(now).toContainEqual(event);
  expect(now).toHaveLength(older.length + 4);
});
