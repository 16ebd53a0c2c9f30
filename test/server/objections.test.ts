import { rmSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { readContent } from "#registry/read-content.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { admitPublication } from "#server/services/admit-publication.ts";
import type { ContentDesk, Outcome } from "#server/services/house.ts";
import { listObjectionsFor } from "#server/services/notice-objections.ts";
import type { Publisher } from "#server/services/publication.ts";
import { publishDue } from "#server/services/publish-due.ts";
import { submitPublication } from "#server/services/submit-publication.ts";
import { copyContent } from "#support/content-copy.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";

const NOTICE = "ankang-rectification-notice-1";
const SHOWN = "rectification/2026-01";
const NOTICE_TEXT = `---
id: ${NOTICE}
kind: public-notice
title: 关于拟限期整改名单的公示
number: 安工信公示〔2026〕1号（演示）
issuer: miit
publishedOn: "2026-11-10"
publicNotice: { from: "2026-11-10", to: "2026-11-20", objectTo: 市工业和信息化局（演示） }
lists: [${SHOWN}]
sample: true
---

演示数据。
`;
const ROWS = [
  ["县（市、区）", "行业", "企业名称", "设备型号及数量", "涉及产能", "淘汰类别"],
  ["汉滨区", "水泥", "汉滨崭新水泥厂", "Φ9×99m回转窑1台", "30万吨/年", "能耗"],
];
const FACTS = {
  year: 2026,
  title: "2026年限期整改名单（正式）",
  publisher: "miit",
  publishedOn: "2026-11-21",
  isSourcePublic: false,
  announcement: { kind: "list-publication", title: "关于公布名单的公告", body: "现予公布。" },
};
const publisher = (id: string): Publisher => ({
  id,
  grants: [{ role: "publisher", jurisdiction: "ankang" }],
});

let world: TestHouse;
let desk: ContentDesk;
beforeEach(async () => {
  const content = copyContent("content");
  content.write(`announcements/ankang/${NOTICE}.md`, NOTICE_TEXT);
  content.replace("ledger/ankang.csv", "\n", `\n${NOTICE},announcement,2026-11-10,,\n`);
  world = await openTestHouse(content.root);
  desk = openContentDesk({
    CONTENT_DIR: content.root,
    DATA_DIR: join(world.folder, "data"),
    SECRETS_DIR: join(world.folder, "secrets"),
  });
});
afterEach(async () => {
  await world.close();
  rmSync(desk.root, { recursive: true });
});

async function object(): Promise<FiledTip> {
  return await fileTip(world, "2026-11-15T02:00:00Z", {
    jurisdiction: "ankang",
    area: undefined,
    category: "objection",
    record: NOTICE,
    subject: { name: "公示里的企业" },
    description: "我家不该列入。canary-words",
  });
}

async function submit(
  more: object,
  { on = "2026-11-21", rows = ROWS } = {},
): Promise<Outcome<{ id: string; sentences: string[] }>> {
  world.clock.now = new Date(`${on}T03:00:00Z`);
  const request = { jurisdiction: "ankang", kind: "rectification", statedAs: null, today: on };
  const result = await importSpreadsheet(
    new TextEncoder().encode(stringify(rows)),
    { ...request, fileName: "名单.csv", replaces: "none", answers: {} },
    world.house.snapshot(),
  );
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const input = { draft: result.draft, facts: { ...FACTS, ...more } };
  return await submitPublication(world.house, desk, publisher("m1"), input);
}

function told(outcome: object): string {
  return "problems" in outcome ? JSON.stringify(outcome.problems) : "";
}

async function answer(tip: FiledTip) {
  const at = "2026-11-18T02:00:00Z";
  const finding = { finding: "unsubstantiated", checkedOn: "2026-11-17" };
  await drive(world, tip, [
    [at, "admit"],
    [at, "verify"],
    [at, "find", finding],
    [at, "reply"],
  ]);
}

test("while a notice waits for its result, a list says whether it is that result", async () => {
  expect(told(await submit({}))).toContain(
    "《关于拟限期整改名单的公示》公示过，结果还没有公布：请写明这次公布是不是它的结果",
  );
  expect("value" in (await submit({ concludes: "none" }))).toBe(true);
});

test("a row that stood in the notice cannot be published as something else", async () => {
  const { lists, enterprises, jurisdictions } = world.house.snapshot();
  const shown = lists.find(({ jurisdiction, id }) => jurisdiction === "ankang" && id === SHOWN);
  const firm = enterprises.find(({ id }) => id === shown?.versions[0]?.enterprise);
  const name = firm?.name ?? "";
  const areas = jurisdictions.find(({ id }) => id === "ankang")?.areas;
  const area = areas?.find(({ id }) => id === firm?.area)?.name ?? "";
  const rows = [ROWS[0] as string[], [area, "水泥", name, "", "", "能耗"]];
  expect(told(await submit({ concludes: "none" }, { rows }))).toContain(
    `“${name}”在《关于拟限期整改名单的公示》里公示过`,
  );
});

test("the result waits for the end of the period and for an answer to every objection", async () => {
  const [first, second] = [await object(), await object()];
  const early = told(await submit({ concludes: NOTICE }, { on: "2026-11-20" }));
  expect(early).toMatch(
    /公示期到 2026-11-20 为止，期满以前不能公布结果（《关于.*》，安工信公示〔2026〕1号/,
  );
  await answer(first);
  const open = told(await submit({ concludes: NOTICE }));
  expect(open).toMatch(/收到异议 2 件，还有 1 件没有答复，答复以前不能公布结果（《关于/);
  expect(open).not.toContain("期满以前");

  const { objections } = await listObjectionsFor(world.house, publisher("m1"));
  expect(objections.map(({ reference, isAnswered }) => [reference, isAnswered])).toEqual([
    [first.reference, true],
    [second.reference, false],
  ]);
  expect(JSON.stringify(objections)).not.toContain("canary");
  const stranger = { id: "m9", grants: [{ role: "publisher", jurisdiction: "suizhou" }] } as const;
  expect((await listObjectionsFor(world.house, stranger)).objections).toEqual([]);
});

test("the answer is public as a number and a sentence, in one step with the result", async () => {
  await answer(await object());
  expect(told(await submit({ concludes: NOTICE }))).toContain("要写明怎样答复的，不写出是谁提的");
  const personal = { concludes: NOTICE, objectionAnswer: "已电话13812345678答复。" };
  expect(told(await submit(personal))).toContain("答复里有手机号码");
  const objectionAnswer = "经核查，名单所列事实成立，异议不采纳，已逐件说明理由。";
  const sent = await submit({ concludes: NOTICE, objectionAnswer });
  if (!("value" in sent)) throw new Error(told(sent));
  expect(sent.value.sentences).toContain(
    `这是《关于拟限期整改名单的公示》的结果，收到异议 1 件，答复：${objectionAnswer}。`,
  );
  await admitPublication(world.house, desk, publisher("m2"), sent.value.id);
  expect(await publishDue(world.house, desk)).toEqual([{ id: sent.value.id, faults: [] }]);
  const { snapshot } = readContent(desk.root);
  const result = snapshot?.announcements.find(({ concludes }) => concludes === NOTICE);
  expect(result).toMatchObject({ objections: { received: 1, answer: objectionAnswer } });
});

test("an objection opened again after approval holds the result back at its hour", async () => {
  const tip = await object();
  await answer(tip);
  const sent = await submit({ concludes: NOTICE, objectionAnswer: "异议不采纳，已说明理由。" });
  if (!("value" in sent)) throw new Error(told(sent));
  await admitPublication(world.house, desk, publisher("m2"), sent.value.id);
  const at = "2026-11-21T04:00:00Z";
  await drive(world, tip, [
    [at, "close"],
    [at, "reopen"],
  ]);
  const [result] = await publishDue(world.house, desk);
  expect(result?.faults).toEqual([expect.stringContaining("还有 1 件没有答复")]);
});
