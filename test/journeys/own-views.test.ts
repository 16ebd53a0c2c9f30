import { afterAll, beforeAll, expect, test } from "vitest";
import { readInboxQuery } from "#domain/inbox-query.ts";
import { OWN_VIEW_LIMITS } from "#domain/own-view.ts";
import { closeAccount } from "#server/services/close-account.ts";
import { listInbox } from "#server/services/list-inbox.ts";
import { listOwnViews, recordOwnView, withdrawOwnView } from "#server/services/own-views.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { post, testApp } from "#support/app.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import {
  makeAdministrator,
  makeMember,
  resultOf,
  signedIn,
  type TestMember,
} from "#support/staff.ts";
import { filesHolding } from "#support/stored-words.ts";

const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
let world: TestHouse;
let administrator: TestMember;
let lead: StaffSession;
let colleague: StaffSession;

beforeAll(async () => {
  world = await openTestHouse();
  administrator = await makeAdministrator(world);
  const sessionOf = async (account: string) =>
    signedIn(
      world,
      await makeMember(world, administrator, account, [{ role: "deskLead", ...DESK }]),
    );
  lead = await sessionOf("lead");
  colleague = await sessionOf("colleague");
  const { app } = testApp(world);
  for (const name of ["东山铸造厂", "东山铸造厂", "西河轧钢"]) {
    const answer = await post(app, filing(world.house, { subject: { name } }));
    const { reference } = (await answer.json()) as { reference: string };
    resultOf(await viewTipAtDesk(world.house, lead.clerk, reference));
  }
});
afterAll(() => world.close());

const queryOf = (address: string) => readInboxQuery(new URLSearchParams(address)).query;
const keep = (name: string, address: string, { clerk }: StaffSession) => {
  world.clock.now = new Date(world.clock.now.getTime() + 1000);
  return recordOwnView(world.house, clerk, { name, query: queryOf(address) });
};
const views = ({ clerk }: StaffSession) => listOwnViews(world.house, clerk, [DESK]);

test("a clerk keeps what narrows the inbox under a name, and sees how many tips stand in it", async () => {
  resultOf(await keep(" 盯住东山 ", "view=new&enterprise=东山铸造厂&page=3", lead));
  resultOf(await keep("办完的", "view=ended&category=noise", lead));
  expect(await views(lead)).toMatchObject([
    { name: "盯住东山", count: 2, query: { view: "new", enterprise: "东山铸造厂", page: 1 } },
    { name: "办完的", count: null, query: { view: "ended", category: "noise" } },
  ]);
});

test("a view counts what the inbox shows under the same conditions", async () => {
  const narrow = ["view=new", "view=open&reference=LH-2026-000002", "view=new&from=2027-01-01"];
  for (const [at, address] of narrow.entries()) resultOf(await keep(`同数${at}`, address, lead));
  const counted = (await views(lead)).filter(({ name }) => name.startsWith("同数"));
  const shown = await Promise.all(
    counted.map(async ({ query }) => {
      const { lines } = await listInbox(world.house, lead.clerk, { ...query, desks: [DESK] });
      return lines.length;
    }),
  );
  expect(counted.map(({ count }) => count)).toEqual(shown);
  expect(shown).toEqual([3, 1, 0]);
  for (const { id } of counted) resultOf(await withdrawOwnView(world.house, lead.clerk, id));
});

test("neither the name nor what it asks for can be read from the files of the machine", () => {
  expect(filesHolding(world.folder, "盯住东山")).toEqual([]);
  expect(filesHolding(world.folder, "东山铸造厂")).toEqual([]);
});

test("a view is its owner's alone; nobody else sees or drops it", async () => {
  expect(await views(colleague)).toEqual([]);
  const [own] = await views(lead);
  const dropped = await withdrawOwnView(world.house, colleague.clerk, own?.id ?? "");
  expect(dropped).toMatchObject({ refusal: "not-found" });
  expect(await views(lead)).toHaveLength(2);
});

test("a view without a name, with one that is taken, or for what is kept already is refused", async () => {
  const messages = async (name: string, address: string) => {
    const outcome = await keep(name, address, lead);
    return "problems" in outcome ? outcome.problems.map(({ message }) => message) : [];
  };
  expect(await messages("  ", "area=990102")).toEqual(["请给视图起一个名称。"]);
  expect(await messages("长".repeat(21), "area=990102")).toEqual(["名称最多20个字。"]);
  expect(await messages("办完的", "area=990102")).toEqual(["已经有这个名称的视图。"]);
  expect(await messages("再存一次", "view=new&enterprise=东山铸造厂")).toEqual([
    "这些条件已经存为“盯住东山”。",
  ]);
});

test("only so many views are kept, and one that is dropped is gone", async () => {
  for (let made = 2; made < OWN_VIEW_LIMITS.views; made++) {
    resultOf(await keep(`第${made}个`, `reference=LH-2026-00000${made}`, lead));
  }
  expect(await keep("多出来的", "area=990102", lead)).toMatchObject({ refusal: "conflict" });
  const [own] = await views(lead);
  resultOf(await withdrawOwnView(world.house, lead.clerk, own?.id ?? ""));
  expect((await views(lead)).map(({ name }) => name)).not.toContain("盯住东山");
});

test("the views of an account that is closed are destroyed", async () => {
  resultOf(await keep("同事的", "area=990102", colleague));
  const session = await signedIn(world, administrator);
  resultOf(await closeAccount(world.house, session, colleague.member.id));
  const rows = await world.house.db.read.query.ownViews.findMany();
  expect(rows.filter(({ memberId }) => memberId === colleague.member.id)).toEqual([]);
});
