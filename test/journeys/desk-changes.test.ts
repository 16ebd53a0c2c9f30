import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findRecordFaults } from "#db/queries/record-check.ts";
import { listEventsOfDesk } from "#db/queries/staff-events.ts";
import { placeNames } from "#lib/place-names.ts";
import { readContent } from "#registry/read-content.ts";
import { snapshotOfToday } from "#registry/snapshot-on.ts";
import { admitDeskChange, declineDeskChange } from "#server/services/admit-desk-change.ts";
import { listDeskChangesFor, viewDeskChange } from "#server/services/list-desk-changes.ts";
import { previewRouting } from "#server/services/route-tip.ts";
import { submitDeskChange, viewDeskChangePlan } from "#server/services/submit-desk-change.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const BASIS = { jurisdiction: "lanhe", from: "2027-01-01", document: "lanhe-2024", where: "二" };
const ASSIGN = {
  ...BASIS,
  kind: "assign",
  rule: "ditiaogang",
  leads: ["miit"],
  supporting: ["market-regulation"],
};
const MERGE = {
  ...BASIS,
  kind: "dissolve",
  departments: [DESK.department],
  successor: "government",
};
/** The last minute before and the first of 2027-01-01 in Shanghai. */
const EVE = "2026-12-31T15:59:00Z";
const MIDNIGHT = "2026-12-31T16:00:00Z";

let content: ContentCopy;
let world: TestHouse;
let admin: TestMember;
let coordinator: TestMember;
let lead: TestMember;

beforeAll(async () => {
  content = copyContent();
  world = await openTestHouse(content.root);
  admin = await makeAdministrator(world);
  const grants = [{ role: "coordinator", jurisdiction: "lanhe" }] as const;
  coordinator = await makeMember(world, admin, "coordinator", grants);
  lead = await makeMember(world, admin, "lead", [{ role: "deskLead", ...DESK }]);
});
afterAll(async () => {
  await world.close();
  content.discard();
});

/** Everybody signs in once: codes do not count twice, and the clock goes to and fro. */
const sessions = new Map<string, ReturnType<typeof signedIn>>();
async function as(member: TestMember) {
  const session = sessions.get(member.id) ?? signedIn(world, member);
  sessions.set(member.id, session);
  return (await session).member;
}
/** As the release built from the content would have it. */
function build(): void {
  const { snapshot } = readContent(content.root);
  if (snapshot === undefined) throw new Error("the content is not sound");
  world.house.snapshot = snapshotOfToday(() => snapshot, world.house.today);
}
function leadAt(instant: string): string[] {
  world.clock.now = new Date(instant);
  const question = { jurisdiction: "lanhe", category: "ditiaogang" };
  const { desks } = resultOf(previewRouting(world.house, question));
  return desks.map(({ role, department }) => `${role} ${department}`);
}

test("before anything is written down, a table says what goes to whom from the day", async () => {
  const plan = resultOf(await viewDeskChangePlan(world.house, await as(coordinator), ASSIGN));
  expect(plan.differences).toEqual([
    {
      category: "地条钢",
      areas: [],
      before: ["主办：岚河市市场监督管理局", "配合：岚河市工业和信息化局"],
      after: ["主办：岚河市工业和信息化局", "配合：岚河市市场监督管理局"],
      tips: 0,
    },
  ]);
  expect(plan.sentences.join()).toContain("自2027年1月1日起由岚河市工业和信息化局牵头");
  expect(await listDeskChangesFor(world.house, await as(coordinator))).toEqual([]);
});

test("only administrators and the coordinators of the place propose, and everything wrong is said", async () => {
  const elsewhere = await makeMember(world, admin, "elsewhere", [
    { role: "coordinator", jurisdiction: "lanhe" },
  ]);
  const member = await as(elsewhere);
  const stranger = {
    ...member,
    grants: [{ role: "coordinator", jurisdiction: "other" }] as const,
  };
  for (const who of [await as(lead), stranger]) {
    expect(await submitDeskChange(world.house, who, ASSIGN)).toMatchObject({
      refusal: "not-found",
    });
  }
  const empty = { kind: "assign", jurisdiction: "lanhe", rule: "", document: "", where: "" };
  const refused = await submitDeskChange(world.house, member, empty);
  const fields = "problems" in refused ? refused.problems?.map(({ field }) => field).sort() : [];
  expect(fields).toEqual(["document", "from", "leads", "rule", "where"]);
  expect(
    await submitDeskChange(world.house, member, {
      ...ASSIGN,
      leads: ["nobody"],
      from: "2026-01-01",
    }),
  ).toMatchObject({ problems: [{ field: "leads" }, { field: "from" }] });
});

test("whoever proposed cannot agree; a second person does, and it takes effect at midnight", async () => {
  const { id } = resultOf(await submitDeskChange(world.house, await as(coordinator), ASSIGN));
  expect(await admitDeskChange(world.house, await as(coordinator), id)).toMatchObject({
    refusal: "conflict",
    problems: [{ message: expect.stringContaining("另一人") }],
  });
  const seen = resultOf(await viewDeskChange(world.house, await as(admin), id));
  expect(seen).toMatchObject({ stage: "submitted", isOwn: false, differences: [{ areas: [] }] });
  resultOf(await admitDeskChange(world.house, await as(admin), id));
  expect(resultOf(await viewDeskChange(world.house, await as(admin), id)).stage).toBe("written");
  expect(await admitDeskChange(world.house, await as(admin), id)).toMatchObject({
    refusal: "conflict",
  });
  build();
  expect(leadAt(EVE)).toEqual(["lead market-regulation", "supporting miit"]);
  expect(leadAt(MIDNIGHT)).toEqual(["lead miit", "supporting market-regulation"]);
});

test("a writing that broke off is finished once by agreeing again", async () => {
  world.clock.now = new Date(EVE);
  const { id } = resultOf(await submitDeskChange(world.house, await as(coordinator), MERGE));
  const { alone } = world.house.content;
  world.house.content.alone = async () => {
    throw new Error("the machine stops here");
  };
  await expect(admitDeskChange(world.house, await as(admin), id)).rejects.toThrow("stops here");
  world.house.content.alone = alone;
  expect(resultOf(await viewDeskChange(world.house, await as(admin), id)).stage).toBe("admitted");
  expect(await declineDeskChange(world.house, await as(admin), id, "太晚")).toMatchObject({
    refusal: "conflict",
  });
  // Also by whoever proposed it: the decision is on record.
  resultOf(await admitDeskChange(world.house, await as(coordinator), id));
  const text = readFileSync(join(content.root, "jurisdictions/lanhe/departments.yaml"), "utf8");
  expect(text.match(/successor: government/g)).toHaveLength(1);
  build();
  expect(leadAt(MIDNIGHT)).toEqual(["lead miit", "supporting government"]);
});

test("the desk concerned reads who proposed and who agreed", async () => {
  const events = await listEventsOfDesk(world.house.db.read, DESK, 20);
  const changes = events.filter(({ act }) => act.startsWith("desk-change"));
  expect(changes.map(({ act, actor }) => [act, actor])).toEqual([
    ["desk-change-admitted", admin.id],
    ["desk-change-submitted", coordinator.id],
  ]);
});

test("what lies in the database is what its chain tells of every change", async () => {
  expect((await findRecordFaults(world.house.db.read)).faults).toEqual([]);
});

test("what was sent back is never written, and wants a reason", async () => {
  world.clock.now = new Date(MIDNIGHT);
  const rename = {
    ...BASIS,
    kind: "rename",
    department: "miit",
    name: "岚河市工业和数据局",
    shortName: "市工数局",
  };
  const before = readFileSync(join(content.root, "jurisdictions/lanhe/departments.yaml"), "utf8");
  const { id } = resultOf(await submitDeskChange(world.house, await as(admin), rename));
  const again = { ...rename, name: "岚河市工业局" };
  expect(await viewDeskChangePlan(world.house, await as(coordinator), again)).toMatchObject({
    problems: [{ message: expect.stringContaining("还在等待审核") }],
  });
  expect(await declineDeskChange(world.house, await as(coordinator), id, " ")).toMatchObject({
    refusal: "invalid",
  });
  resultOf(await declineDeskChange(world.house, await as(coordinator), id, "文件还没有印发"));
  expect(await admitDeskChange(world.house, await as(coordinator), id)).toMatchObject({
    refusal: "conflict",
  });
  const after = readFileSync(join(content.root, "jurisdictions/lanhe/departments.yaml"), "utf8");
  expect(after).toBe(before);
  resultOf(await viewDeskChangePlan(world.house, await as(coordinator), again));
  const [latest] = await listDeskChangesFor(world.house, await as(admin));
  expect(latest).toMatchObject({ stage: "declined", reason: "文件还没有印发" });
});

test("when the day has passed before anybody agreed, it must be proposed anew", async () => {
  const late = {
    ...ASSIGN,
    rule: "technology",
    leads: ["government"],
    supporting: [],
    from: "2027-01-02",
  };
  const { id } = resultOf(await submitDeskChange(world.house, await as(admin), late));
  world.clock.now = new Date("2027-01-03T00:00:00Z");
  expect(await admitDeskChange(world.house, await as(coordinator), id)).toMatchObject({
    refusal: "conflict",
    problems: [{ field: "from" }],
  });
});

test("a rename entered in advance holds from midnight in Shanghai, wherever the desk is named", async () => {
  const eve = "2027-01-31T15:59:00Z";
  world.clock.now = new Date(eve);
  const rename = {
    ...BASIS,
    kind: "rename",
    from: "2027-02-01",
    department: "miit",
    name: "岚河市工业和数据局",
    shortName: "市工数局",
  };
  const { id } = resultOf(await submitDeskChange(world.house, await as(admin), rename));
  resultOf(await admitDeskChange(world.house, await as(coordinator), id));
  build();
  const seen = (instant: string) => {
    world.clock.now = new Date(instant);
    const question = { jurisdiction: "lanhe", category: "ditiaogang" };
    const { desks } = resultOf(previewRouting(world.house, question));
    const named = placeNames(world.house.snapshot());
    return [desks[0]?.name, named({ jurisdiction: "lanhe" })("miit")];
  };
  expect(seen(eve)).toEqual(["岚河市工业和信息化局", "岚河市工业和信息化局"]);
  expect(seen("2027-01-31T16:00:00Z")).toEqual(["岚河市工业和数据局", "岚河市工业和数据局"]);
});
