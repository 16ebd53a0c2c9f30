import { rmSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPublication } from "#db/queries/publications.ts";
import type { StaffRole } from "#domain/staff-role.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { readContent } from "#registry/read-content.ts";
import { openContentDesk } from "#server/content-desk.ts";
import {
  admitPublication,
  declinePublication,
  viewPublication,
} from "#server/services/admit-publication.ts";
import type { ContentDesk } from "#server/services/house.ts";
import { importList } from "#server/services/import-list.ts";
import type { Publisher } from "#server/services/publication.ts";
import { publishDue } from "#server/services/publish-due.ts";
import { submitPublication } from "#server/services/submit-publication.ts";
import { copyContent } from "#support/content-copy.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

const member = (id: string, jurisdiction = "ankang", role: StaffRole = "publisher"): Publisher => ({
  id,
  grants: [{ role, jurisdiction }],
});
const [CLERK, OTHER, STRANGER] = [member("m1"), member("m2"), member("m3", "suizhou")];
const FACTS = {
  year: 2026,
  title: "2026年第四季度名单",
  publisher: "miit",
  publishedOn: "2026-11-21",
  isSourcePublic: false,
  announcement: { kind: "list-publication", title: "关于公布名单的公告", body: "现予公布。" },
};
const ROWS = [
  ["县（市、区）", "行业", "企业名称", "设备型号及数量", "涉及产能", "淘汰类别"],
  ["汉滨区", "水泥", "汉滨崭新水泥厂", "Φ9×99m回转窑1台", "30万吨/年", "能耗"],
];

let world: TestHouse;
let desk: ContentDesk;
beforeEach(async () => {
  const { root } = copyContent("content");
  world = await openTestHouse(root);
  desk = openContentDesk({
    CONTENT_DIR: root,
    DATA_DIR: join(world.folder, "data"),
    SECRETS_DIR: join(world.folder, "secrets"),
  });
});
afterEach(async () => {
  await world.close();
  rmSync(desk.root, { recursive: true });
});

async function draft(rows = ROWS): Promise<ImportDraft> {
  const result = await importSpreadsheet(
    new TextEncoder().encode(stringify(rows)),
    {
      fileName: "名单.csv",
      jurisdiction: "ankang",
      kind: "rectification",
      statedAs: null,
      replaces: "none",
      answers: {},
      today: "2026-11-21",
    },
    world.house.snapshot(),
  );
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  return result.draft;
}

async function submitted(more: { facts?: unknown; publishAt?: Date } = {}): Promise<string> {
  const outcome = await submitPublication(world.house, desk, CLERK, {
    draft: await draft(),
    facts: FACTS,
    ...more,
  });
  if (!("value" in outcome)) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.id;
}

const isPublic = () =>
  readContent(desk.root).snapshot?.enterprises.some((firm) => firm.name === "汉滨崭新水泥厂");
const stageOf = async (id: string) => (await findPublication(world.house.db.read, id))?.stage;
const told = (outcome: object) => JSON.stringify("problems" in outcome ? outcome.problems : "");

test("a draft is public only after another person has approved it", async () => {
  const id = await submitted();
  const own = await admitPublication(world.house, desk, CLERK, id);
  expect(told(own)).toContain("另一位发布员");
  expect(await publishDue(world.house, desk)).toEqual([]);
  expect(isPublic()).toBe(false);

  const view = await viewPublication(world.house, desk, OTHER, id);
  expect("value" in view && view.value.sentences).toContainEqual(
    expect.stringMatching(/^列入：.*崭新水泥厂/),
  );
  expect("value" in (await admitPublication(world.house, desk, OTHER, id))).toBe(true);
  expect(isPublic()).toBe(false);
  expect(await publishDue(world.house, desk)).toEqual([{ id, faults: [] }]);
  expect([isPublic(), await stageOf(id)]).toEqual([true, "published"]);
  expect(await publishDue(world.house, desk)).toEqual([]);
});

test("the same file is not published twice, nor a firm that was registered since the import", async () => {
  const [first, second] = [await submitted(), await submitted()];
  for (const id of [first, second]) await admitPublication(world.house, desk, OTHER, id);
  const results = await publishDue(world.house, desk);
  expect(results[0]).toEqual({ id: first, faults: [] });
  expect(results[1]?.faults).toEqual([
    expect.stringMatching(/“名单.csv”已经公布过（rectification\/2026-\d+）/),
    expect.stringMatching(/在导入之后登记了（ankang-e00001），请重新导入/),
  ]);
  expect(await stageOf(second)).toBe("admitted");
});

test("an embargoed list is not written before its hour", async () => {
  const id = await submitted({ publishAt: new Date("2026-11-21T08:00:00Z") });
  await admitPublication(world.house, desk, OTHER, id);
  expect(await publishDue(world.house, desk)).toEqual([]);
  world.clock.now = new Date("2026-11-21T08:00:00Z");
  expect(await publishDue(world.house, desk)).toEqual([{ id, faults: [] }]);
});

test("a publisher of another place sees nothing and can do nothing", async () => {
  const id = await submitted();
  const { house } = world;
  const answers = [
    await viewPublication(house, desk, STRANGER, id),
    await admitPublication(house, desk, STRANGER, id),
    await declinePublication(house, STRANGER, id, "不同意"),
    await submitPublication(house, desk, STRANGER, { draft: await draft(), facts: FACTS }),
    await admitPublication(house, desk, OTHER, "no-such-id"),
    await importList(house, STRANGER, {
      bytes: new TextEncoder().encode(stringify(ROWS)),
      fileName: "名单.csv",
      jurisdiction: "ankang",
      kind: "rectification",
      statedAs: null,
      replaces: "none",
      answers: {},
    }),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ refusal: "not-found" });
  expect(await stageOf(id)).toBe("submitted");
});

test("a declined draft needs a reason and never becomes public", async () => {
  const id = await submitted();
  expect(told(await declinePublication(world.house, OTHER, id, " "))).toContain("退回的理由");
  expect("value" in (await declinePublication(world.house, OTHER, id, "企业名称有误"))).toBe(true);
  expect(told(await admitPublication(world.house, desk, OTHER, id))).toContain("已经有人办过");
  expect(await publishDue(world.house, desk)).toEqual([]);
});

test("wrong facts come back all at once, by field", async () => {
  const facts = { ...FACTS, title: "", publishedOn: "昨天", extra: 1 };
  const outcome = await submitPublication(world.house, desk, CLERK, {
    draft: await draft(),
    facts,
  });
  const fields = "problems" in outcome ? outcome.problems.map((problem) => problem.field) : [];
  expect(fields).toEqual(expect.arrayContaining(["facts.title", "facts.publishedOn"]));
});

test("a publication that broke off before its files were written is written once", async () => {
  const id = await submitted();
  await admitPublication(world.house, desk, OTHER, id);
  let calls = 0;
  const dying: ContentDesk = {
    ...desk,
    alone: (work) => (++calls === 3 ? Promise.reject(new Error("power cut")) : desk.alone(work)),
  };
  await expect(publishDue(world.house, dying)).rejects.toThrow("power cut");
  expect([await stageOf(id), isPublic()]).toEqual(["writing", false]);
  expect(await publishDue(world.house, desk)).toEqual([{ id, faults: [] }]);
  expect([await stageOf(id), isPublic()]).toEqual(["published", true]);
});

test("a publication that broke off after its files were written is not written again", async () => {
  const id = await submitted();
  await admitPublication(world.house, desk, OTHER, id);
  let calls = 0;
  const dying: ContentDesk = {
    ...desk,
    alone: async (work) => {
      const result = await desk.alone(work);
      if (++calls === 3) throw new Error("power cut");
      return result;
    },
  };
  await expect(publishDue(world.house, dying)).rejects.toThrow("power cut");
  expect([await stageOf(id), isPublic()]).toEqual(["writing", true]);
  const before = readContent(desk.root).snapshot?.ledger.length;
  expect(await publishDue(world.house, desk)).toEqual([{ id, faults: [] }]);
  expect(readContent(desk.root).snapshot?.ledger.length).toBe(before);
});
