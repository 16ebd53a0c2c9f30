import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDraft } from "#domain/report-draft.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { type Clerk, recoveryClerk } from "#server/services/desk.ts";
import { createServices } from "#server/services/index.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { openDraft } from "#server/services/report-draft.ts";
import { viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { attach, follow, post, type TestApp, type TestLog, testApp } from "#support/app.ts";
import { CAMERA, photo } from "#support/evidence.ts";
import { filing, openTestHouse, type TestHouse } from "#support/house.ts";
import { filesHolding, filesHoldingBytes, writingsOf } from "#support/stored-words.ts";

/** Everything a reporter or a desk wrote or was, and everything a browser says of itself. */
const WORDS = {
  subject: "绝密铸造厂",
  address: "柳林渡口旁边",
  description: "每天后半夜三台炉子",
  reporter: "欧阳举报",
  phone: "13912345678",
  message: "补充一张进出货的时间表",
  note: "周四上午到现场核查",
  reply: "请说明炉子在哪个车间",
  nameLater: "司马后来",
  phoneLater: "13787654321",
  reason: "受理决定没有看清楚照片",
  agent: "Peculiar-Agent/7.7",
  referrer: "https://forum.example/thread",
  address4: "203.0.113.77",
  camera: CAMERA.make,
  serial: CAMERA.serial,
  draft: "写了一半的镀锌车间",
  draftDetail: "两台都有编号牌",
} as const;

let world: TestHouse;
let app: TestApp;
let log: TestLog;

beforeAll(async () => {
  world = await openTestHouse();
  ({ app, log } = testApp(world));
  const body = filing(world.house, {
    subject: { name: WORDS.subject, address: WORDS.address },
    description: WORDS.description,
    reporter: { as: "named", name: WORDS.reporter, phone: WORDS.phone },
    exclude: ["landong-government"],
  });
  const visitor = {
    "User-Agent": WORDS.agent,
    Referer: WORDS.referrer,
    "X-Forwarded-For": WORDS.address4,
  };
  const { receipt, reference } = await (await post(app, body, visitor)).json();
  await app.request("/api/v1/tips/current/messages", {
    method: "POST",
    headers: {
      ...visitor,
      "Content-Type": "application/json",
      Authorization: `Receipt ${receipt}`,
    },
    body: JSON.stringify({ text: WORDS.message }),
  });
  const clerk = recoveryClerk(world.house, world.passphrase);
  await actOnTip(world.house, clerk, reference, { act: "admit", input: { note: WORDS.note } });
  await recordDeskMessage(world.house, clerk, reference, { text: WORDS.reply });
  const seen = JSON.stringify(await (await follow(app, receipt)).json());
  for (const word of [WORDS.message, WORDS.note, WORDS.reply]) expect(seen).toContain(word);
  await nameAndAskAgain(clerk);
  expect((await attach(app, receipt, await photo(), visitor)).status).toBe(201);
  const services = createServices(world.house);
  const answers = {
    ...emptyDraft("a-token-of-this-draft"),
    description: WORDS.draft,
    details: { "furnace-count": WORDS.draftDetail },
  };
  const draft = { answers, step: "evidence", files: [], receipt: null } as const;
  const ticket = await openDraft(world.house, draft);
  const picture = await photo(100, 100, "#123456");
  await services.recordDraftFile(ticket, null, Readable.from([picture]));
  expect(JSON.stringify(await services.viewDraft(ticket))).toContain(WORDS.draft);
  PICTURES.push(picture.subarray(200, 260), picture.subarray(-60));
  WORDS_OF_KEYS.push(
    receipt,
    receipt.replaceAll("-", ""),
    world.passphrase,
    "landong-government",
    ticket,
  );
});
afterAll(() => world.close());

const WORDS_OF_KEYS: string[] = [];
/** Pieces of a picture that is in a draft. */
const PICTURES: Buffer[] = [];

/** Another reporter, who gives a name later and is not content with a refusal. */
async function nameAndAskAgain(clerk: Clerk) {
  const { receipt, reference } = await (await post(app, filing(world.house))).json();
  const send = (door: string, body: object) =>
    app.request(`/api/v1/tips/current/${door}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Receipt ${receipt}` },
      body: JSON.stringify(body),
    });
  const named = await send("identity", { name: WORDS.nameLater, phone: WORDS.phoneLater });
  expect(named.status).toBe(201);
  const input = { note: "理由。", ground: "依据。", elsewhere: "没有。" };
  await actOnTip(world.house, clerk, reference, { act: "decline", input });
  expect((await send("reexamination", { reason: WORDS.reason })).status).toBe(201);
  const seen = JSON.stringify(await viewTipAtDesk(world.house, clerk, reference));
  expect(seen).toContain(WORDS.reason);
  // The name is opened by two together; that it is there shows in what is sealed.
  const rows = await world.house.db.read.query.tips.findMany();
  expect(rows.find((row) => row.reference === reference)?.sealedIdentity).not.toBeNull();
}

test("the search finds a word that does lie in the clear", () => {
  expect(filesHolding(world.folder, "ditiaogang").length).toBeGreaterThan(0);
  expect(filesHolding(world.folder, "LH-2026-000001").length).toBeGreaterThan(0);
});

test("the search finds a planted word in every writing, wherever it begins", () => {
  const planted = "种下的词canary";
  expect(writingsOf(planted).length).toBeGreaterThan(12);
  for (const [index, writing] of writingsOf(planted).entries()) {
    const path = join(world.folder, `planted-${index}`);
    writeFileSync(path, Buffer.concat([Buffer.from("x".repeat(index)), writing]));
    expect(filesHolding(world.folder, planted)).toContain(path);
    rmSync(path);
  }
  for (const before of ["", "a", "ab", "abc"]) {
    const path = join(world.folder, "planted");
    writeFileSync(path, Buffer.from(`${before}${planted}!`).toString("base64"));
    expect(filesHolding(world.folder, planted), before).toEqual([path]);
    rmSync(path);
  }
});

test.each(Object.entries(WORDS))("no stored byte shows the %s", (_, word) => {
  expect(filesHolding(world.folder, word)).toEqual([]);
});

test("no stored byte shows the code, the passphrase, or whom the reporter fears", () => {
  expect(WORDS_OF_KEYS).toHaveLength(5);
  for (const word of WORDS_OF_KEYS) expect(filesHolding(world.folder, word)).toEqual([]);
});

test("no stored byte shows a piece of a picture, or its metadata", () => {
  expect(PICTURES).toHaveLength(2);
  for (const piece of [...PICTURES, Buffer.from("Exif\0\0")])
    expect(filesHoldingBytes(world.folder, piece)).toEqual([]);
});

test("the log knows routes and nothing of who or what", () => {
  const written = log.lines.join("");
  expect(written).toContain("/api/v1/tips");
  for (const word of [...Object.values(WORDS), ...WORDS_OF_KEYS]) {
    expect(written).not.toContain(word);
  }
});

test("two filings of different length are stored at the same length", async () => {
  await post(app, filing(world.house, { description: "短" }));
  await post(app, filing(world.house, { description: "长".repeat(150) }));
  const rows = await world.house.db.read.query.tips.findMany();
  expect(new Set(rows.slice(1).map((row) => row.sealedBody.length)).size).toBe(1);
});
