import { rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { stringify } from "csv-stringify/sync";
import { afterEach, expect, test } from "vitest";
import type { Acceptance } from "#domain/acceptance.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { valueSources } from "#domain/printed-cell.ts";
import type { PublicationFacts } from "#domain/publication.ts";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { rowCells } from "#lib/row-cells.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { changeContent, sumOf } from "#publishing/change-content.ts";
import { type PublicationPlan, planPublication } from "#publishing/plan-publication.ts";
import type { Publication } from "#publishing/publication.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { copyContent } from "#support/content-copy.ts";

const TODAY = "2026-11-21";
const HEAD = [
  "县（市、区）",
  "行业",
  "企业名称",
  "统一社会信用代码",
  "设备型号及数量",
  "涉及产能",
  "淘汰类别",
];
const NEW = ["汉滨区", "水泥", "汉滨崭新水泥厂", "", "Φ9×99m回转窑1台", "30万吨/年", "能耗"];
const FACTS: PublicationFacts = {
  year: 2026,
  title: "2026年第四季度名单",
  publisher: "miit",
  publishedOn: TODAY,
  isSourcePublic: false,
  announcement: { kind: "list-publication", title: "关于公布名单的公告", body: "现予公布。" },
  leaving: {},
};

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function contentRoot(): string {
  const { root } = copyContent("content");
  roots.push(root);
  return root;
}

const sound = (root: string): Snapshot => {
  const { snapshot, problems } = readContent(root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems.slice(0, 5)));
  return snapshot;
};

/** What publishing these rows would come to. */
async function planned(
  root: string,
  rows: readonly (readonly (string | undefined)[])[],
  more: {
    kind?: string;
    head?: readonly string[];
    as?: "plan" | "closure";
    replaces?: "none" | "all";
    tamper?: (publication: Publication) => Publication;
    facts?: Partial<PublicationFacts>;
    objections?: Publication["objections"];
  } = {},
): Promise<PublicationPlan> {
  const snapshot = sound(root);
  const { kind = "rectification", as = null, replaces = "none", facts = {} } = more;
  const tamper = more.tamper ?? ((publication: Publication) => publication);
  const bytes = new TextEncoder().encode(stringify([more.head ?? HEAD, ...rows]));
  const request = {
    fileName: "名单.csv",
    jurisdiction: "ankang",
    kind,
    statedAs: as,
    replaces,
    answers: {},
    today: TODAY,
  };
  const result = await importSpreadsheet(bytes, request, snapshot);
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const place = snapshot.jurisdictions.find((entry) => entry.id === "ankang");
  if (place === undefined) throw new Error("no ankang");
  return planPublication(
    root,
    tamper({
      snapshot,
      place,
      kind,
      draft: result.draft,
      facts: { ...FACTS, ...facts },
      today: TODAY,
      objections: more.objections ?? new Map(),
    }),
  );
}

function publish(root: string, plan: PublicationPlan): Snapshot {
  if ("refusals" in plan) throw new Error(plan.refusals.join("\n"));
  expect(readContent(root, plan.changes).problems.filter((p) => p.severity === "error")).toEqual(
    [],
  );
  const guarded = plan.changes.map((change) => ({
    ...change,
    sha256Before: sumOf(`${root}/${change.file}`),
  }));
  expect(changeContent(root, guarded)).toEqual([]);
  return sound(root);
}

test("a new firm with its machine, its row and the announcement become public together, each with an id", async () => {
  const root = contentRoot();
  const before = sound(root);
  const plan = await planned(root, [NEW]);
  const after = publish(root, plan);
  const firm = after.enterprises.find((entry) => entry.name === "汉滨崭新水泥厂");
  expect(firm).toMatchObject({ id: "ankang-e00001", area: "610902", industry: "cement" });
  const list = after.lists.find((entry) => entry.batch.title === FACTS.title);
  expect(list?.batch.source).toMatchObject({ file: "名单.csv", isPublic: false });
  expect(list?.batch.source.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(list?.batch.columns).toMatchObject({ enterprise: "C", equipment: "E", capacity: "F" });
  expect(list?.versions[0]).toMatchObject({
    enterprise: firm?.id,
    row: 2,
    rawCapacity: "30万吨/年",
    change: "listed",
  });
  expect(after.announcements.some((entry) => entry.lists.includes(list?.id ?? ""))).toBe(true);
  const known = new Set(after.ledger.map((row) => row.id));
  expect(before.ledger.every((row) => known.has(row.id))).toBe(true);
  expect(after.ledger.length).toBe(before.ledger.length + 4);
  expect("sentences" in plan && plan.sentences).toContainEqual(
    expect.stringMatching(/^列入：.*汉滨崭新水泥厂/),
  );
});

test("whoever approves a list is told when the text names others to publish it", async () => {
  const sentencesOf = async (publisher: string) => {
    const plan = await planned(contentRoot(), [NEW], { facts: { publisher } });
    if ("refusals" in plan) throw new Error(plan.refusals.join());
    return plan.sentences.filter((sentence) => sentence.startsWith("请注意"));
  };
  expect(await sentencesOf("ecology")).toEqual([
    "请注意：文件写的公布单位是“市工业和信息化局、市发展改革委、市应急管理局、市市场监管局”（三、（四）），这里写的是安康市生态环境局。",
  ]);
  expect(await sentencesOf("miit")).toEqual([]);
});

test("what is published leaves the rows of others as they stood, byte for byte", async () => {
  const root = contentRoot();
  const plan = await planned(root, [NEW]);
  if ("refusals" in plan) throw new Error(plan.refusals.join());
  expect(plan.changes.some(({ file }) => sumOf(`${root}/${file}`) !== null)).toBe(true);
  for (const { file, text } of plan.changes) {
    const before =
      sumOf(`${root}/${file}`) === null
        ? ""
        : (await import("node:fs")).readFileSync(`${root}/${file}`, "utf8");
    expect(text?.startsWith(before)).toBe(true);
  }
});

test("a row that is not in the new file any more blocks publishing until a reason is chosen", async () => {
  const root = contentRoot();
  const replaces = "all" as const;
  const refused = await planned(root, [NEW], { replaces });
  if (!("refusals" in refused)) throw new Error("nothing stood in the way");
  expect(refused.refusals.every((text) => /要选定移出、撤销或者公示期满/.test(text))).toBe(true);
  const entries = refused.refusals.map((text) => /（(\S+?)，/.exec(text)?.[1] ?? "");
  const leaving = Object.fromEntries(
    entries.map((entry) => [entry, { change: "delisted" as const, reason: "整改完成" }]),
  );
  const after = publish(root, await planned(root, [NEW], { replaces, facts: { leaving } }));
  for (const entry of entries) {
    const latest = after.lists
      .flatMap((each) => each.versions)
      .findLast((row) => row.entry === entry);
    expect(latest).toMatchObject({
      change: "delisted",
      changeReason: "整改完成",
      changedOn: TODAY,
    });
  }
});

test("a machine that no inspection has passed is not announced as gone, with the place in the document", async () => {
  const plan = await planned(contentRoot(), [NEW], { kind: "exit", as: "closure" });
  expect("refusals" in plan && plan.refusals.join("\n")).toMatch(
    /没有登记，也就没有验收，不能公告退出（安工信字〔2024〕50号，/,
  );
});

test("an exit that names no machine is not announced: no acceptance can be held against it", async () => {
  const root = contentRoot();
  const row = [...goneMachine(sound(root)).slice(0, 4), "", "", "能耗"];
  const plan = await planned(root, [row], {
    kind: "exit",
    as: "closure",
    tamper: asNew((e) => [e]),
  });
  expect("refusals" in plan && plan.refusals.join("\n")).toMatch(
    /没有写设备，对不上验收，不能公告退出（安工信字〔2024〕50号，通知正文 三）/,
  );
});

test("a closing without its aspect is asked for it, or for the government that approved it", async () => {
  const root = contentRoot();
  const closed = { kind: "closed" };
  const row = [...NEW.slice(0, 4), "", "", ""];
  const plan = await planned(root, [row], closed);
  expect("refusals" in plan && plan.refusals.join("\n")).toMatch(
    /没有写淘汰类别，分不清按哪一条规定关闭.*（安工信字〔2024〕50号，/,
  );
  const approval = { government: "汉滨区人民政府", documentNumber: "汉政函〔2026〕1号" };
  expect(await planned(root, [row], { ...closed, facts: { approval } })).toHaveProperty("changes");
});

/** A machine of 安康 that is publicly gone, and what its acceptance says. */
function goneMachine(snapshot: Snapshot) {
  const entry = snapshot.lists
    .filter((list) => list.jurisdiction === "ankang" && list.kind === "exit")
    .flatMap((list) => list.versions)
    .find((row) => row.equipment.length === 1);
  const firm = snapshot.enterprises.find((each) => each.id === entry?.enterprise);
  const area = entry?.rawArea;
  return [
    area,
    entry?.rawIndustry,
    firm?.name,
    firm?.creditCode,
    entry?.rawEquipment,
    "",
    entry?.rawAspects,
  ];
}

/** As if its row were new, and with what is known of acceptances changed. */
const asNew =
  (accept: (entry: Acceptance) => Acceptance[]) =>
  (publication: Publication): Publication => ({
    ...publication,
    snapshot: {
      ...publication.snapshot,
      acceptances: publication.snapshot.acceptances.flatMap(accept),
    },
    draft: {
      ...publication.draft,
      rows: publication.draft.rows.map((row) => ({ ...row, action: "add", continues: null })),
    },
  });

test.each([
  { of: "passed at both levels with pictures", accept: (entry: Acceptance) => [entry], told: null },
  {
    of: "passed by the county alone",
    accept: (entry: Acceptance) => (entry.level === "city" ? [] : [entry]),
    told: /没有通过市（州）验收，不能公告退出（安工信字〔2024〕50号，通知正文 三）/,
  },
  {
    of: "accepted without pictures taken during dismantling",
    accept: (entry: Acceptance) => [{ ...entry, hasPhotosDuring: false }],
    told: /缺少拆除前、中、后的影像/,
  },
  {
    of: "inspected and not passed",
    accept: (entry: Acceptance) => [{ ...entry, isPassed: false }],
    told: /没有通过县（市、区）、市（州）验收/,
  },
  {
    of: "passed, and failed when it was inspected again",
    accept: (entry: Acceptance) => [
      { ...entry, id: `${entry.id}-again`, on: "2099-01-01", isPassed: entry.level === "county" },
      entry,
    ],
    told: /没有通过市（州）验收/,
  },
])("an exit $of: $told", async ({ accept, told }) => {
  const root = contentRoot();
  const plan = await planned(root, [goneMachine(sound(root))], {
    kind: "exit",
    as: "closure",
    tamper: asNew(accept),
  });
  const refusals = "refusals" in plan ? plan.refusals.join("\n") : "";
  if (told === null) expect(refusals).toBe("");
  else expect(refusals).toMatch(told);
});

/** A machine of 安康 that stands sealed, publicly gone all the same, as its row said. */
function sealedMachine(snapshot: Snapshot) {
  const pledge = snapshot.pledges.find(
    (entry) => entry.jurisdiction === "ankang" && entry.dismantleBy !== undefined,
  );
  const firm = snapshot.enterprises.find(({ id }) => id === pledge?.enterprise);
  const machine = snapshot.equipment.find(({ id }) => id === pledge?.equipment[0]);
  if (!pledge || !firm || !machine) throw new Error("no machine of ankang is pledged for");
  return { pledge, row: ["", "", firm.name, "", equipmentLabel(machine), "", "能耗"], machine };
}

test("what stands sealed is announced as exited only with the day by which it must be dismantled", async () => {
  const root = contentRoot();
  const { row, pledge, machine } = sealedMachine(sound(root));
  const withTerm = async (term: string | undefined) =>
    await planned(root, [row], {
      kind: "exit",
      as: "closure",
      tamper: (publication) => {
        const { snapshot } = asNew((entry) => [entry])(publication);
        return {
          ...asNew((entry) => [entry])(publication),
          snapshot: {
            ...snapshot,
            acceptances: ["county", "city"].map((level) => ({
              ...(snapshot.acceptances[0] as Acceptance),
              level: level as Acceptance["level"],
              enterprise: pledge.enterprise,
              equipment: [machine.id],
              isPassed: true,
            })),
            pledges: [{ ...pledge, dismantleBy: term }],
            equipment: snapshot.equipment.map((each) =>
              each.id === machine.id ? { ...each, dismantleBy: undefined } : each,
            ),
          },
        };
      },
    });
  expect(await withTerm("2027-01-01")).toHaveProperty("changes");
  const plan = await withTerm(undefined);
  expect("refusals" in plan && plan.refusals).toEqual([
    expect.stringMatching(/没有限时拆除的日期，不能公告退出（安工信字〔2024〕50号，二、（五））/),
  ]);
});

const TERM_HEAD = ["企业名称", "统一社会信用代码", "淘汰类别", "整改开始", "整改到期", "整改完成"];

test("a rectification that is complete on a day to come is not published; a term to come is", async () => {
  const root = contentRoot();
  const { firm } = standingRow(sound(root));
  const row = (metOn: string) => [firm.name, "", "安全", "2026-10-01", "2027-03-01", metOn];
  const head = TERM_HEAD;
  const late = await planned(root, [row("2026-11-22")], { head });
  expect("refusals" in late && late.refusals).toContain(
    "名单!F2的整改完成 2026-11-22 还没有到，不能公布。",
  );
  const plan = await planned(root, [row("")], { head });
  expect(JSON.stringify(plan)).not.toContain("还没有到");
});

test("an empty cell does not take a firm's credit code away, and no sentence says so", async () => {
  const root = contentRoot();
  const { version, firm } = standingRow(sound(root));
  const head = ["行号", "企业名称", "统一社会信用代码", "备注"];
  const revision = { change: "updated" as const, reason: "补充备注" };
  const plan = await planned(root, [[version.entry, firm.name, "", "已约谈"]], {
    head,
    facts: { revision },
  });
  expect("sentences" in plan && plan.sentences.join()).not.toContain("信用代码");
  const after = publish(root, plan);
  const now = after.enterprises.find(({ id }) => id === firm.id);
  expect(now?.creditCode).toBe(firm.creditCode);
});

test("a firm's new name is taken over, and the old one kept", async () => {
  const root = contentRoot();
  const before = sound(root);
  const entry = before.lists
    .filter((list) => list.jurisdiction === "ankang" && list.kind === "rectification")
    .flatMap((list) =>
      list.versions.filter(
        (row) => list.versions.findLast((each) => each.entry === row.entry) === row,
      ),
    )
    .find((row) => ["listed", "updated", "corrected"].includes(row.change) && row.enterprise);
  const firm = before.enterprises.find((each) => each.id === entry?.enterprise);
  const row = [
    "",
    "",
    "汉滨更名后的公司",
    firm?.creditCode,
    entry?.rawEquipment,
    entry?.rawCapacity,
    entry?.rawAspects,
  ];
  const revision = { change: "corrected" as const, reason: "企业更名" };
  const plan = await planned(root, [row], { facts: { revision } });
  const after = publish(root, plan);
  const renamed = after.enterprises.find((each) => each.id === firm?.id);
  expect(renamed?.name).toBe("汉滨更名后的公司");
  expect(renamed?.formerNames).toContain(firm?.name);
});

test("a published row keeps every cell as printed, and where it stands", async () => {
  const root = contentRoot();
  const rows = [NEW.with(5, "30 万吨/年\n（设计）"), NEW.with(2, "汉滨又新水泥厂")];
  const after = publish(root, await planned(root, rows));
  const [version] = after.lists.find((entry) => entry.batch.title === FACTS.title)?.versions ?? [];
  expect(version).toMatchObject({ rawArea: "汉滨区", rawCapacity: "30 万吨/年\n（设计）" });
  expect(version?.cells).toEqual([
    "name=C2",
    "area=A2",
    "industry=B2",
    "equipment=E2",
    "capacity=F2",
    "aspects=G2",
  ]);
});

/** A row of 安康's rectification list that still stands, with its firm. */
function standingRow(snapshot: Snapshot) {
  for (const list of snapshot.lists.filter(
    ({ jurisdiction, kind }) => jurisdiction === "ankang" && kind === "rectification",
  )) {
    for (const version of list.versions) {
      const latest = list.versions.findLast(({ entry }) => entry === version.entry);
      const firm = snapshot.enterprises.find(({ id }) => id === version.enterprise);
      if (latest === version && firm && ["listed", "updated", "corrected"].includes(version.change))
        return { list, version, firm };
    }
  }
  throw new Error("no row stands");
}

test("a revision names the file it was read from, and keeps what its sheet has no column for", async () => {
  const root = contentRoot();
  const { list, version, firm } = standingRow(sound(root));
  const result = await importSpreadsheet(
    new TextEncoder().encode(
      stringify([
        ["行号", "企业名称", "备注"],
        [version.entry, firm.name, "已约谈"],
      ]),
    ),
    {
      fileName: "更正.csv",
      jurisdiction: "ankang",
      kind: "rectification",
      statedAs: null,
      replaces: "none",
      answers: {},
      today: TODAY,
    },
    sound(root),
  );
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const revision = { change: "updated" as const, reason: "补充备注" };
  const plan = planPublication(root, {
    snapshot: sound(root),
    place: sound(root).jurisdictions.find(({ id }) => id === "ankang") ?? never(),
    kind: "rectification",
    draft: result.draft,
    facts: { ...FACTS, revision },
    today: TODAY,
    objections: new Map(),
  });
  const after = publish(root, plan);
  const entry = indexOf(after)
    .entriesByEnterprise.get(firm.id)
    ?.find(({ id }) => id === version.entry);
  if (entry === undefined) throw new Error("the row is gone");
  expect(entry.latest).toMatchObject({
    remark: "已约谈",
    aspects: version.aspects,
    ground: version.ground,
    equipment: version.equipment,
    sourceFile: "更正.csv",
    sourceSha256: result.draft.source.sha256,
  });
  const cells = valueSources(rowCells(entry));
  expect(cells.find(({ field }) => field === "remark")).toMatchObject({
    cell: "C2",
    text: "已约谈",
    file: "更正.csv",
    version: version.version + 1,
  });
  expect(cells.find(({ field }) => field === "name")).toMatchObject({
    cell: "B2",
    file: "更正.csv",
  });
  expect(list.versions.every((row) => sameRow(after, list, row))).toBe(true);
});

/** Whether a version is in the list as it was, whatever columns the file has got since. */
function sameRow(
  after: Snapshot,
  { jurisdiction, id }: { jurisdiction: string; id: string },
  row: object,
) {
  const list = after.lists.find((each) => each.jurisdiction === jurisdiction && each.id === id);
  return list?.versions.some((each) => isDeepStrictEqual(each, row)) ?? false;
}

function never(): never {
  throw new Error("no ankang");
}

test("a plan is no exit, a file is not published twice, nor given out where it holds what is not public", async () => {
  const root = contentRoot();
  const refusals = async (more: Parameters<typeof planned>[2], row = NEW) => {
    const plan = await planned(root, [row], more);
    return "refusals" in plan ? plan.refusals.join("\n") : "";
  };
  const source = (changed: Partial<Publication["draft"]["source"]>) => (before: Publication) => ({
    ...before,
    draft: { ...before.draft, source: { ...before.draft.source, ...changed } },
  });
  const asPlan = (before: Publication): Publication => ({
    ...before,
    draft: { ...before.draft, statedAs: "plan" },
  });
  // The import has refused it before; a draft may be older than what the import asks today.
  const planAsExit = { kind: "exit", as: "closure", tamper: asPlan } as const;
  expect(await refusals(planAsExit)).toContain("计划不能当作退出");
  expect(await refusals({ kind: "exit", as: "closure" })).not.toContain("计划");

  const after = publish(root, await planned(root, [NEW]));
  const earlier = after.lists.find((entry) => entry.batch.title === FACTS.title)?.batch.source;
  const other = ["汉滨区", "水泥", "另一家水泥厂", "", "Φ3×48m回转窑1台", "10万吨/年", "能耗"];
  const again = source({ sha256: earlier?.sha256 ?? "" });
  expect(await refusals({ tamper: again }, other)).toMatch(/已经公布过（.+），没有公布第二次/);
  expect(await refusals({}, other)).toBe("");

  const uncounted = (before: Publication): Publication => {
    const rows = before.draft.rows.map((row) => ({
      ...row,
      machines: row.machines.map((match) =>
        match.is === "new" ? { ...match, proposed: { ...match.proposed, quantity: null } } : match,
      ),
    }));
    return { ...before, draft: { ...before.draft, rows } };
  };
  expect(await refusals({ tamper: uncounted }, other)).toContain("没有写数量，请写上后重新导入");

  const given = { facts: { isSourcePublic: true }, tamper: source({ isRestricted: true }) };
  expect(await refusals(given, other)).toContain("原表不能对外提供");
  expect(await refusals({ tamper: given.tamper }, other)).toBe("");
});
