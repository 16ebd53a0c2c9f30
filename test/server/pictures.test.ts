import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { equipmentLabel } from "#domain/equipment.ts";
import type { RecordRoom } from "#domain/record-batch.ts";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { readContent } from "#registry/read-content.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { currentId, releasesIn } from "#server/releases/release-store.ts";
import {
  admitPublication,
  declinePublication,
  openPicture,
  viewPublication,
} from "#server/services/admit-publication.ts";
import type { ContentDesk } from "#server/services/house.ts";
import type { Publisher } from "#server/services/publication.ts";
import { publishDue } from "#server/services/publish-due.ts";
import type { SentPicture } from "#server/services/record-pictures.ts";
import { submitPublication } from "#server/services/submit-publication.ts";
import { deleteUnusedPictures } from "#server/services/sweep-pictures.ts";
import { TODAY } from "#support/build-site.ts";
import { copyContent } from "#support/content-copy.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { leaksIn, photograph } from "#support/leaked-pictures.ts";
import { release } from "#support/release-command.ts";
import { PAPER, scannedPaper } from "#support/scanned-paper.ts";
import { CONTENT } from "../importing/reading.ts";

const publisher = (id: string, jurisdiction = "ankang"): Publisher => ({
  id,
  grants: [{ role: "publisher", jurisdiction }],
});
const [CLERK, OTHER, STRANGER] = [publisher("m1"), publisher("m2"), publisher("m3", "suizhou")];
const machine = CONTENT.equipment.find(
  ({ id }) =>
    id.startsWith("ankang-") &&
    !CONTENT.acceptances.some(({ equipment }) => equipment.includes(id)),
);
const firm = CONTENT.enterprises.find(({ id }) => id === machine?.enterprise);
if (machine === undefined || firm === undefined) throw new Error("no machine to accept");

const HEAD =
  "企业名称,设备型号及数量,验收级别,验收单位,验收日期,主体设备是否拆除,是否具备恢复生产条件,是否通过验收,依据材料," +
  "拆除前影像文件,拆除中影像文件,拆除后影像文件,验收意见扫描件,可以公开的文件";
const ROW = [
  firm.name,
  equipmentLabel(machine),
  "县级",
  "安康市工业和信息化局",
  "2026-11-02",
  "是",
  "否",
  "是",
  "《企业落后产能退出验收意见表》",
  "前.jpg",
  "中.jpg",
  "后1.jpg；后2.jpg",
  "意见.pdf",
  "前.jpg；后2.jpg；意见.pdf",
];
const PLEDGE_HEAD =
  "企业名称,设备型号及数量,承诺单位,承诺日期,公开日期,未拆除原因,省级公告网站,省级公告日期,承诺内容,承诺书扫描件,省级公告文件,可以公开的文件";
const PLEDGE_ROW = [
  firm.name,
  equipmentLabel(machine),
  firm.name,
  "2026-10-05",
  "2026-10-06",
  "国有资产处置程序未完",
  "陕西省工业和信息化厅网站",
  "2026-10-09",
  "不再恢复生产。",
  "承诺书.pdf",
  "公告.pdf",
  "承诺书.pdf",
];

let world: TestHouse;
let desk: ContentDesk;
let pictures: SentPicture[];
let id: string;
beforeAll(async () => {
  const { root } = copyContent("content");
  world = await openTestHouse(root);
  desk = openContentDesk({
    CONTENT_DIR: root,
    DATA_DIR: join(world.folder, "data"),
    SECRETS_DIR: join(world.folder, "secrets"),
  });
  pictures = await Promise.all(
    ["前.jpg", "中.jpg", "后1.jpg", "后2.jpg"].map(async (name, at) => ({
      name,
      bytes: await photograph(colourOf(at)),
    })),
  );
  pictures.push({ name: "意见.pdf", bytes: await scannedPaper() });
});
afterAll(async () => {
  await world.close();
  rmSync(desk.root, { recursive: true });
});

const colourOf = (at: number) => [60 * at, 90, 40] as const;

async function submitted(
  sent: readonly SentPicture[],
  kind: RecordRoom = "acceptances",
  text = `${HEAD}\n${stringify([ROW])}`,
) {
  const bytes = new TextEncoder().encode(text);
  const request = {
    fileName: "记录.csv",
    jurisdiction: "ankang",
    kind,
    statedAs: null,
    replaces: "none" as const,
    answers: {},
    today: TODAY,
  };
  const result = await importSpreadsheet(bytes, request, world.house.snapshot());
  if ("refused" in result) throw new Error(JSON.stringify(result.refused));
  const facts = { title: "这一批", publisher: "miit", publishedOn: TODAY };
  return await submitPublication(world.house, desk, CLERK, {
    draft: result.draft,
    facts,
    pictures: sent,
  });
}

test("a file that the sheet names must come along, one that it does not name is told, and only pictures and plain PDF are taken", async () => {
  const told = async (sent: SentPicture[]) => JSON.stringify(await submitted(sent));
  expect(await told(pictures.slice(1))).toContain("!J2写的“前.jpg”没有一起上传");
  const stray = { name: "别的.jpg", bytes: pictures[0]?.bytes ?? new Uint8Array() };
  expect(await told([...pictures, stray])).toContain("“别的.jpg”上传了，表里没有一行提到它");
  const script = { name: "前.jpg", bytes: Buffer.from("<script>alert(1)</script>") };
  expect(await told([script, ...pictures.slice(1)])).toContain("“前.jpg”：不是照片，也不是 PDF");
  const active = await scannedPaper({ catalogue: "/OpenAction << /S /JavaScript /JS (a()) >>" });
  expect(await told([...pictures.slice(0, 4), { name: "意见.pdf", bytes: active }])).toMatch(
    /“意见.pdf”：这个 PDF 里有脚本.*打印成新的 PDF/,
  );
});

test("who reviews them sees every picture without what it reveals; nobody else does", async () => {
  const sent = await submitted(pictures);
  if (!("value" in sent)) throw new Error(JSON.stringify(sent.problems));
  id = sent.value.id;
  expect(sent.value.sentences).toContainEqual(expect.stringMatching(/“中.jpg”（拆除中）只存档/));
  const view = await viewPublication(world.house, desk, OTHER, id);
  if (!("value" in view)) throw new Error("not to be seen");
  expect(view.value.pictures.map(({ name, isPublic }) => `${name} ${isPublic}`)).toEqual([
    "前.jpg true",
    "中.jpg false",
    "后1.jpg false",
    "后2.jpg true",
    "意见.pdf true",
  ]);
  const asked = { id, copySha256: view.value.pictures[1]?.copySha256 ?? "" };
  const opened = await openPicture(world.house, desk, OTHER, asked);
  if (!("value" in opened)) throw new Error("not to be opened");
  expect((await sharp(opened.value.bytes).metadata()).exif).toBeUndefined();
  const paper = view.value.pictures.at(-1)?.copySha256 ?? "";
  const read = await openPicture(world.house, desk, OTHER, { id, copySha256: paper });
  expect(read).toMatchObject({ value: { type: "pdf" } });
  expect(await openPicture(world.house, desk, STRANGER, asked)).toMatchObject({
    refusal: "not-found",
  });
  expect(
    await openPicture(world.house, desk, OTHER, { id, copySha256: "a".repeat(64) }),
  ).toMatchObject({ refusal: "not-found" });
});

test("on the disk pictures lie sealed, under a key that is not beside them", async () => {
  const folder = join(world.folder, "data", "pictures");
  const files = readdirSync(folder);
  expect(files).toHaveLength(2 * pictures.length);
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    for (const mark of ["JFIF", "%PDF", "Exif", "经办人", PAPER.author])
      expect(bytes.includes(mark), `${mark} in ${file}`).toBe(false);
  }
  const [first] = pictures;
  const sum = createHash("sha256")
    .update(first?.bytes ?? "")
    .digest("hex");
  expect(
    Buffer.compare((await desk.pictures.find(sum)) ?? Buffer.of(), first?.bytes ?? Buffer.of()),
  ).toBe(0);
  const places = { CONTENT_DIR: desk.root, DATA_DIR: join(world.folder, "data") };
  const thief = openContentDesk({ ...places, SECRETS_DIR: join(world.folder, "other-secrets") });
  expect(await thief.pictures.find(sum)).toBeNull();
  writeFileSync(
    join(folder, sum),
    readFileSync(join(folder, files.find((file) => file !== sum) ?? "")),
  );
  expect(await desk.pictures.find(sum)).toBeNull();
  rmSync(join(folder, sum));
  await desk.pictures.keep(first?.bytes ?? new Uint8Array());
});

test("the content holds only the copies that are public, and the sums of all originals", async () => {
  await admitPublication(world.house, desk, OTHER, id);
  expect(existsSync(join(desk.root, "pictures"))).toBe(false);
  const kept = join(world.folder, "data", "pictures");
  renameSync(kept, `${kept}-away`);
  const [held] = await publishDue(world.house, desk);
  expect(held?.faults).toContainEqual(expect.stringContaining("文件“前.jpg”"));
  renameSync(`${kept}-away`, kept);
  expect(await publishDue(world.house, desk)).toEqual([{ id, faults: [] }]);
  const { snapshot, problems } = readContent(desk.root);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(snapshot?.pictures.map(({ phase, isPublic }) => `${phase} ${isPublic}`)).toEqual([
    "before true",
    "during false",
    "after false",
    "after true",
    "scan true",
  ]);
  const files = globSync("pictures/**/*.jpg", { cwd: desk.root });
  expect(files).toHaveLength(2);
  for (const file of files) {
    const bytes = readFileSync(join(desk.root, file));
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.includes("经办人")).toBe(false);
  }
  const [paper = ""] = globSync("pictures/**/*.pdf", { cwd: desk.root });
  const scan = readFileSync(join(desk.root, paper));
  for (const word of Object.values(PAPER)) expect(scan.includes(word)).toBe(false);
  expect(snapshot?.pictures.at(-1)).toMatchObject({ copyType: "pdf", copyBytes: scan.length });
  for (const { sha256 } of snapshot?.pictures ?? [])
    expect((await desk.pictures.find(sha256))?.length).toBeGreaterThan(0);
});

test("a pledge takes its scan and the notice of the province along as PDF", async () => {
  const sent = [
    { name: "承诺书.pdf", bytes: await scannedPaper({ pages: 2 }) },
    { name: "公告.pdf", bytes: await scannedPaper({ pages: 3 }) },
  ];
  const text = `${PLEDGE_HEAD}\n${stringify([PLEDGE_ROW])}`;
  const result = await submitted(sent, "pledges", text);
  if (!("value" in result)) throw new Error(JSON.stringify(result.problems));
  await admitPublication(world.house, desk, OTHER, result.value.id);
  expect(await publishDue(world.house, desk)).toEqual([{ id: result.value.id, faults: [] }]);
  const { snapshot } = readContent(desk.root);
  const own = snapshot?.pictures.filter(({ record }) => record.startsWith(`${firm.id}-p`));
  expect(own).toMatchObject([
    { phase: "scan", isPublic: true, copyType: "pdf" },
    { phase: "notice", isPublic: false, copyType: "pdf" },
  ]);
});

test("what was declined or broken off goes after its term, and what a record rests on stays", async () => {
  const before = await kept();
  const bytes = await scannedPaper({ pages: 4 });
  const text = `${PLEDGE_HEAD}\n${stringify([PLEDGE_ROW.with(3, "2026-10-07").with(10, "")])}`;
  const sent = await submitted([{ name: "承诺书.pdf", bytes }], "pledges", text);
  if (!("value" in sent)) throw new Error(JSON.stringify(sent.problems));
  await declinePublication(world.house, OTHER, sent.value.id, "扫描件看不清");
  const stray = await desk.pictures.keep(Buffer.from("a picture of a form that broke off"));
  const all = await kept();
  expect(all.length).toBe(before.length + 3);
  for (const name of all)
    utimesSync(join(world.folder, "data", "pictures", name), LONG_AGO, LONG_AGO);
  const { snapshot } = readContent(desk.root);
  if (snapshot === undefined) throw new Error("the content is not sound");
  const house = { ...world.house, snapshot: () => snapshot };
  expect(await deleteUnusedPictures(house, desk)).toBe(1);
  expect(await kept()).toEqual(all.filter((name) => name !== stray));
  world.clock.now = new Date("2027-06-01T02:00:00Z");
  expect(await deleteUnusedPictures(house, desk)).toBeGreaterThanOrEqual(2);
  world.clock.now = new Date("2026-11-21T02:00:00Z");
  const named = snapshot.pictures.flatMap(({ sha256, copySha256 }) => [
    sha256,
    copySha256 ?? sha256,
  ]);
  for (const sum of named) expect(await desk.pictures.find(sum)).not.toBeNull();
  expect(await kept()).toEqual([...new Set(named)].sort());
});

const LONG_AGO = new Date("2025-01-01T00:00:00Z");
const kept = async () => (await desk.pictures.list(new Date("2100-01-01"))).sort();

test("the page of the firm shows the public ones and says that the others are on file", async () => {
  const data = join(world.folder, "site");
  const settings = { CONTENT_DIR: desk.root, DATA_DIR: data, TODAY };
  const { code, output } = await release(["build"], settings);
  expect(`${code} ${output}`).toMatch(/^0 /);
  const root = releasesIn(data);
  const client = join(root, currentId(root) ?? "", "client");
  const page = readFileSync(join(client, "enterprises", firm.id, "index.html"), "utf8");
  const shown = [...page.matchAll(/<img src="\/pictures\/([0-9a-f]{64})\.jpg"/g)].map(
    ([, sum]) => sum,
  );
  expect(shown).toHaveLength(2);
  for (const sum of shown) {
    const served = readFileSync(join(client, "pictures", `${sum}.jpg`));
    expect((await sharp(served).metadata()).format).toBe("jpeg");
  }
  expect(globSync("pictures/*.jpg", { cwd: client })).toHaveLength(2);
  expect(globSync("pictures/*.pdf", { cwd: client })).toHaveLength(2);
  expect(page).toMatch(
    /<a href="\/pictures\/[0-9a-f]{64}\.pdf"[^>]*>验收意见扫描件（PDF，[\d.]+ kB）/,
  );
  expect(page).toContain("其中 2 份只存档");
  const pledges = readFileSync(join(client, "pledges", `${firm.id}-p1`, "index.html"), "utf8");
  expect(pledges).toMatch(
    /<a href="\/pictures\/[0-9a-f]{64}\.pdf"[^>]*>承诺书扫描件（PDF，[\d.]+ kB）/,
  );
  expect(pledges).toMatch(/省级公告（PDF）\s*，只存档，不公开；原件 SHA-256/);
  const withheld = [1, 2].map((at) => ({
    bytes: Buffer.from(pictures[at]?.bytes ?? []),
    colour: colourOf(at),
  }));
  expect(await leaksIn(join(root, currentId(root) ?? ""), withheld)).toEqual([]);
  // It would notice: what may be shown is found by its colour, though it was drawn anew.
  const open = { bytes: Buffer.from(pictures[0]?.bytes ?? []), colour: colourOf(0) };
  expect(await leaksIn(client, [open])).toEqual([`pictures/${shown[0]}.jpg`]);
  const table = readFileSync(join(client, "data", "pictures.csv"), "utf8");
  expect(table.match(/\/pictures\/[0-9a-f]{64}\.pdf/g)).toHaveLength(2);
  expect(table.trim().split("\n")).toHaveLength(1 + 7);
});
