import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRecord } from "#registry/published-record.ts";
import { createServices } from "#server/services/index.ts";
import { submitTip } from "#server/services/submit-tip.ts";
import { openThrottles } from "#server/services/throttles.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

/** 公示期 2026-08-10 to 2026-08-16. */
const NOTICE = "suizhou-demo-plan-2026-04";

let world: TestHouse;
let services: ReturnType<typeof createServices>;

beforeAll(async () => {
  world = await openTestHouse("content");
  services = createServices(world.house);
});
afterAll(() => world.close());

function onDay(day: string) {
  world.clock.now = new Date(`${day}T02:00:00Z`);
}

async function file(more: Record<string, unknown>) {
  const input = filing(world.house, { area: undefined, seenOn: undefined, ...more });
  const submission = { idempotencyKey: crypto.randomUUID(), input, visitor: null };
  return await submitTip(world.house, submission, openThrottles());
}
const subject = { name: "名单里的企业" };
const correct = (record: string | undefined, more: Record<string, unknown> = {}) =>
  file({ jurisdiction: "ankang", category: "correction", subject, record, ...more });
const object = (record: string, more: Record<string, unknown> = {}) =>
  file({ jurisdiction: "suizhou", category: "objection", subject, record, ...more });

describe("a correction goes to whoever published the record", () => {
  const RECORDS = [
    ["a row of a list", "ankang-demo-e00002-r1"],
    ["a machine", "ankang-demo-e00002-q1"],
    ["an enterprise", "ankang-demo-e00002"],
    ["a pledge", "ankang-demo-e00002-p1"],
    ["an announcement", "ankang-demo-exit-2026-01"],
  ] as const;
  test.each(RECORDS)("%s", async (_what, record) => {
    onDay("2026-11-21");
    const { snapshot } = world.house;
    const publisher = findRecord(snapshot(), record, "2026-11-21")?.publisher;
    const { desks } = resultOf(await correct(record));
    expect(desks.map(({ role, department }) => [role, department])).toEqual([["lead", publisher]]);
    expect(desks[0]?.reason).toContain("由它核对和答复");
    // Twenty working days, a default of this site.
    expect(desks[0]?.due).toMatchObject({ isDefault: true });
    expect(desks[0]?.dueOn).toBe("2026-12-18");
  });

  test("not to the desk that screens tips, and not to a department that is kept out", async () => {
    const { lists, jurisdictions } = world.house.snapshot();
    const list = lists.find(({ jurisdiction }) => jurisdiction === "diqing");
    const record = list?.versions[0]?.entry;
    const { desks } = resultOf(await correct(record, { jurisdiction: "diqing" }));
    expect(desks.map(({ role }) => role)).toEqual(["lead"]);
    const publisher = list?.batch.publisher ?? "";
    const place = jurisdictions.find(({ id }) => id === "diqing");
    const kept = { jurisdiction: "diqing", exclude: [publisher] };
    const instead = resultOf(await correct(record, kept)).desks;
    expect(instead.map(({ department }) => department)).not.toContain(publisher);
    expect(place?.departments.map(({ id }) => id)).toContain(instead[0]?.department);
  });

  test("whoever asks where it would go is told the same", () => {
    const question = { jurisdiction: "ankang", category: "correction" };
    const known = resultOf(
      services.previewRouting({ ...question, record: "ankang-demo-exit-2026-01" }),
    );
    expect(known.desks[0]?.department).toBe("hanyin-government");
    expect(known.rule).toBe("publisher");
    const unknown = resultOf(services.previewRouting(question));
    expect(unknown.desks[0]?.reason).toContain("由公布那条记录的部门办理");
    const elsewhere = services.previewRouting({ ...question, record: NOTICE });
    expect(elsewhere).toMatchObject({ problems: [{ field: "record" }] });
  });
});

describe("what a filing about a record must say", () => {
  const CASES: readonly [string, () => ReturnType<typeof file>, RegExp][] = [
    ["which record", () => correct(undefined), /从要更正的那条记录的页面开始/],
    ["a record that is there", () => correct("ankang-nothing"), /没有这条记录/],
    ["a record of the place", () => correct(NOTICE), /不在所选的地区/],
    [
      "no record where something was seen",
      () => file({ jurisdiction: "ankang", record: "ankang-demo-e00002" }),
      /不针对本站的记录/,
    ],
  ];
  test.each(CASES)("%s", async (_what, send, sentence) => {
    const refused = await send();
    expect(refused).toMatchObject({ refusal: "invalid", problems: [{ field: "record" }] });
    expect("problems" in refused && refused.problems[0]?.message).toMatch(sentence);
  });
});

test("a withdrawn row can be asked about, and names nobody", () => {
  const { snapshot } = world.house;
  const withdrawn = snapshot()
    .lists.flatMap(({ versions }) => versions)
    .find(({ change }) => change === "withdrawn");
  const record = findRecord(snapshot(), withdrawn?.entry ?? "", "2026-11-21");
  const firm = snapshot().enterprises.find(({ id }) => id === withdrawn?.enterprise);
  expect(record?.enterprise).toBeNull();
  expect(record?.title).not.toContain(firm?.name);
  expect(record?.path).toMatch(/^\/lists\//);
});

test("an objection counts on the first and the last day of the period, not a day before or after", async () => {
  for (const [day, sentence] of [
    ["2026-08-09", /从2026年8月10日开始/],
    ["2026-08-17", /到2026年8月16日为止，已经结束.*更正申请/],
  ] as const) {
    onDay(day);
    const refused = await object(NOTICE);
    expect("problems" in refused && refused.problems[0]?.message).toMatch(sentence);
  }
  for (const day of ["2026-08-10", "2026-08-16"]) {
    onDay(day);
    const { desks } = resultOf(await object(NOTICE));
    expect(desks.map(({ department }) => department)).toEqual(["miit"]);
  }
  const refused = await object("suizhou-demo-progress-2025-01");
  expect("problems" in refused && refused.problems[0]?.message).toContain("这不是公示");
});
