import { afterAll, beforeAll, expect, test } from "vitest";
import { countFigures } from "#server/services/count-figures.ts";
import type { Clerk } from "#server/services/desk.ts";
import { listClocks } from "#server/services/list-clocks.ts";
import { listInbox } from "#server/services/list-inbox.ts";
import { listDigests } from "#server/services/send-digest.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember, resultOf, signedIn } from "#support/staff.ts";

/**
 * Reports that name the leader of 市市场监管局 and are kept from it: they go to whoever stands above
 * it, and change nothing of what the members of the desk see, nor of its figures.
 */
const DESK = { jurisdiction: "lanhe", department: "market-regulation" };
const ABOVE = { jurisdiction: "lanhe", department: "government" };
const SUBJECT = { name: "东山铸造厂" };
/** Enough of them, so that no figure is withheld for being small. */
const MANY = 6;
const ADDRESSES = {
  lanhe: { "market-regulation": ["desk@example.org"], government: ["above@example.org"] },
};

let world: TestHouse;
let lead: StaffSession;
let above: StaffSession;
let plain: FiledTip[];
let kept: FiledTip[];
let before: Awaited<ReturnType<typeof seenBy>>;
let after: typeof before;

beforeAll(async () => {
  world = await openTestHouse();
  plain = await fileMany({ subject: SUBJECT });
  const administrator = await makeAdministrator(world);
  const ofDesk = await makeMember(world, administrator, "lead", [{ role: "deskLead", ...DESK }]);
  const ofAbove = await makeMember(world, administrator, "above", [{ role: "deskLead", ...ABOVE }]);
  // All of them are overdue, and the month in which they came is over.
  world.clock.now = new Date("2027-02-01T02:00:00Z");
  lead = await signedIn(world, ofDesk);
  before = await seenBy(lead);
  kept = await fileMany({ subject: SUBJECT, exclude: [DESK.department] });
  world.clock.now = new Date("2027-02-01T03:00:00Z");
  above = await signedIn(world, ofAbove);
  await openAll(above.clerk, kept);
  lead = await signedIn(world, ofDesk);
  after = await seenBy(lead);
}, 120_000);
afterAll(() => world.close());

async function fileMany(more: object): Promise<FiledTip[]> {
  const filed: FiledTip[] = [];
  for (let nth = 0; nth < MANY; nth += 1)
    filed.push(await fileTip(world, `2026-11-1${nth}T02:00:00Z`, { ...more }));
  return filed;
}

/** Opened once, a tip can be found by its subject. */
async function openAll(clerk: Clerk, tips: readonly FiledTip[]) {
  for (const { reference } of tips) resultOf(await viewTipAtDesk(world.house, clerk, reference));
}

/** What a lead sees of the desk's tips: inbox, search, related tips, clocks, reminder, figures. */
async function seenBy({ clerk, member, opener }: StaffSession) {
  const { house } = world;
  await openAll(clerk, plain);
  const ask = (more: object) =>
    listInbox(house, clerk, { desks: [DESK], view: "open", page: 1, ...more });
  const open = await ask({});
  const [first] = plain;
  const { digests } = await listDigests(house, ADDRESSES, null);
  const figures = await countFigures(house, false);
  return {
    counts: open.views.map(({ id, count }) => [id, count]),
    inbox: referencesOf(open.lines),
    found: referencesOf((await ask({ enterprise: SUBJECT.name })).lines),
    related: referencesOf(
      resultOf(await viewTipAtDesk(house, clerk, first?.reference ?? "")).related,
    ),
    clocks: await listClocks(house, member, opener),
    mail: digests.find(({ mail }) => mail.to === "desk@example.org")?.mail,
    figures: figures.map(({ month, desk }) => [
      month,
      desk.find(({ of }) => of === DESK.department),
    ]),
  };
}

const referencesOf = (lines: readonly { reference: string }[]) =>
  lines.map(({ reference }) => reference).toSorted();

test("the desk has its own tips everywhere it looks, before and after", () => {
  const own = referencesOf(plain);
  expect([before.inbox, before.found]).toEqual([own, own]);
  expect(before.related).toHaveLength(MANY - 1);
  expect(before.counts).toContainEqual(["open", MANY]);
  expect(before.clocks.loads).toMatchObject([{ ...DESK, open: MANY }]);
  for (const reference of own) expect(before.mail?.text).toContain(reference);
  expect(before.figures[0]).toMatchObject(["2026-11", { received: MANY }]);
});

test("a report kept from it changes no count, search, related tip, clock, reminder or figure", () => {
  expect(after).toEqual(before);
});

test("by its number the desk opens none of them", async () => {
  for (const { reference } of kept) {
    const opened = await viewTipAtDesk(world.house, lead.clerk, reference);
    expect(opened).toMatchObject({ refusal: "not-found" });
    const question = { desks: [DESK], view: "open" as const, page: 1, reference };
    expect((await listInbox(world.house, lead.clerk, question)).lines).toEqual([]);
  }
});

test("whoever stands above it has them all, in inbox, search, reminder and figures", async () => {
  const { house } = world;
  const question = { desks: [ABOVE], view: "open" as const, page: 1, enterprise: SUBJECT.name };
  const { lines } = await listInbox(house, above.clerk, question);
  expect(referencesOf(lines)).toEqual(referencesOf(kept));
  const { digests } = await listDigests(house, ADDRESSES, null);
  const mail = digests.find(({ mail: { to } }) => to === "above@example.org")?.mail;
  for (const { reference } of kept) expect(mail?.text).toContain(reference);
  const [figures] = await countFigures(house, false);
  expect(figures?.desk).toContainEqual(
    expect.objectContaining({ of: ABOVE.department, received: MANY }),
  );
});
