import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import { KEEPING_REASONS } from "#domain/closure.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import type { ImportRequest } from "#importing/import-spreadsheet.ts";
import { problemLine, reportLines } from "#importing/report.ts";
import { draftOf, refusalsOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";

const AT = [
  "县（市、区）",
  "行业",
  "企业名称",
  "统一社会信用代码",
  "设备型号及数量",
  "涉及产能",
  "淘汰类别",
];
const FORM = ["序号", "市（区）", "行业", "企业名称", "设备型号及数量", "涉及产能", "淘汰类别"];

/** 汉滨瀚莘水泥制造有限公司, 610902, cement. */
const FIRM = CONTENT.enterprises.find((firm) => firm.id === "ankang-demo-e00001");
if (FIRM === undefined) throw new Error("the demonstration data has changed");
const MACHINE = CONTENT.equipment.find((machine) => machine.enterprise === FIRM.id);
if (MACHINE === undefined) throw new Error("the demonstration data has changed");
const NEW = ["汉滨区", "水泥", "汉滨崭新水泥厂", "", "Φ9×99m回转窑1台", "30万吨/年", "能耗"];

test("a firm is known by its code; a name that differs is said", async () => {
  const draft = await import_([["汉滨区", "水泥", "另一个名字", FIRM.creditCode, "", "", "能耗"]]);
  expect(draft.rows[0]?.enterprise).toEqual({ is: "known", id: FIRM.id, by: "code" });
  expect(messages(draft)).toContainEqual(expect.stringMatching(/信用代码是“.*”的，名称却写/));
});

test("a firm known by its code in another area is told", async () => {
  const draft = await import_([["汉阴县", "水泥", FIRM.name, FIRM.creditCode, "", "", "能耗"]]);
  expect(draft.rows[0]?.enterprise).toMatchObject({ is: "known", by: "code" });
  expect(draft.problems).toContainEqual(
    expect.objectContaining({
      column: "A",
      message: expect.stringMatching(/登记在汉滨区，这里写汉阴县/),
    }),
  );
});

test("a row that was taken off the list cannot be continued by its number", async () => {
  const list = CONTENT.lists.find(({ versions }) => versions.at(-1)?.change === "delisted");
  const gone = list?.versions.at(-1);
  const name = CONTENT.enterprises.find(({ id }) => id === gone?.enterprise)?.name;
  const file = csv([
    ["行号", "企业名称", "列入依据"],
    [gone?.entry, name, "再列入"],
  ]);
  const draft = await draftOf(CONTENT, file, {
    fileName: "a.csv",
    jurisdiction: list?.jurisdiction ?? "",
    kind: list?.kind ?? "",
  });
  expect(draft.rows[0]?.action).toBe("held");
  expect(messages(draft)).toContainEqual(expect.stringMatching(/已移出（摘牌），不能再改/));
});

test("a firm is known by its name in its area", async () => {
  const draft = await import_([["汉滨", "水泥", ` ${FIRM.name} `, "", "", "", "能耗"]]);
  expect(draft.rows[0]?.enterprise).toEqual({ is: "known", id: FIRM.id, by: "name" });
});

test("a former name leads to the firm, and is said", async () => {
  const renamed = CONTENT.enterprises.find((firm) => firm.formerNames.length > 0);
  const draft = await import_([["", "", renamed?.formerNames[0], "", "", "", "能耗"]], {
    jurisdiction: renamed?.jurisdiction ?? "",
    kind: "plan",
  });
  expect(draft.rows[0]?.enterprise).toEqual({ is: "known", id: renamed?.id, by: "former-name" });
  expect(messages(draft)).toContainEqual(expect.stringMatching(/是曾用名，按现名/));
});

test("a name that fits in another area is asked once, and answered with an id or new", async () => {
  const row = ["汉阴县", "水泥", FIRM.name, "", "", "", "能耗"];
  const asked = await import_([row, row]);
  expect(asked.rows.map(({ action }) => action)).toEqual(["held", "held"]);
  expect(asked.questions).toHaveLength(1);
  const [question] = asked.questions;
  expect(question).toMatchObject({
    rows: ["名单!2", "名单!3"],
    candidates: [{ id: FIRM.id, reasons: ["名称相同", "所在地区不同"] }],
    answer: null,
  });
  const id = question?.id ?? "";
  const known = await import_([row], { answers: { [id]: FIRM.id } });
  expect(known.rows[0]?.enterprise).toEqual({ is: "known", id: FIRM.id, by: "answer" });
  const fresh = await import_([row], { answers: { [id]: "new" } });
  expect(fresh.rows[0]?.enterprise).toMatchObject({ is: "new", proposed: { area: "610921" } });
  const wrong = await import_([row], { answers: { [id]: "nobody" } });
  expect(wrong.rows[0]?.action).toBe("held");
  expect(messages(wrong)).toContainEqual(expect.stringMatching(/没有用上/));
});

test("a name with a sign too few, and one with another code, are asked", async () => {
  const slip = await import_([["汉滨区", "水泥", "汉滨瀚莘水泥制有限公司", "", "", "", "能耗"]]);
  expect(slip.questions[0]?.candidates[0]).toMatchObject({ id: FIRM.id, reasons: ["名称相近"] });
  const code = await import_([["汉滨区", "水泥", FIRM.name, "91350100M000100Y43", "", "", "能耗"]]);
  expect(code.questions[0]?.candidates[0]?.reasons).toContainEqual(
    expect.stringMatching(/信用代码不同/),
  );
});

test("a machine that is to be registered needs its number; one that is registered does not", async () => {
  const bare = await import_([NEW.with(4, "Φ9×99m回转窑")]);
  expect(bare.rows[0]?.action).toBe("held");
  expect(bare.problems.filter(({ severity }) => severity === "error")).toEqual([
    expect.objectContaining({
      row: 2,
      column: "E",
      message: "“Φ9×99m回转窑”没有登记过，登记它还缺数量",
    }),
  ]);
  const label = `${MACHINE.model}${MACHINE.name}`;
  const known = await import_([["汉滨区", "水泥", FIRM.name, "", label, "", "能耗"]]);
  expect(known.rows[0]?.machines).toEqual([{ is: "known", id: MACHINE.id }]);
  expect(known.counts.errors).toBe(0);
});

test("another name with the same machines in the same area is asked", async () => {
  const label = `${MACHINE.model}${MACHINE.name}${MACHINE.quantity}${MACHINE.measureWord}`;
  const draft = await import_([["汉滨区", "水泥", "改名以后的厂", "", label, "", "能耗"]]);
  expect(draft.questions[0]?.candidates[0]).toMatchObject({
    id: FIRM.id,
    reasons: ["同一地区，设备型号、数量都相同"],
  });
});

test("a firm nobody knows is proposed once, with the same key in every row", async () => {
  const draft = await import_([NEW, [...NEW.slice(0, 4), "Φ8×88m回转窑1台", "", "能耗"]]);
  const keys = draft.rows.map(
    ({ enterprise }) => enterprise.is === "new" && enterprise.proposed.key,
  );
  expect(keys[0]).toBe(keys[1]);
  expect(draft.counts).toMatchObject({ add: 2, held: 0, errors: 0 });
  expect(draft.rows[0]?.machines).toMatchObject([
    { is: "new", proposed: { name: "回转窑" }, capacity: { value: 30, unit: "万吨/年" } },
  ]);
});

test("a new firm without area or industry is held, with how to mend it", async () => {
  const draft = await import_([["", "", "汉滨崭新水泥厂", "", "立窑1座", "", "能耗"]]);
  expect(draft.rows[0]?.action).toBe("held");
  expect(draft.problems[0]).toMatchObject({
    severity: "error",
    sheet: "名单",
    row: 2,
    column: "C",
    message: expect.stringMatching(/还缺所在地区和行业/),
  });
});

test("a machine dismantled under another name raises a flag, with the ban on moving", async () => {
  const gone = CONTENT.equipmentEvents.find((event) => event.event === "dismantled");
  const machine = CONTENT.equipment.find((entry) => entry.id === gone?.equipment && entry.model);
  const owner = CONTENT.enterprises.find((firm) => firm.id === machine?.enterprise);
  const industry = CONTENT.industries.find((entry) => entry.id === owner?.industry)?.name;
  const label = machine && `${machine.model}${machine.name}1台`;
  const draft = await import_([["紫阳县", industry, "紫阳某厂", "", label, "", "能耗"]]);
  const flag = draft.problems.find(({ message }) => message.includes("已公布拆除"));
  expect(flag).toMatchObject({ severity: "warning", column: "E" });
  expect(flag?.remedy).toMatch(/严禁异地转移（工信部产业函〔2015〕97号）/);
});

test("capacities tell two machines of one model apart only in the same unit", async () => {
  const gone = CONTENT.equipmentEvents.filter(({ event }) => event === "dismantled");
  const machine = CONTENT.equipment.find(
    ({ id, name, model, capacityUnit }) =>
      model !== undefined &&
      capacityUnit !== undefined &&
      gone.some(({ equipment }) => equipment === id) &&
      CONTENT.equipment.filter((one) => one.model === model && one.name === name).length === 1,
  );
  const owner = CONTENT.enterprises.find((firm) => firm.id === machine?.enterprise);
  const industry = CONTENT.industries.find((entry) => entry.id === owner?.industry)?.name;
  const label = `${machine?.model}${machine?.name}1台`;
  const isFlagged = async (capacity: string, said = industry) => {
    const draft = await import_([["紫阳县", said, "紫阳某厂", "", label, capacity, "能耗"]]);
    return messages(draft).some((message) => message.includes(`${owner?.name} `));
  };
  const other = machine?.capacityUnit === "吨/日" ? "3万重量箱" : "3吨/日";
  expect(await isFlagged(other)).toBe(true);
  expect(await isFlagged(`${machine?.capacityValue}${machine?.capacityUnit}`)).toBe(true);
  expect(await isFlagged(`987654${machine?.capacityUnit}`)).toBe(false);
  const elsewhere = CONTENT.industries.find((entry) => entry.id !== owner?.industry)?.name;
  expect(await isFlagged(`${machine?.capacityValue}${machine?.capacityUnit}`, elsewhere)).toBe(
    true,
  );
  expect(await isFlagged(other, elsewhere)).toBe(false);
});

test("the days of a rectification are held against one another and against the months of the programme", async () => {
  const head = ["企业名称", "淘汰类别", "整改开始", "整改到期", "延期至", "整改完成"];
  const told = async (...row: string[]) => {
    const draft = await draftOf(CONTENT, csv([head, [FIRM.name, ...row]]), {
      fileName: "名单.csv",
      jurisdiction: "ankang",
      kind: "rectification",
    });
    return draft.problems.map(({ severity, column, message }) => [severity, column, message]);
  };
  expect(await told("能耗", "2026-04-11", "2026-10-11", "2027-01-11", "2026-09-01")).toEqual([]);
  expect(await told("能耗", "2026-04-11", "2026-03-11", "2026-03-11", "2026-01-01")).toEqual([
    ["error", "D", "整改到期早于整改开始"],
    ["error", "E", "延期至的日期不晚于整改到期"],
    ["error", "F", "整改完成早于整改开始"],
  ]);
  expect(await told("能耗", "2026-04-11", "2026-10-12", "2027-01-12", "")).toEqual([
    ["warning", "D", "能耗方面整改期限超过6个月，应到 2026-10-11（当地方案二、（一）4）"],
    ["warning", "E", "能耗方面延期超过3个月，最长到 2027-01-11（当地方案二、（一）4）"],
  ]);
  expect(await told("质量", "2026-04-11", "2026-10-11", "2026-12-11", "")).toEqual([
    ["warning", "E", "质量方面没有规定可以延期（当地方案二、（三）4）"],
  ]);
});

test("安康's form must be stated as plan or closure, and a plan is never an exit", async () => {
  const bytes = csv([FORM, ["1", ...NEW.slice(0, 3), ...NEW.slice(4)]]);
  const of = async (kind: string, statedAs: ImportRequest["statedAs"]) =>
    (await refusalsOf(CONTENT, bytes, { fileName: "名单.csv", kind, statedAs })).map(
      ({ message }) => message,
    );
  expect(await of("exit", null)).toEqual([expect.stringMatching(/既报计划又报退出/)]);
  expect(await of("exit", "plan")).toEqual(["计划不能当作退出公布"]);
  expect(await of("plan", "closure")).toEqual(["退出情况不能当作计划登记"]);
  const request = { fileName: "名单.csv", kind: "exit", statedAs: "closure" } as const;
  expect(await draftOf(CONTENT, bytes, request)).toMatchObject({
    form: "ak-statistics",
    isPublishable: true,
    counts: { add: 1 },
  });
  const plan = await draftOf(CONTENT, bytes, { ...request, kind: "plan", statedAs: "plan" });
  expect(plan).toMatchObject({ isPublishable: false, target: { kind: "plan" } });
});

test("a title that speaks of a plan is told, where the file is taken for exits", async () => {
  const bytes = csv([
    ["2024年落后产能退出计划表"],
    FORM,
    ["1", ...NEW.slice(0, 3), ...NEW.slice(4)],
  ]);
  const request = { fileName: "名单.csv", statedAs: "closure" } as const;
  expect(messages(await draftOf(CONTENT, bytes, request))).toContainEqual(
    expect.stringMatching(/标题里写着“计划”/),
  );
});

test("a list the place does not publish, a place and a batch that are not there, are refused", async () => {
  const bytes = csv([AT, NEW]);
  const of = async (request: Partial<ImportRequest>) =>
    (await refusalsOf(CONTENT, bytes, { fileName: "名单.csv", ...request })).length;
  expect(await of({ kind: "violation-case" })).toBe(1);
  expect(await of({ kind: "nonsense" })).toBe(1);
  expect(await of({ jurisdiction: "nowhere" })).toBe(1);
  expect(await of({ replaces: { batch: "1999-01" } })).toBe(1);
  expect(await refusalsOf(CONTENT, csv([["没有表头"]]), { fileName: "a.csv" })).toHaveLength(1);
});

test("row numbers must be those of the list, each once, and not withdrawn", async () => {
  const header = ["行号", ...AT];
  const listed = CONTENT.lists.find(
    (list) => list.jurisdiction === "ankang" && list.kind === "exit",
  );
  const entry = listed?.versions[0]?.entry ?? "";
  const name = CONTENT.enterprises.find(
    (firm) => firm.id === listed?.versions[0]?.enterprise,
  )?.name;
  const row = ["", "", name, "", "", "", "能耗"];
  const draft = await draftOf(
    CONTENT,
    csv([header, [entry, ...row], [entry, ...row], ["nobody-r1", ...row]]),
    { fileName: "名单.csv" },
  );
  expect(draft.rows.map(({ action }) => action)).toEqual(["change", "held", "held"]);
  expect(messages(draft)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/已经用过/),
      expect.stringMatching(/没有行号 nobody-r1/),
    ]),
  );
});

test("opinions, seals and pledges already on record are recognised", async () => {
  for (const { kind, header, rows } of factSheets()) {
    expect(rows.length, kind).toBeGreaterThan(0);
    const draft = await draftOf(CONTENT, csv([header, ...rows]), { fileName: "a.csv", kind });
    expect(
      draft.problems.filter(({ severity }) => severity === "error"),
      kind,
    ).toEqual([]);
    expect(draft.counts, kind).toMatchObject({ keep: rows.length, add: 0, change: 0, held: 0 });
  }
});

test("facts about a firm or machine that is not registered are held", async () => {
  const [sheet] = factSheets();
  const row = [...(sheet?.rows[0] ?? [])];
  row[0] = "从未登记过的厂";
  const draft = await draftOf(CONTENT, csv([sheet?.header ?? [], row]), {
    fileName: "a.csv",
    kind: "acceptances",
  });
  expect(draft.rows[0]?.action).toBe("held");
  expect(messages(draft)).toContainEqual(expect.stringMatching(/没有登记过/));
});

test("restricted cells reach neither the draft nor the report", async () => {
  const draft = await draftOf(
    CONTENT,
    csv([
      [...AT, "联系电话", "法定代表人"],
      [...NEW, "13987654321", "张三丰"],
    ]),
    { fileName: "a.csv" },
  );
  const everything = JSON.stringify(draft) + reportLines(draft).join("\n");
  for (const secret of ["13987654321", "张三丰"]) expect(everything).not.toContain(secret);
  expect(draft.source.isRestricted).toBe(true);
});

test("every problem names its cell and how to mend it", async () => {
  const draft = await import_([["西安", "水泥", "某厂", "X", "窑", "30", "风水"]]);
  expect(draft.problems.length).toBeGreaterThanOrEqual(4);
  for (const found of draft.problems) {
    expect(found).toMatchObject({
      sheet: "名单",
      row: 2,
      column: expect.stringMatching(/^[A-G]$/),
    });
    expect(problemLine(found)).toMatch(/^(错误|提醒|说明) 名单![A-G]2 .+ → .+/);
  }
});

function factSheets() {
  const firmName = (id: string) => CONTENT.enterprises.find((firm) => firm.id === id)?.name ?? "";
  const labels = (ids: readonly string[]) =>
    ids
      .flatMap((id) => CONTENT.equipment.find((machine) => machine.id === id) ?? [])
      .map(equipmentLabel)
      .join("；");
  const departments = CONTENT.jurisdictions.find(({ id }) => id === "ankang")?.departments ?? [];
  const department = (id: string) => departments.find((entry) => entry.id === id)?.name ?? "";
  const yes = (value: boolean) => (value ? "是" : "否");
  const ofAnkang = ({ enterprise }: { enterprise: string }) => enterprise.startsWith("ankang");
  return [
    {
      kind: "acceptances",
      header: [
        "企业名称",
        "设备型号及数量",
        "验收级别",
        "验收单位",
        "验收日期",
        "主体设备是否拆除",
        "是否具备恢复生产条件",
        "是否通过验收",
        "有拆除前影像",
        "有拆除中影像",
        "有拆除后影像",
        "依据材料",
      ],
      rows: CONTENT.acceptances
        .filter(ofAnkang)
        .map((row) => [
          firmName(row.enterprise),
          labels(row.equipment),
          { county: "县级", city: "市级", province: "省级" }[row.level],
          department(row.by),
          row.on,
          yes(row.isDismantled),
          yes(row.canRestart),
          yes(row.isPassed),
          yes(row.hasPhotosBefore),
          yes(row.hasPhotosDuring),
          yes(row.hasPhotosAfter),
          row.source,
        ]),
    },
    {
      kind: "pledges",
      header: [
        "企业名称",
        "设备型号及数量",
        "承诺单位",
        "承诺日期",
        "公开日期",
        "未拆除原因",
        "限时拆除日期",
        "承诺内容",
      ],
      rows: CONTENT.pledges
        .filter(ofAnkang)
        .map((row) => [
          firmName(row.enterprise),
          labels(row.equipment),
          row.signedBy,
          row.signedOn,
          row.publishedOn,
          KEEPING_REASONS.find(({ id }) => id === row.reasonNotDismantled)?.name ?? "",
          row.dismantleBy ?? "",
          row.body,
        ]),
    },
    {
      kind: "sealings",
      header: ["企业名称", "设备型号及数量", "断水日期", "断电日期", "认定单位", "依据材料"],
      rows: CONTENT.equipment.filter(ofAnkang).flatMap((machine) => {
        const day = (event: string) =>
          CONTENT.equipmentEvents.find((e) => e.equipment === machine.id && e.event === event);
        const [water, power] = [day("waterCut"), day("powerCut")];
        if (water === undefined || power === undefined) return [];
        const name = firmName(machine.enterprise);
        const by = department(water.by);
        return [[name, equipmentLabel(machine), water.on, power.on, by, water.source]];
      }),
    },
  ];
}

function import_(rows: readonly (readonly unknown[])[], request: Partial<ImportRequest> = {}) {
  return draftOf(CONTENT, csv([AT, ...rows]), { fileName: "名单.csv", ...request });
}

function csv(rows: readonly (readonly unknown[])[]): Buffer {
  return Buffer.from(stringify(rows.map((row) => [...row])));
}

function messages({ problems }: { problems: readonly { message: string }[] }): string[] {
  return problems.map(({ message }) => message);
}
