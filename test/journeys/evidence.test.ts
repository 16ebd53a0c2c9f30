import { createHash } from "node:crypto";
import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import sodium from "libsodium-wrappers";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tablesOf } from "#db/database.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { recordEvidence } from "#server/services/record-evidence.ts";
import { deleteLeftovers } from "#server/services/sweep-evidence.ts";
import { openEvidence, viewEvidence } from "#server/services/view-evidence.ts";
import { attach, follow, post, type TestApp, testApp } from "#support/app.ts";
import { CAMERA, film, pdf, photo } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";

let world: TestHouse;
let app: TestApp;
let receipt: string;
let reference: string;
let picture: Buffer;

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  ({ receipt, reference } = await (await post(app, filing(world.house))).json());
  picture = await photo();
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const desk = () => recoveryClerk(world.house, world.passphrase);
const folder = () => join(world.folder, "data", "attachments");
const stored = () =>
  readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("a photo is acknowledged with its hash, a signature, and what it would have revealed", async () => {
  const answer = await attach(app, receipt, picture);
  expect(answer.status).toBe(201);
  const body = await answer.json();
  expect(body).toMatchObject({
    sha256: sha256(picture),
    bytes: picture.length,
    type: "image/jpeg",
    hasCopy: true,
    revealed: {
      place: { latitude: CAMERA.latitude, longitude: CAMERA.longitude },
      takenAt: CAMERA.takenAt,
      device: `${CAMERA.make} ${CAMERA.model}`,
      others: ["设备序列号", "处理软件"],
    },
  });
  expect(body.statement).toBe(`${reference} ${body.at} sha256:${body.sha256}`);
  const { signing } = world.house.keyring;
  const [signature, key] = [body.signature, signing.publicKey].map((text) =>
    Buffer.from(text, "base64"),
  );
  expect(
    sodium.crypto_sign_verify_detached(signature as Uint8Array, body.statement, key as Uint8Array),
  ).toBe(true);
});

test("the same photo sent again is the same attachment, and leaves no second file", async () => {
  const before = stored();
  const again = await attach(app, receipt, picture);
  expect(again.status).toBe(201);
  expect(stored()).toEqual(before);
  expect((await (await follow(app, receipt)).json()).attachments).toEqual([
    { sha256: sha256(picture), bytes: picture.length, type: "image/jpeg" },
  ]);
});

test("the desk opens a clean copy for the screen and the untouched original for evidence", async () => {
  const copy = await openEvidence(world.house, desk(), reference, 1, "copy");
  const unsaid = await openEvidence(world.house, desk(), reference, 1, "original");
  expect(unsaid).toMatchObject({ refusal: "conflict", problems: [{ field: "note" }] });
  const why = { act: "open-original", input: { note: "核对拍摄时间。" } };
  await actOnTip(world.house, desk(), reference, why);
  const original = await openEvidence(world.house, desk(), reference, 1, "original");
  if (!("value" in copy && "value" in original)) throw new Error("not opened");
  expect(await buffer(original.value.content)).toEqual(picture);
  const clean = await buffer(copy.value.content);
  const { exif, xmp, iptc, icc, width, height, orientation } = await sharp(clean).metadata();
  expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
  expect([width, height]).toEqual([480, 640]);
  for (const word of [CAMERA.make, CAMERA.model, CAMERA.serial, "Exif"]) {
    expect(clean.includes(word)).toBe(false);
  }
  expect(copy.value.name).toBe(`${reference}-1.jpg`);
});

test("who has said why opens originals for ten minutes; a colleague has to say it too", async () => {
  const why = { act: "open-original", input: { note: "核对拍摄时间。" } };
  await actOnTip(world.house, desk(), reference, why);
  const open = (who = desk()) => openEvidence(world.house, who, reference, 1, "original");
  const refused = { refusal: "conflict", problems: [{ field: "note" }] };
  expect(await open({ ...desk(), id: "colleague" })).toMatchObject(refused);
  const said = world.clock.now;
  world.clock.now = new Date(said.getTime() + 9 * 60_000);
  expect(await open()).toHaveProperty("value");
  world.clock.now = new Date(said.getTime() + 10 * 60_000);
  expect(await open()).toMatchObject(refused);
  world.clock.now = said;
});

test("a large photo is shown at 2048 pixels at most", async () => {
  const large = await photo(4000, 3000, "#112233");
  expect((await attach(app, receipt, large)).status).toBe(201);
  const copy = await openEvidence(world.house, desk(), reference, 2, "copy");
  if (!("value" in copy)) throw new Error("not opened");
  const { width, height } = await sharp(await buffer(copy.value.content)).metadata();
  expect([width, height]).toEqual([1536, 2048]);
});

test.each([
  ["a film", () => film(), "video/mp4", "mp4"],
  ["a PDF", () => pdf(), "application/pdf", "pdf"],
])("%s is kept as it is and has no copy", async (_, make, type, extension) => {
  const bytes = make();
  const answer = await (await attach(app, receipt, bytes)).json();
  expect(answer).toMatchObject({ type, sha256: sha256(bytes), hasCopy: false, revealed: null });
  const viewed = await viewEvidence(world.house, desk(), reference);
  const number = "value" in viewed ? viewed.value.length : 0;
  expect(await openEvidence(world.house, desk(), reference, number, "copy")).toMatchObject({
    refusal: "not-found",
  });
  const original = await openEvidence(world.house, desk(), reference, number, "original");
  if (!("value" in original)) throw new Error("not opened");
  expect(original.value.name).toBe(`${reference}-${number}.${extension}`);
  expect((await buffer(original.value.content)).equals(bytes)).toBe(true);
});

test("a file in a form is taken like a file as the body, whatever it is called", async () => {
  const form = new FormData();
  const bytes = await photo(100, 100, "#00ff00");
  form.set(
    "file",
    new Blob([new Uint8Array(bytes)], { type: "text/html" }),
    "../../etc/passwd\0.svg",
  );
  const answer = await app.request("/api/v1/tips/current/attachments", {
    method: "POST",
    headers: { Authorization: `Receipt ${receipt}` },
    body: form,
  });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({ sha256: sha256(bytes), type: "image/jpeg" });
});

test("a sealed file that was changed on the disk does not open", async () => {
  const [path = ""] = stored().filter((entry) => entry.endsWith(".original"));
  const bytes = readFileSync(path);
  const { number } = await numberOf(path);
  writeFileSync(path, Buffer.from(bytes).fill(0, 200, 201));
  const opened = await openEvidence(world.house, desk(), reference, number, "original");
  if (!("value" in opened)) throw new Error("not opened");
  await expect(buffer(opened.value.content)).rejects.toThrow("does not open");
  writeFileSync(path, bytes);
});

test("a process that dies between file and row leaves a file that goes after an hour", async () => {
  const kept = stored();
  const { house } = world;
  const dying = { ...house, db: { ...house.db, tx: () => Promise.reject(new Error("killed")) } };
  const bytes = await photo(64, 64, "#abcdef");
  const sent = (async function* () {
    yield bytes;
  })();
  await expect(recordEvidence(dying, receipt, sent)).rejects.toThrow("killed");
  const orphans = stored().filter((path) => !kept.includes(path));
  expect(orphans).toHaveLength(2);

  // A second one is cut off while it is being written.
  const [orphan = ""] = orphans;
  const part = `${orphan}.0a0a0a0a-0000-4000-8000-000000000002.part`;
  writeFileSync(part, "half");
  const { now } = world.clock;
  for (const path of [...kept, ...orphans, part]) utimesSync(path, now, now);
  await deleteLeftovers(house);
  expect(stored()).toHaveLength(kept.length + 3);
  world.clock.now = new Date(now.getTime() + 3_700_000);
  await deleteLeftovers(house);
  expect(stored().toSorted()).toEqual(kept.toSorted());
  world.clock.now = now;
});

test("a disk that is nearly full takes no more files, and says so", async () => {
  const { house } = world;
  const files = { ...house.files, hasRoom: async () => false };
  const sent = (async function* () {
    yield Buffer.from("x");
  })();
  const refused = await recordEvidence({ ...house, files }, receipt, sent);
  expect(refused).toMatchObject({ refusal: "no-room" });
});

test("a clock that stands still for an answer goes on when evidence comes", async () => {
  const asked = await (await post(app, filing(world.house))).json();
  for (const act of ["admit", "ask"]) {
    const request = { act, input: { note: "请补一张照片。" } };
    const done = await actOnTip(world.house, desk(), asked.reference, request);
    expect(done).toHaveProperty("value");
  }
  expect((await attach(app, asked.receipt, picture)).status).toBe(201);
  const { steps, attachments } = await (await follow(app, asked.receipt)).json();
  expect(steps.map(({ act }: { act: string }) => act)).toEqual([
    "submit",
    "admit",
    "ask",
    "resume",
  ]);
  expect(attachments).toHaveLength(1);
});

test("a tip takes twelve files; of twenty at once the rest are refused and leave nothing", async () => {
  const next = await (await post(app, filing(world.house))).json();
  const before = stored().length;
  const pictures = await Promise.all(
    Array.from({ length: 20 }, (_, index) => photo(64, 64, `#0000${(index + 16).toString(16)}`)),
  );
  const answers = await Promise.all(pictures.map((bytes) => attach(app, next.receipt, bytes)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(12);
  expect(statuses.filter((status) => status === 422)).toHaveLength(8);
  expect((await (await follow(app, next.receipt)).json()).attachments).toHaveLength(12);
  expect(stored()).toHaveLength(before + 24);
});

async function numberOf(path: string) {
  const file = path.split("/").at(-1)?.split(".")[0];
  const { attachments } = tablesOf(world.house.db.read);
  const rows = await world.house.db.read.select().from(attachments);
  return rows.find((row) => row.file === file) ?? { number: 0 };
}
