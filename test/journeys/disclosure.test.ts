import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import type { Authorised } from "#domain/staff-role.ts";
import { outcomeSheets } from "#lib/outcome-view.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { readContent } from "#registry/read-content.ts";
import { releasesIn } from "#server/releases/release-store.ts";
import { fulfilBuild, wantedBuild } from "#server/releases/wanted-build.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, onlyFor, recoveryClerk } from "#server/services/desk.ts";
import { listDisclosures } from "#server/services/list-disclosures.ts";
import { publishOutcome } from "#server/services/publish-outcome.ts";
import { recordDisclosure } from "#server/services/record-disclosure.ts";
import { viewDisclosure } from "#server/services/view-disclosure.ts";
import { viewTip } from "#server/services/view-tip.ts";
import { withdrawOutcome } from "#server/services/withdraw-outcome.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { closeTip, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

const DAYS = { received: "2026-03-02", found: "2026-03-10", closed: "2026-03-20" };
const DESCRIPTION = "后半夜两点以后东侧厂房有中频炉化废钢，门口有条黄狗。";
const TEXTS = {
  summary: "反映一家企业违规使用中频炉。",
  measure: "经核查属实，已责令拆除设备。",
  enterprise: "lanhe-e1",
  listEntry: "lanhe-x1",
  isChecked: true,
};
const LEAD = "market-regulation";

let content: ContentCopy;
let world: TestHouse;
let tip: FiledTip;
beforeAll(async () => {
  content = copyContent();
  world = await openTestHouse(content.root);
  const reporter = { as: "named", name: "赵小六", phone: "13912345678" };
  tip = await closeTip(world, DAYS, "substantiated", { description: DESCRIPTION, reporter });
});
afterAll(async () => {
  await world.close();
  content.discard();
});

/** One of several people who hold the keys of the desk in charge. */
function person(id: string): Clerk {
  const { opener, own, may } = recoveryClerk(world.house, world.passphrase);
  return { id, opener: onlyFor(LEAD, opener), own, may };
}
const propose = (who: string, input: object = TEXTS, { reference } = tip) =>
  recordDisclosure(world.house, person(who), reference, input);
const agree = (who: string, input: object = { isChecked: true }, { reference } = tip) =>
  publishOutcome(world.house, person(who), reference, input);
const withdraw = (who: string, note: string) =>
  withdrawOutcome(world.house, person(who), tip.reference, { note });
const view = async () => resultOf(await viewDisclosure(world.house, person("one"), tip.reference));
const written = () => {
  const { snapshot, problems } = readContent(content.root);
  expect(problems).toEqual([]);
  if (snapshot === undefined) throw new Error("the content is broken");
  return snapshot;
};
const FILE = "outcomes/lanhe/2026.yaml";
const textOf = (file: string) => readFileSync(join(content.root, file), "utf8");
const filesNow = () =>
  readdirSync(content.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

describe("two people disclose a closed tip", () => {
  test("everything wrong with a proposal is said at once", async () => {
    expect(await propose("one", { summary: " ", measure: "" })).toMatchObject({
      refusal: "invalid",
      problems: [{ field: "summary" }, { field: "measure" }, { field: "isChecked" }],
    });
    const input = {
      ...TEXTS,
      summary: "请联系 13912345678。",
      measure: "后半夜两点以后，东侧厂房有中频炉。",
      enterprise: "lanhe-e9",
      listEntry: "lanhe-x9",
    };
    expect(await propose("one", input)).toMatchObject({
      refusal: "invalid",
      problems: [
        { field: "summary", message: expect.stringContaining("手机号码") },
        { field: "measure", message: expect.stringContaining("原话") },
        { field: "enterprise" },
        { field: "listEntry" },
      ],
    });
    const before = wantedBuild(releasesIn(join(world.folder, "data")));
    expect([written().outcomes, before]).toEqual([[], null]);
  });

  test("nobody agrees to what was not proposed, or to what they proposed themselves", async () => {
    expect(await agree("two")).toMatchObject({ refusal: "conflict" });
    resultOf(await propose("one"));
    expect(await agree("one")).toMatchObject({ refusal: "forbidden" });
    expect(await view()).toMatchObject({ stage: "proposed", isOwn: true, mayAgree: false });
    expect(written().outcomes).toEqual([]);
    const alone = recoveryClerk(world.house, world.passphrase);
    resultOf(await recordDisclosure(world.house, alone, tip.reference, TEXTS));
    const same = await publishOutcome(world.house, alone, tip.reference, { isChecked: true });
    expect(same).toMatchObject({ refusal: "forbidden" });
  });

  test("the ordinary acts of the desk cannot disclose", async () => {
    for (const act of ["propose-disclosure", "disclose", "withdraw-disclosure"]) {
      const input = { note: "x" };
      const done = await actOnTip(world.house, person("two"), tip.reference, { act, input });
      expect(["forbidden", "conflict"]).toContain("refusal" in done && done.refusal);
    }
    expect(written().outcomes).toEqual([]);
  });

  test("another agrees: the file holds exactly what was agreed, sound content, a build wanted", async () => {
    resultOf(await propose("one"));
    expect(await agree("two", {})).toMatchObject({ problems: [{ field: "isChecked" }] });
    const ledger = textOf("ledger/lanhe.csv");
    const { outcome } = resultOf(await agree("two"));
    expect(outcome).toMatch(/^lanhe-o[0-9a-f]{12}$/);
    expect(
      textOf(FILE),
    ).toBe(`# 由工作台写出：两位负责人同意公开的举报办理结果。撤下也在工作台办理。
- id: ${outcome}
  by: market-regulation
  category: ditiaogang
  enterprise: lanhe-e1
  listEntry: lanhe-x1
  finding: substantiated
  summary: ${TEXTS.summary}
  measure: ${TEXTS.measure}
  sample: true
  versions:
    - version: 1
      change: disclosed
      on: 2026-03-20
`);
    expect(textOf("ledger/lanhe.csv")).toBe(`${ledger}${outcome},outcome,2026-03-20,,\n`);
    const [sheet] = outcomeSheets(indexOf(written()));
    expect(sheet?.told).toMatchObject({ enterpriseName: "岚河试验钢铁有限公司" });
    const root = releasesIn(join(world.folder, "data"));
    const wish = wantedBuild(root);
    expect(wish).not.toBeNull();
    fulfilBuild(root, "an older wish");
    expect(wantedBuild(root)).toBe(wish);
    fulfilBuild(root, wish);
    expect(wantedBuild(root)).toBeNull();
  });

  test("nothing of the tip stands in the content: no number, no name, none of its words", () => {
    const all = filesNow();
    expect(all).toContain("反映一家企业违规使用中频炉。");
    for (const secret of [tip.reference, tip.receipt, "赵小六", "13912345678", "黄狗"])
      expect(all).not.toContain(secret);
    for (let at = 0; at + 8 <= DESCRIPTION.length; at += 1)
      expect(all).not.toContain(DESCRIPTION.slice(at, at + 8));
  });

  test("the reporter reads what was proposed and what became public, by which desk", async () => {
    const seen = resultOf(await viewTip(world.house, tip.receipt));
    const steps = seen.steps.filter(({ act }) => act.includes("disclos"));
    expect(steps.map(({ act, by }) => [act, by])).toEqual([
      ["propose-disclosure", LEAD],
      ["propose-disclosure", expect.any(String)],
      ["propose-disclosure", LEAD],
      ["disclose", LEAD],
    ]);
    expect(steps.at(-1)?.note).toContain(TEXTS.measure);
    expect(JSON.stringify(steps)).not.toContain('"two"');
    expect(await findChainFault(world.house.db.read, "tip-events")).toBeNull();
  });

  test("writing it again after a break changes nothing; nobody discloses it twice", async () => {
    const before = textOf(FILE);
    resultOf(await agree("one"));
    expect(textOf(FILE)).toBe(before);
    expect(await propose("one")).toMatchObject({ refusal: "conflict" });
  });

  test("a writing that broke off is finished by the same again, with the day of the decision", async () => {
    const file = textOf(FILE);
    const ledger = textOf("ledger/lanhe.csv");
    content.remove(FILE);
    content.write("ledger/lanhe.csv", ledger.replace(/lanhe-o.*\n/, ""));
    world.clock.now = new Date("2027-01-05T02:00:00Z");
    resultOf(await agree("one"));
    expect([textOf(FILE), textOf("ledger/lanhe.csv")]).toEqual([file, ledger]);
  });

  test("it is taken down with a reason, as a second version, and nobody is named any more", async () => {
    expect(await withdraw("one", "")).toMatchObject({ problems: [{ field: "note" }] });
    expect(await withdraw("one", "见 13912345678")).toMatchObject({ refusal: "invalid" });
    resultOf(await withdraw("one", "文字有误。\n另行公开。"));
    const [outcome] = written().outcomes;
    expect(outcome?.versions[1]).toEqual({
      version: 2,
      change: "withdrawn",
      on: "2027-01-05",
      reason: "文字有误。 另行公开。",
    });
    expect(outcomeSheets(indexOf(written()))[0]).toMatchObject({ told: null });
    const again = textOf(FILE);
    resultOf(await withdraw("two", "再写一次"));
    expect(textOf(FILE)).toBe(again);
    const seen = resultOf(await viewTip(world.house, tip.receipt));
    expect(seen.steps.at(-1)).toMatchObject({ act: "withdraw-disclosure" });
  });

  test("after that another outcome may be disclosed, with an id of its own", async () => {
    resultOf(await propose("two"));
    const { outcome } = resultOf(await agree("one"));
    const { outcomes } = written();
    expect(outcomes.map(({ id }) => id)).toHaveLength(2);
    expect(outcomes.at(-1)?.id).toBe(outcome);
    const grant = { role: "deskLead", jurisdiction: "lanhe", department: LEAD } as const;
    const listFor = (grants: Authorised["grants"]) => listDisclosures(world.house, { grants });
    const lines = await listFor([grant]);
    expect(lines).toMatchObject([{ reference: tip.reference, stage: "disclosed" }]);
    expect(await listFor([{ ...grant, area: "990102" }])).toHaveLength(1);
    expect(await listFor([{ ...grant, area: "lanhe-zone" }])).toEqual([]);
    expect(await listFor([])).toEqual([]);
  });
});

describe("never disclosed is", () => {
  test("a tip whose reporter keeps a department out, as when it names a leader", async () => {
    const barred = await closeTip(world, DAYS, "substantiated", { exclude: ["miit"] });
    const refused = await propose("one", TEXTS, barred);
    expect(refused).toMatchObject({ refusal: "conflict", problems: [{ field: "" }] });
    expect(await agree("two", { isChecked: true }, barred)).toMatchObject({ refusal: "conflict" });
    expect(JSON.stringify(refused)).not.toContain("回避");
  });

  test("a tip that is not closed", async () => {
    const open = await fileTip(world, "2026-03-02T02:00:00Z");
    expect(await propose("one", TEXTS, open)).toMatchObject({ refusal: "conflict" });
  });

  test("anything by somebody who may not disclose: for them there is no such tip", async () => {
    const clerk = { ...person("one"), may: (permission: string) => permission === "readTip" };
    const refused = await recordDisclosure(world.house, clerk, tip.reference, TEXTS);
    expect(refused).toMatchObject({ refusal: "not-found" });
  });
});

test("no twelve characters of a reporter's words pass, wherever they are put", async () => {
  const fresh = await closeTip(world, DAYS, "partly", { description: DESCRIPTION });
  const plain = DESCRIPTION.replace(/[，。]/g, "");
  const quote = fc.record({
    from: fc.integer({ min: 0, max: plain.length - 12 }),
    before: fc.string({ maxLength: 8 }),
    gap: fc.constantFrom("", " ", "，", "\n "),
  });
  await fc.assert(
    fc.asyncProperty(quote, async ({ from, before, gap }) => {
      const run = plain.slice(from, from + 12);
      const summary = `${before}。${run.slice(0, 6)}${gap.replace("\n", "")}${run.slice(6)}`;
      const refused = await propose("one", { ...TEXTS, summary }, fresh);
      expect(refused).toMatchObject({ refusal: "invalid", problems: [{ field: "summary" }] });
    }),
    { numRuns: 40 },
  );
});
