import { afterAll, beforeAll, expect, test } from "vitest";
import { findTipByReference } from "#db/queries/tips.ts";
import { readContent } from "#registry/read-content.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { listIdentityLooks } from "#server/services/list-identity-looks.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { drive, type FiledTip, fileTip } from "#support/course.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember, signedIn, type TestMember } from "#support/staff.ts";

/**
 * 市政府 screens, 市市场监管局 leads, 市工信局 supports and coordinates. 岚东区政府, whom reporters keep
 * out, is merged into 市工信局 after they filed: its people are there now.
 */
const KEPT_OUT = "landong-government";
const FILED = "2026-12-01T02:00:00Z";
const MERGED = "2027-01-04T02:00:00Z";

let world: TestHouse;
let coordinator: TestMember;
let kept: FiledTip;
let other: FiledTip;
let asked: FiledTip;

beforeAll(async () => {
  world = await openTestHouse();
  const content = copyContent();
  content.replace(
    "jurisdictions/lanhe/jurisdiction.yaml",
    "mode: direct",
    "mode: central\n  screening: government",
  );
  const before = snapshotOf(content);
  content.replace(
    "jurisdictions/lanhe/departments.yaml",
    "shortName: 岚东区政府, ",
    'shortName: 岚东区政府, activeTo: "2027-01-01", successor: miit, cites: [{ document: lanhe-2024, where: 二 }], ',
  );
  const after = snapshotOf(content);
  content.discard();
  world.house.snapshot = () => before;
  const admin = await makeAdministrator(world);
  const office = [{ role: "coordinator", jurisdiction: "lanhe" }] as const;
  coordinator = await makeMember(world, admin, "coordinator", office);
  const reporter = { as: "named", name: "王五", phone: "13900000001" };
  kept = await fileTip(world, FILED, { exclude: [KEPT_OUT] });
  other = await fileTip(world, FILED);
  asked = await fileTip(world, FILED, { exclude: [KEPT_OUT], reporter });
  await drive(world, asked, [
    [FILED, "transfer", { department: "market-regulation" }],
    [FILED, "ask-identity"],
  ]);
  expect(await looksSeen()).toContain(asked.reference);
  world.house.snapshot = () => after;
  world.clock.now = new Date(MERGED);
});
afterAll(() => world.close());

function snapshotOf({ root }: ContentCopy) {
  const { snapshot, problems } = readContent(root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  return snapshot;
}

const looksSeen = async () =>
  (await listIdentityLooks(world.house, await signedIn(world, coordinator))).map(
    ({ reference }) => reference,
  );
const holders = async ({ reference }: FiledTip) => {
  const tip = await findTipByReference(world.house.db.read, reference);
  const keys = await world.house.db.read.query.tipKeys.findMany();
  return keys
    .filter(({ tipId, purpose }) => tipId === tip?.id && purpose === "content")
    .map(({ holder }) => holder.split("/")[1] ?? holder)
    .toSorted();
};

test("a supporting desk that took over whom the reporter keeps out gets no key of the tip", async () => {
  const transfer = ["transfer", { department: "market-regulation" }] as const;
  await drive(world, other, [[MERGED, ...transfer]]);
  expect(await holders(other)).toEqual(["market-regulation", "miit", "receipt"]);
  await drive(world, kept, [[MERGED, ...transfer]]);
  expect(await holders(kept)).toEqual(["market-regulation", "receipt"]);
});

test("an office that took over whom the reporter keeps out reads nothing of who asked for the name", async () => {
  expect(await looksSeen()).not.toContain(asked.reference);
  const { clerk } = await signedIn(world, coordinator);
  expect(await allowIdentity(world.house, clerk, asked.reference)).toMatchObject({
    refusal: "not-found",
  });
});
