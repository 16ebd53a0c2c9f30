import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { readContent } from "#registry/read-content.ts";
import { snapshotOfToday } from "#registry/snapshot-on.ts";
import { admitDeskChange } from "#server/services/admit-desk-change.ts";
import { viewDeskChange } from "#server/services/list-desk-changes.ts";
import { previewRouting } from "#server/services/route-tip.ts";
import { submitDeskChange, viewDeskChangePlan } from "#server/services/submit-desk-change.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

/** A new document of 安康: safety goes to another, 地条钢 gets a rule of its own, energy a narrower one. */
const DAY = "2027-01-01";
const RULE = {
  topics: [],
  areas: [],
  industries: [],
  supporting: [],
  mode: "responsible",
  isManual: false,
};
const SAFETY = {
  ...RULE,
  act: "replace",
  rule: "ak-safety",
  aspect: "safety",
  summary: "安全生产条件不达标的整改和退出",
  leads: ["market-regulation"],
  isOpenEnded: true,
  openEnd: "等有关部门",
};
const BANNED_STEEL = {
  ...RULE,
  act: "add",
  aspect: "technology",
  topics: ["ditiaogang"],
  summary: "地条钢",
  leads: ["market-regulation"],
  supporting: ["miit"],
  mode: "leading",
  where: "三、（二）",
};
const HANBIN_CEMENT = {
  ...RULE,
  act: "add",
  aspect: "technology",
  topics: ["industrial-equipment"],
  areas: ["610902"],
  industries: ["cement"],
  summary: "汉滨区水泥",
  leads: ["ndrc"],
};
const BASIS = { jurisdiction: "ankang", from: DAY, document: "ankang-2024", where: "三" };
const DIVIDE = { ...BASIS, kind: "divide" };
const NO_ENVIRONMENT = { act: "end", rule: "ak-environment" };
const FILE = "jurisdictions/ankang/responsibilities.yaml";

let content: ContentCopy;
let world: TestHouse;
let admin: TestMember;
/** The coordinator, who has signed in. */
let clerk: Awaited<ReturnType<typeof signedIn>>["member"];

beforeAll(async () => {
  content = copyContent("content");
  world = await openTestHouse(content.root);
  admin = await makeAdministrator(world);
  const grants = [{ role: "coordinator", jurisdiction: "ankang" }] as const;
  const coordinator = await makeMember(world, admin, "coordinator", grants);
  clerk = (await signedIn(world, coordinator)).member;
});
afterAll(async () => {
  await world.close();
  content.discard();
});

const plan = async (items: object[], more: object = {}) => {
  return await viewDeskChangePlan(world.house, clerk, { ...DIVIDE, items, ...more });
};
const text = () => readFileSync(join(content.root, FILE), "utf8");
const leadOf = (category: string, more: object, instant: string) => {
  const then = new Date(instant);
  const { snapshot } = readContent(content.root);
  if (snapshot === undefined) throw new Error("the content is not sound");
  const today = () => shanghaiDate(then);
  const house = { ...world.house, today, now: () => then };
  house.snapshot = snapshotOfToday(() => snapshot, today);
  const { desks } = resultOf(previewRouting(house, { jurisdiction: "ankang", category, ...more }));
  return desks[0]?.department;
};

test("the plan says which tips would go elsewhere, in which areas, and how many came in a year", async () => {
  for (const at of ["2026-03-01", "2026-05-01", "2025-01-01"]) {
    const more = { jurisdiction: "ankang", area: "610902", category: "safety" };
    await fileTip(world, `${at}T02:00:00Z`, more);
  }
  world.clock.now = new Date("2026-11-21T02:00:00Z");
  const { differences, gaps } = resultOf(await plan([SAFETY, BANNED_STEEL, HANBIN_CEMENT]));
  expect(gaps).toEqual([]);
  expect(differences.find(({ category }) => category.includes("安全"))).toMatchObject({
    areas: [],
    tips: 2,
    before: ["主办：安康市应急管理局"],
    after: ["主办：安康市市场监督管理局"],
  });
  const cement = differences.filter(({ industry }) => industry !== undefined);
  expect(cement.length).toBeGreaterThan(0);
  for (const { industry, areas, tips } of cement)
    expect([industry, areas, tips]).toEqual(["水泥", ["汉滨区"], undefined]);
});

test("a rule that would say what it says already is refused", async () => {
  const place = readContent(content.root).snapshot?.jurisdictions.find(({ id }) => id === "ankang");
  const rule = place?.responsibilities.find(({ id }) => id === "ak-safety");
  if (rule === undefined) throw new Error("安康 has no such rule");
  const { aspect, summary, leads, supporting, mode, isOpenEnded, openEnd } = rule;
  const same = {
    act: "replace",
    rule: rule.id,
    aspect,
    summary,
    leads,
    mode,
    isOpenEnded,
    openEnd,
  };
  expect(await plan([{ ...same, supporting: [...supporting].reverse() }])).toMatchObject({
    problems: [{ field: "items.0.rule", message: "与现在的分工相同，没有变化。" }],
  });
  resultOf(await plan([{ ...same, supporting, summary: "安全生产" }]));
});

test("a matter that nobody would answer for any more is refused, unless the document is silent on it", async () => {
  const refused = await plan([NO_ENVIRONMENT]);
  const { problems = [] } = refused as { problems?: { field: string; message: string }[] };
  expect(problems.length).toBeGreaterThan(0);
  for (const { field, message } of problems) {
    expect(field).toBe("isSilent");
    expect(message).toMatch(/^从2027年1月1日起，“.+”没有部门负责/);
  }
  const accepted = resultOf(await plan([NO_ENVIRONMENT], { isSilent: true }));
  expect(accepted.gaps).toHaveLength(problems.length);
});

test("two rules for one matter are refused, whether both are new or one is old", async () => {
  const twice = { ...BANNED_STEEL, summary: "也是地条钢" };
  expect(await plan([BANNED_STEEL, twice])).toMatchObject({
    problems: [{ field: "items", message: expect.stringContaining("“地条钢”和“也是地条钢”") }],
  });
  const { rule: _, ...said } = SAFETY;
  const safety = { ...said, act: "add" };
  expect(await plan([safety])).toMatchObject({ problems: [{ field: "items" }] });
});

test("everything wrong with the rules is said at once, and which of them it is", async () => {
  const wrong = await plan([
    { ...SAFETY, leads: ["nobody"], topics: ["nothing"], industries: ["none"] },
    { act: "end", rule: "ak-safety" },
    { act: "end", rule: "ak-none" },
  ]);
  expect(wrong).toMatchObject({ refusal: "invalid" });
  const { problems } = wrong as { problems: { field: string }[] };
  expect(problems.map(({ field }) => field)).toEqual([
    "items.0.leads",
    "items.0.topics",
    "items.0.industries",
    "items.1.rule",
    "items.2.rule",
  ]);
  const unsaid = { ...BANNED_STEEL, leads: [], openEnd: "等部门" };
  expect(await plan([unsaid])).toMatchObject({
    problems: [{ field: "items.0.leads" }, { field: "items.0.openEnd" }],
  });
});

test("a second person agrees and all of it holds from midnight in Shanghai, nothing before", async () => {
  const kept = text();
  const change = { ...DIVIDE, items: [SAFETY, BANNED_STEEL, HANBIN_CEMENT] };
  const { id } = resultOf(await submitDeskChange(world.house, clerk, change));
  world.clock.now = new Date("2026-11-21T03:00:00Z");
  const other = (await signedIn(world, admin)).member;
  const seen = resultOf(await viewDeskChange(world.house, other, id));
  expect(seen.sentences).toHaveLength(4);
  expect(seen.sentences[2]).toBe(
    "新增：“地条钢”（技术；地条钢），由安康市市场监督管理局牵头，安康市工业和信息化局配合，见三、（二）。",
  );
  resultOf(await admitDeskChange(world.house, other, id));

  const eve = "2026-12-31T15:59:00Z";
  const midnight = "2026-12-31T16:00:00Z";
  expect(leadOf("safety", {}, eve)).toBe("emergency");
  expect(leadOf("safety", {}, midnight)).toBe("market-regulation");
  expect(leadOf("ditiaogang", {}, eve)).not.toBe("market-regulation");
  expect(leadOf("ditiaogang", {}, midnight)).toBe("market-regulation");

  const rules = readContent(content.root).snapshot?.jurisdictions.find(
    (place) => place.id === "ankang",
  )?.responsibilities;
  expect(rules?.slice(-3)).toMatchObject([
    {
      id: "ak-safety-20270101",
      openEnd: "等有关部门",
      printedAs: null,
      cites: [{ document: "ankang-2024", where: "三" }],
    },
    { id: "ankang-rule-20270101", topics: ["ditiaogang"], cites: [{ where: "三、（二）" }] },
    { id: "ankang-rule-20270101-2", industries: ["cement"], areas: ["610902"] },
  ]);
  expect(rules?.find((rule) => rule.id === "ak-safety")?.activeTo).toBe(DAY);
  // What the change does not name stands as it stood, comments too.
  const before = kept.slice(0, kept.indexOf("- id: ak-safety"));
  expect(text().startsWith(before)).toBe(true);
});
