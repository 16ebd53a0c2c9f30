import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DRAFT_MINUTES } from "#domain/report-draft.ts";
import { PHOTO_LIMITS } from "#domain/verification-photo.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { recordVerification } from "#server/services/record-verification.ts";
import { deleteLeftovers } from "#server/services/sweep-evidence.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { post, testApp } from "#support/app.ts";
import { photo } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { resultOf } from "#support/staff.ts";

const RECORD = {
  checkedOn: "2026-11-20",
  place: "东山路1号院内",
  inspectors: ["核查员甲", "核查员乙"],
  machines: [{ what: "中频炉，5吨", powerCut: "yes" }],
};

let world: TestHouse;
let reference: string;
let picture: Buffer;

beforeAll(async () => {
  world = await openTestHouse();
  picture = await photo(320, 240);
});
afterAll(() => world.close());
beforeEach(async () => {
  reference = await tipUnderVerification();
});

async function tipUnderVerification(): Promise<string> {
  const filed = await (await post(testApp(world).app, filing(world.house))).json();
  for (const act of ["admit", "verify"])
    resultOf(await actOnTip(world.house, person("one"), filed.reference, { act, input: {} }));
  return filed.reference;
}

function person(id: string): Clerk {
  return { ...recoveryClerk(world.house, world.passphrase), id };
}

/** Sends the form with so many new photographs, and the draft it came with. */
function send(
  who: string,
  input: object,
  photos: number,
  draft: string | null,
  dropped: number[] = [],
) {
  return recordVerification(world.house, person(who), reference, async (take) => {
    for (let sent = 0; sent < photos; sent += 1) await take("photos", once(picture));
    return { input, draft: { id: draft, dropped } };
  });
}
async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** The draft of a form that was refused. */
async function refusedWith(photos: number, draft: string | null = null, dropped: number[] = []) {
  const answer = await send("one", { ...RECORD, place: "" }, photos, draft, dropped);
  if (!("draft" in answer) || answer.draft === undefined) throw new Error("nothing was kept");
  return answer.draft;
}
const photosOfRecords = async () =>
  resultOf(await viewTipAtDesk(world.house, person("one"), reference)).verifications.map(
    ({ photos }) => photos.length,
  );
const folder = () => join(world.folder, "data", "attachments");
const sealedFiles = () =>
  readdirSync(folder(), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

test("what was refused is mended without sending its photographs again", async () => {
  const draft = await refusedWith(2);
  expect(draft.photos).toMatchObject([{ field: "photos" }, { field: "photos" }]);
  const more = await refusedWith(1, draft.id);
  expect(more.photos).toHaveLength(3);
  expect(await send("one", RECORD, 0, more.id)).toMatchObject({ value: { photos: 3 } });
  expect(await photosOfRecords()).toEqual([3]);
});

test("a photograph that is not wanted any more is destroyed", async () => {
  const before = sealedFiles().length;
  const draft = await refusedWith(2);
  const both = sealedFiles().length - before;
  expect(await send("one", RECORD, 0, draft.id, [0])).toMatchObject({ value: { photos: 1 } });
  expect(sealedFiles().length - before).toBe(both / 2);
});

test("they are for their author and their tip alone", async () => {
  const draft = await refusedWith(1);
  expect(await send("two", RECORD, 0, draft.id)).toMatchObject({ value: { photos: 0 } });
  const own = reference;
  reference = await tipUnderVerification();
  expect(await send("one", RECORD, 0, draft.id)).toMatchObject({ value: { photos: 0 } });
  reference = own;
  expect(await send("one", RECORD, 0, draft.id)).toMatchObject({ value: { photos: 1 } });
});

test("the same form sent twice at once makes one record", async () => {
  const draft = await refusedWith(1);
  const answers = await Promise.all([1, 2].map(() => send("one", RECORD, 0, draft.id)));
  const done = answers.filter((answer) => "value" in answer && answer.value.photos === 1);
  expect(done).toHaveLength(1);
  expect((await photosOfRecords()).filter((count) => count > 0)).toEqual([1]);
});

test("more than a record takes are refused, and what was there before stays", async () => {
  const draft = await refusedWith(PHOTO_LIMITS.photos);
  const files = sealedFiles().length;
  const full = await refusedWith(1, draft.id);
  expect(full.photos).toHaveLength(PHOTO_LIMITS.photos);
  expect(sealedFiles()).toHaveLength(files);
});

test("no byte of them lies open, and they go when the time is over", async () => {
  const before = sealedFiles().length;
  const draft = await refusedWith(1);
  for (const { parentPath, name } of sealedFiles())
    expect(readFileSync(join(parentPath, name)).includes(picture.subarray(100, 140))).toBe(false);
  world.clock.now = new Date(world.clock.now.getTime() + (DRAFT_MINUTES + 1) * 60_000);
  expect(await send("one", RECORD, 0, draft.id)).toMatchObject({ value: { photos: 0 } });
  await deleteLeftovers(world.house);
  expect(sealedFiles().length).toBeLessThanOrEqual(before);
});
