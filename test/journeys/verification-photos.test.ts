import { createHash } from "node:crypto";
import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import { PHOTO_LIMITS, PHOTO_PROBLEMS, PHOTO_RULES } from "#domain/verification-photo.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { recoveryClerk } from "#server/services/desk.ts";
import { purgeTips } from "#server/services/purge-tips.ts";
import { deleteLeftovers } from "#server/services/sweep-evidence.ts";
import { follow, post, type TestApp, testApp } from "#support/app.ts";
import { CAMERA, pdf, photo, zip } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember, signInCookie } from "#support/staff.ts";

let world: TestHouse;
let app: TestApp;
let tip: { reference: string; receipt: string };
let site: Buffer;
let furnace: Buffer;
const cookies = new Map<string, string>();

const RECORD = {
  checkedOn: "2026-11-20",
  place: "东山路1号院内",
  inspectors: ["核查员甲", "核查员乙"],
  machines: [{ what: "中频炉，5吨", powerCut: "yes" }],
};

beforeAll(async () => {
  world = await openTestHouse();
  app = testApp(world).app;
  tip = await (await post(app, filing(world.house))).json();
  const clerk = recoveryClerk(world.house, world.passphrase);
  for (const act of ["admit", "verify"])
    await actOnTip(world.house, clerk, tip.reference, { act, input: {} });
  const administrator = await makeAdministrator(world);
  for (const [name, role, department] of [
    ["handler", "handler", "market-regulation"],
    ["intake", "intake", "market-regulation"],
    ["elsewhere", "deskLead", "government"],
  ] as const) {
    const grants = [{ role, jurisdiction: "lanhe", department }] as const;
    const member = await makeMember(world, administrator, name, grants);
    cookies.set(name, await signInCookie(world, member));
  }
  site = await photo(800, 600, "#335577");
  furnace = await photo(640, 480, "#884422");
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const cookieOf = (who: string) => ({ Cookie: `${SESSION_COOKIE}=${cookies.get(who) ?? ""}` });
const get = (path: string, who = "handler") =>
  app.request(`/staff/tips/${tip.reference}/${path}`, { headers: cookieOf(who) });
const sealedPaths = () =>
  readdirSync(join(world.folder, "data", "attachments"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const sealedFiles = () => sealedPaths().length;

type Files = readonly (readonly [field: string, bytes: Uint8Array])[];

/** Sends a record with photographs as a program does. */
function send(record: unknown, files: Files, who = "handler") {
  const body = new FormData();
  body.set("record", typeof record === "string" ? record : JSON.stringify(record));
  for (const [field, bytes] of files)
    body.append(field, new Blob([new Uint8Array(bytes)]), "IMG_0001.jpg");
  return app.request(`/api/v1/staff/tips/${tip.reference}/verifications`, {
    method: "POST",
    headers: { ...cookieOf(who), Origin: "http://localhost" },
    body,
  });
}

async function recordsSeen() {
  const answer = await app.request(`/api/v1/staff/tips/${tip.reference}`, {
    headers: cookieOf("handler"),
  });
  return (await answer.json()).verifications;
}

/** Every part of a Word file, by its name. */
async function partsOf(answer: Response): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(await answer.arrayBuffer()));
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    parts.set(entry.fileName, Buffer.concat(pieces));
  }
  return parts;
}

test("everything wrong with record and photographs is said at once, and no file is left", async () => {
  const answer = await send({ ...RECORD, place: "" }, [
    ["photos", site],
    ["machines.0.photos", pdf()],
    ["machines.0.photos", zip()],
  ]);
  expect(answer.status).toBe(422);
  const { errors } = await answer.json();
  expect(errors).toEqual([
    { field: "place", message: "请写明核查地点。" },
    { field: "machines.0.photos", message: PHOTO_RULES.wrongKind },
    { field: "machines.0.photos", message: expect.stringContaining("不收压缩包") },
  ]);
  expect(sealedFiles()).toBe(0);
  expect(await recordsSeen()).toEqual([]);
});

test("a photograph must belong to a machine that the record names", async () => {
  const answer = await send(RECORD, [["machines.7.photos", furnace]]);
  expect((await answer.json()).errors).toEqual([
    { field: "machines.7.photos", message: PHOTO_PROBLEMS.noSuchMachine },
  ]);
  expect(sealedFiles()).toBe(0);
});

test("too large, too many, broken off or without a record are refused with a reason", async () => {
  const noisy = Buffer.concat([furnace, Buffer.alloc(20_000_001)]);
  const large = await send(RECORD, [["photos", noisy]]);
  expect(large.status).toBe(413);
  expect((await large.json()).errors).toEqual([{ field: "photos", message: PHOTO_RULES.tooLarge }]);

  const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#fff" } })
    .jpeg()
    .toBuffer();
  const many = Array.from({ length: PHOTO_LIMITS.photos + 1 }, () => ["photos", small] as const);
  expect((await (await send(RECORD, many)).json()).errors).toEqual([
    { field: "photos", message: PHOTO_PROBLEMS.tooMany },
  ]);
  const unread = await send("{", [["photos", furnace]]);
  expect((await unread.json()).errors[0]).toMatchObject({ field: "record" });
  expect(sealedFiles()).toBe(0);
  expect(await recordsSeen()).toEqual([]);
});

test("who may not handle is refused before a photograph is taken; another desk finds nothing", async () => {
  expect((await send(RECORD, [["photos", site]], "intake")).status).toBe(403);
  expect((await send(RECORD, [["photos", site]], "elsewhere")).status).toBe(404);
  expect((await send(RECORD, [["photos", site]], "nobody")).status).toBe(401);
  expect(sealedFiles()).toBe(0);
});

test("photographs are kept with their record, and the desks of the tip see clean copies", async () => {
  const answer = await send(RECORD, [
    ["photos", site],
    ["machines.0.photos", furnace],
  ]);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { at: expect.any(String), photos: 2 },
  ]);
  const [record] = await recordsSeen();
  expect(record).toMatchObject({
    place: RECORD.place,
    photos: [
      { number: 1, machine: null, sha256: sha256(site), takenAt: CAMERA.takenAt },
      { number: 2, machine: 0, sha256: sha256(furnace), bytes: furnace.length },
    ],
  });
  expect(JSON.stringify(record)).not.toContain('"key"');

  const copy = await get("photos/2/");
  expect(copy.headers.get("Content-Disposition")).toMatch(/^inline; filename=".+-photo-2\.jpg"$/);
  const bytes = Buffer.from(await copy.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 480, height: 640 });
  for (const word of [CAMERA.make, CAMERA.serial]) expect(bytes.includes(word)).toBe(false);
  const original = Buffer.from(await (await get("photos/2/original/")).arrayBuffer());
  expect(original.equals(furnace)).toBe(true);

  expect((await get("photos/3/")).status).toBe(404);
  expect((await get("photos/2/", "elsewhere")).status).toBe(404);
  expect((await get("photos/2/", "nobody")).headers.get("Location")).toBe("/staff/sign-in/");
});

test("neither disk nor reporter learns anything of them", async () => {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(files.length).toBeGreaterThan(4);
  for (const word of [CAMERA.make, CAMERA.serial, sha256(site), "IMG_0001"])
    expect(files.some((file) => file.includes(word))).toBe(false);
  const seen = await (await follow(app, tip.receipt)).text();
  for (const word of [sha256(site), "photo-", "核查员甲"]) expect(seen).not.toContain(word);
});

test("the form of the console takes them machine by machine, empty places left out", async () => {
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  const body = new FormData();
  for (const [name, value] of [
    ["checkedOn", "2026-11-20"],
    ["place", "后院"],
    ["inspectors.0", "核查员甲"],
    ["inspectors.1", "核查员乙"],
    ["machines.0.what", ""],
    ["machines.2.what", "轧机"],
  ] as const)
    body.set(name, value);
  for (const field of ["photos", "machines.0.photos"]) body.append(field, new Blob([]), "");
  body.append("machines.2.photos", new Blob([new Uint8Array(furnace)]), "b.jpg");
  const answer = await app.request(`/staff/tips/${tip.reference}/verification/`, {
    method: "POST",
    headers: { ...cookieOf("handler"), Origin: "http://localhost" },
    body,
  });
  expect([answer.status, answer.headers.get("Location")]).toEqual([
    303,
    `/staff/tips/${tip.reference}/?done=verification`,
  ]);
  expect((await recordsSeen()).at(-1)).toMatchObject({
    machines: [{ what: "轧机" }],
    photos: [{ number: 3, machine: 0, sha256: sha256(furnace) }],
  });
});

test("the printed record shows the photographs with their machine and the hash of the original", async () => {
  const parts = await partsOf(
    await app.request(`/staff/tips/${tip.reference}/papers/verification.docx`, {
      method: "POST",
      headers: { ...cookieOf("handler"), Origin: "http://localhost" },
    }),
  );
  const pictures = [...parts.keys()].filter((name) => name.startsWith("word/media/"));
  expect(pictures.length).toBeGreaterThanOrEqual(2);
  for (const name of pictures) {
    const bytes = parts.get(name) ?? Buffer.alloc(0);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg" });
    expect(bytes.includes(CAMERA.make)).toBe(false);
  }
  const words = parts.get("word/document.xml")?.toString() ?? "";
  expect(words.match(/<pic:pic/g)).toHaveLength(3);
  for (const word of [
    `照片1：现场，2026年11月20日。原件 SHA-256 ${sha256(site)}`,
    "照片2：中频炉，5吨",
  ])
    expect(words).toContain(word);
  expect(words).not.toContain("{photos}");
});

test("the sweep leaves them alone, and the purge of their tip destroys them", async () => {
  const before = sealedFiles();
  expect(before).toBe(6);
  const longAgo = new Date(world.clock.now.getTime() - 3 * 3_600_000);
  for (const path of sealedPaths()) utimesSync(path, longAgo, longAgo);
  await deleteLeftovers(world.house);
  expect(sealedFiles()).toBe(before);
  const clerk = recoveryClerk(world.house, world.passphrase);
  const merged = await (await post(app, filing(world.house))).json();
  const input = { note: "同一件事", into: merged.reference };
  await actOnTip(world.house, clerk, tip.reference, { act: "merge", input });
  const decline = { note: "重复", ground: "与前件相同", elsewhere: "无" };
  await actOnTip(world.house, clerk, merged.reference, { act: "decline", input: decline });
  world.clock.now = new Date("2029-01-01T02:00:00Z");
  expect((await purgeTips(world.house)).map(({ reference }) => reference)).toContain(tip.reference);
  expect(sealedFiles()).toBe(0);
});
