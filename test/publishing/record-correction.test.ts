import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChangeOf } from "#domain/content-change.ts";
import { enterpriseSheet } from "#lib/enterprise-view.ts";
import { sourceText } from "#lib/format.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { changeContent, guarded } from "#publishing/change-content.ts";
import { checkCorrection } from "#publishing/check-correction.ts";
import { planChange } from "#publishing/plan-change.ts";
import { correctableRecord } from "#registry/correctable-record.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";

const TODAY = "2026-11-21";

let content: ContentCopy;
beforeEach(() => {
  content = copyContent();
});
afterEach(() => content.discard());

function read(): Snapshot {
  const { snapshot, problems } = readContent(content.root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  return snapshot;
}

/** What is typed into the form of a record; what it showed is taken from the record. */
function request(record: string, typed: Record<string, string>) {
  const snapshot = read();
  const [place] = snapshot.jurisdictions;
  if (place === undefined) throw new Error("no place");
  const shown = correctableRecord(snapshot, record, TODAY)?.fields ?? [];
  const values = Object.fromEntries(
    Object.entries(typed).map(([field, after]) => {
      const before = shown.find((entry) => entry.field === field)?.present ?? "";
      return [field, { before, after }];
    }),
  );
  const stated = { reason: "录入有误", document: "勘误2号", publishedOn: TODAY };
  const facts: ChangeOf<"record-correction"> = {
    kind: "record-correction",
    record,
    values,
    ...stated,
  };
  return { snapshot, place, facts, today: TODAY };
}

function publish(record: string, typed: Record<string, string>): readonly string[] {
  const plan = planChange(content.root, request(record, typed));
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  expect(readContent(content.root, plan.changes).problems).toEqual([]);
  expect(changeContent(content.root, guarded(content.root, plan.changes))).toEqual([]);
  expect(read().ledger.map(({ id }) => id)).toContain(plan.id);
  return plan.sentences;
}

function problems(record: string, typed: Record<string, string>) {
  const checked = checkCorrection(request(record, typed));
  return "problems" in checked
    ? checked.problems.map(({ field, message }) => [field, message])
    : [];
}

function firmSheet(snapshot: Snapshot, id = "lanhe-e1") {
  const firm = snapshot.enterprises.find((entry) => entry.id === id);
  if (firm === undefined) throw new Error(`no ${id}`);
  return enterpriseSheet(indexOf(snapshot), firm, TODAY);
}

describe("a row of a list corrected by the form", () => {
  test("gets a version that says what was, what is, and why; the sheet stays the source of the rest", () => {
    const sentences = publish("lanhe-x1", { ground: "工艺淘汰类", aspects: "技术、能耗" });
    expect(sentences.slice(0, 2)).toEqual([
      "《2024年退出名单》岚河试验钢铁有限公司（lanhe-x1）：列入依据由“目录淘汰类”更正为“工艺淘汰类”。",
      "《2024年退出名单》岚河试验钢铁有限公司（lanhe-x1）：淘汰类别由“技术”更正为“技术、能耗”。",
    ]);
    const snapshot = read();
    const versions = snapshot.lists
      .flatMap((list) => list.versions)
      .filter(({ entry }) => entry === "lanhe-x1");
    expect(versions).toHaveLength(3);
    expect(versions.at(-1)).toMatchObject({
      version: 3,
      change: "corrected",
      ground: "工艺淘汰类",
      aspects: ["technology", "energy"],
      changeReason: "录入有误",
      changeDocument: "勘误2号",
      rawCapacity: "10万吨/年",
    });
    const [membership] = firmSheet(snapshot).memberships;
    const { printed, sources } = membership?.row ?? { printed: [], sources: [] };
    const ground = printed.find(({ field }) => field === "ground");
    expect(ground).toMatchObject({ cell: null, text: "工艺淘汰类", version: 3 });
    expect(printed.find(({ field }) => field === "capacity")).toMatchObject({ version: 2 });
    const form = sources.find(({ version }) => version === 3);
    expect(form && sourceText(form)).toBe("更正表单（勘误2号）；第3版，2026年11月21日。");
    expect(membership?.versions.at(-1)?.differences).toEqual([
      { field: "淘汰类别", before: "技术", after: "技术、能耗" },
      { field: "列入依据", before: "目录淘汰类", after: "工艺淘汰类" },
    ]);
    expect(snapshot.announcements.find(({ publishedOn }) => publishedOn === TODAY)).toMatchObject({
      kind: "correction",
      issuer: "miit",
      lists: ["exit/2024-01"],
      enterprises: ["lanhe-e1"],
    });
  });

  test("shows the fields of its kind: a term only where the list has one", () => {
    const fieldsOf = (id: string) =>
      correctableRecord(read(), id, TODAY)?.fields.map(({ field }) => field);
    expect(fieldsOf("lanhe-x1")).toEqual(["aspects", "ground", "remark"]);
    expect(fieldsOf("lanhe-y1")).toContain("extendedTo");
    expect(fieldsOf("lanhe-q1")).toContain("capacityValue");
    expect(fieldsOf("lanhe-e1")).toEqual(["name", "creditCode", "area", "address", "industry"]);
    expect(fieldsOf("nobody")).toBeUndefined();
  });
});

describe("what is registered, corrected by the form", () => {
  test("the capacity of a machine: restated, and what stood before is told on the firm's page", () => {
    publish("lanhe-q1", { model: "6t", capacityValue: "12.5", capacityUnit: "吨/年" });
    const snapshot = read();
    const machine = snapshot.equipment.find(({ id }) => id === "lanhe-q1");
    expect(machine).toMatchObject({ capacityValue: 12.5, capacityUnit: "吨/年", model: "6t" });
    const sheet = firmSheet(snapshot);
    expect(sheet.corrections).toEqual([
      {
        record: "lanhe-q1",
        recordName: "中频炉 6t 2台",
        on: TODAY,
        change: "corrected",
        field: "设备型号及数量",
        before: "型号规格：5t",
        after: "型号规格：6t",
        reason: "录入有误",
        document: "勘误2号",
      },
      expect.objectContaining({
        field: "涉及产能",
        before: "产能数值：10；产能单位：万吨/年",
        after: "产能数值：12.5；产能单位：吨/年",
      }),
    ]);
    const capacity = sheet.equipment[0]?.sources.find(({ field }) => field === "capacity");
    expect(capacity).toMatchObject({ file: "更正表单（勘误2号）", sha256: null, cell: null });
  });

  test("a misspelt name stays no former name of the firm", () => {
    publish("lanhe-e2", { name: "岚河试验水泥有限责任公司", address: "岚西区二号" });
    const firm = read().enterprises.find(({ id }) => id === "lanhe-e2");
    expect(firm).toMatchObject({ name: "岚河试验水泥有限责任公司", formerNames: [] });
    expect(firmSheet(read(), "lanhe-e2").sources.name?.text).toBe("岚河试验水泥有限责任公司");
  });

  test("an acceptance and a pledge, each in its own file", () => {
    publish("lanhe-v1", { on: "2024-10-02", source: "验收意见表（更正）" });
    publish("lanhe-p1", { dismantleBy: "2027-06-30" });
    expect(read().acceptances[0]).toMatchObject({ on: "2024-10-02", source: "验收意见表（更正）" });
    expect(read().pledges[0]).toMatchObject({ dismantleBy: "2027-06-30" });
    expect(read().recordBatches.map(({ room }) => room)).toEqual(["acceptances", "pledges"]);
  });

  test("a value that is emptied is gone", () => {
    publish("lanhe-e1", { address: "" });
    expect(read().enterprises[0]?.address).toBeUndefined();
  });
});

describe("what stands in the way of a correction is said at once, beside each field", () => {
  test("all that is wrong with what was typed", () => {
    const found = problems("lanhe-q1", {
      name: "",
      quantity: "两",
      capacityValue: "-1",
      capacityUnit: "斤",
      dismantleBy: "2026-02-30",
      model: "找13812345678",
    });
    expect(found.map(([field]) => field)).toEqual([
      "values.name",
      "values.quantity",
      "values.capacityValue",
      "values.capacityUnit",
      "values.dismantleBy",
      "values.model",
    ]);
    expect(found.at(-1)?.[1]).toContain("手机号码");
  });

  test("a capacity without its unit; an extension that ends before its term; a day to come", () => {
    expect(problems("lanhe-q1", { capacityUnit: "" })).toEqual([
      ["values.capacityValue", "产能的数值、单位、产品、口径四项要么都填，要么都空着。"],
    ]);
    expect(problems("lanhe-y1", { extendedTo: "2025-01-01" })[0]?.[1]).toContain("晚于整改到期");
    expect(problems("lanhe-y1", { metOn: "2027-01-01" })[0]?.[1]).toContain("还没有到");
  });

  test("a code of another firm; a record of nobody; nothing that differs", () => {
    expect(problems("lanhe-e2", { creditCode: "91350100M000100Y43" })[0]?.[1]).toContain(
      "已经登记给“岚河试验钢铁有限公司”",
    );
    expect(problems("ankang-x1", { ground: "甲" })[0]?.[1]).toContain("没有可以更正的记录");
    expect(problems("lanhe-x1", {})[0]?.[1]).toContain("没有改动");
  });

  test("an acceptance does not pass by the form without its pictures", () => {
    content.replace(
      "acceptances/lanhe.csv",
      "true,false,true,true,true,true",
      "true,false,false,true,false,true",
    );
    content.replace(
      "jurisdictions/lanhe/terms.yaml",
      "acceptance: null",
      "acceptance: { requiredLevels: [], isParallel: false, text: null, form: null, needsPhotos: true, cites: [{ document: lanhe-2024, where: 三 }] }",
    );
    const [problem] = problems("lanhe-v1", { isPassed: "true" });
    expect(problem?.[1]).toMatch(/缺少拆除前、中、后的影像，不能改为通过验收（.+，三）/);
  });

  test("what somebody else corrected in the meantime is not overwritten", () => {
    const stale = request("lanhe-x1", { ground: "甲类" });
    publish("lanhe-x1", { ground: "乙类" });
    const snapshot = read();
    const checked = checkCorrection({ ...stale, snapshot });
    expect("problems" in checked && checked.problems[0]?.message).toBe(
      "列入依据已经改为“乙类”，请重新打开表单再填。",
    );
  });
});
