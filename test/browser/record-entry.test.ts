import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { equipmentLabel } from "#domain/equipment.ts";
import { readContent } from "#registry/read-content.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { publishDue } from "#server/services/publish-due.ts";
import { copyContent } from "#support/content-copy.ts";
import { photograph } from "#support/leaked-pictures.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";
import { CONTENT } from "../importing/reading.ts";

/** A machine of 安康 that nobody has accepted, stopped or pledged for, and its firm. */
const machine = CONTENT.equipment.find(
  ({ id, enterprise }) =>
    id.startsWith("ankang-") &&
    !CONTENT.acceptances.some((entry) => entry.equipment.includes(id)) &&
    !CONTENT.pledges.some((entry) => entry.enterprise === enterprise) &&
    !CONTENT.equipmentEvents.some((event) => event.equipment === id),
);
const firm = CONTENT.enterprises.find(({ id }) => id === machine?.enterprise);
if (machine === undefined || firm === undefined) throw new Error("no machine to speak of");
const { root } = copyContent("content");
let office: StaffBrowser;
let clerk: Page;
let other: Page;

beforeAll(async () => {
  office = await openStaffBrowser({ CONTENT_DIR: root });
  const grant = { role: "publisher", jurisdiction: "ankang" } as const;
  clerk = await office.pageOf("clerk", [grant]);
  other = await office.pageOf("other", [grant]);
});
afterAll(async () => {
  await office?.close();
  rmSync(root, { recursive: true, force: true });
});

async function open(room: string): Promise<void> {
  await clerk.goto(`/staff/publications/new/?list=ankang%2F${room}`);
  await clerk.getByRole("link", { name: "没有表格，录入一条" }).click();
}

const fill = async (field: string, text: string) => {
  const box = clerk.locator(`[name="${field}"]`);
  if ((await box.evaluate((element) => element.tagName)) === "SELECT") await box.selectOption(text);
  else await box.fill(text);
};

async function fillAll(fields: Readonly<Record<string, string>>): Promise<void> {
  const subject = { "cell.name": firm?.name ?? "", "cell.equipment": label };
  for (const [field, text] of Object.entries({ ...subject, ...fields })) await fill(field, text);
}

const label = equipmentLabel(machine);
const FACTS = { title: "录入的一条", publisher: "miit" };

/** A second person approves what was sent, and it is written. */
async function approved() {
  expect(clerk.url(), await clerk.locator("main").innerText()).toMatch(/\/[0-9a-f-]{36}\/$/);
  await other.goto(clerk.url());
  await press(other, "审核通过");
  office.world.clock.now = new Date();
  const desk = openContentDesk({
    CONTENT_DIR: root,
    DATA_DIR: office.server.dataDir,
    SECRETS_DIR: join(office.server.folder, "secrets"),
  });
  const results = await publishDue(office.world.house, desk);
  expect(results.flatMap(({ faults: told }) => told)).toEqual([]);
  const { snapshot } = readContent(root);
  if (snapshot === undefined) throw new Error("the content is not sound");
  return snapshot;
}

const OPINION = {
  "cell.level": "县级",
  "cell.department": "安康市工业和信息化局",
  "cell.acceptedOn": "2026-11-02",
  "cell.isDismantled": "是",
  "cell.canRestart": "否",
  "cell.isPassed": "是",
  "cell.dismantledOn": "2026-10-08",
  "cell.hasPhotosBefore": "是",
  "cell.hasPhotosDuring": "是",
  "cell.hasPhotosAfter": "是",
  "cell.source": "《企业落后产能退出验收意见表》",
};

test("everything that an opinion lacks is said at once, each beside its field", async () => {
  await open("acceptances");
  expect(await faults(clerk)).toEqual([]);
  await fill("cell.name", firm.name);
  await press(clerk, "核对并送审");
  const alert = clerk.getByRole("alert");
  const missing = ["equipment", "level", "department", "acceptedOn", "isPassed", "source"];
  for (const field of [...missing.map((name) => `cell.${name}`), "title", "publisher"])
    expect(await alert.locator(`a[href="#${field}"]`).count(), field).toBe(1);
  expect(await clerk.locator('[name="cell.name"]').inputValue()).toBe(firm.name);
  expect(await faults(clerk)).toEqual([]);
});

test("a typed opinion is published by a second person, with the cell it would stand in", async () => {
  await open("acceptances");
  await fillAll({ ...OPINION, ...FACTS });
  await press(clerk, "核对并送审");
  const snapshot = await approved();
  const opinion = snapshot.acceptances.find(({ equipment }) => equipment.includes(machine.id));
  expect(opinion).toMatchObject({ level: "county", by: "miit", isPassed: true });
  const [batch] = snapshot.recordBatches;
  expect(batch?.source.file).toBe("验收结果表（录入）.xlsx");
  expect(batch?.values).toContainEqual(
    expect.objectContaining({ record: opinion?.id, field: "acceptedOn", text: "2026-11-02" }),
  );
});

test("a form without a word in it is asked for the firm, not for the header of a table", async () => {
  await open("acceptances");
  await press(clerk, "核对");
  const alert = clerk.getByRole("alert");
  expect(await alert.innerText()).toContain("一项也没有填写");
  expect(await alert.innerText()).not.toContain("表头");
});

test("photographs are chosen beside what they show, two of one name among them, and those that may are shown", async () => {
  await open("acceptances");
  const gone = {
    "cell.hasPhotosBefore": "",
    "cell.hasPhotosDuring": "",
    "cell.hasPhotosAfter": "",
  };
  await fillAll({
    ...OPINION,
    ...gone,
    ...FACTS,
    "cell.level": "市级",
    "cell.acceptedOn": "2026-11-09",
  });
  const chosen = [
    ["photosBefore", "yes", [200, 40, 40]],
    ["photosDuring", "no", [40, 200, 40]],
    ["photosAfter", "yes", [40, 40, 200]],
  ] as const;
  for (const [field, isOpen, colour] of chosen) {
    const buffer = await photograph(colour);
    const file = { name: "IMG 1；.jpg", mimeType: "image/jpeg", buffer };
    await clerk.locator(`[name="pictures.${field}"]`).setInputFiles(file);
    await clerk.locator(`[name="public.${field}"][value="${isOpen}"]`).check();
  }
  await press(clerk, "核对并送审");
  expect(await clerk.locator("main").innerText()).toContain("拆除中-IMG_1_.jpg");
  const { acceptances, pictures } = await approved();
  const opinion = acceptances.find(
    ({ level, equipment }) => level === "city" && equipment.includes(machine.id),
  );
  expect(opinion).toMatchObject({ hasPhotosBefore: true, hasPhotosDuring: true });
  const kept = pictures.filter(({ record }) => record === opinion?.id);
  expect(kept.map(({ phase, isPublic }) => [phase, isPublic])).toEqual([
    ["before", true],
    ["during", false],
    ["after", true],
  ]);
});

test("without pictures where the programme asks for them, the guard cites it", async () => {
  await open("acceptances");
  await fillAll({ ...OPINION, ...FACTS, "cell.level": "省级", "cell.hasPhotosDuring": "否" });
  await press(clerk, "核对并送审");
  expect(await clerk.getByRole("alert").innerText()).toMatch(
    /没有拆除中的影像，不能公布（安工信字〔2024〕50号/,
  );
});

test("the four facts of a seal and a pledge are typed in the same way", async () => {
  await open("sealings");
  expect(await faults(clerk)).toEqual([]);
  const day = "2026-11-05";
  const facts = ["waterCutOn", "powerCutOn", "driveRemovedOn", "sealedOn"];
  await fillAll({
    ...Object.fromEntries(facts.map((field) => [`cell.${field}`, day])),
    "cell.keepingReason": "国有资产处置程序未完",
    "cell.department": "安康市工业和信息化局",
    "cell.source": "现场核查记录",
    ...FACTS,
  });
  await press(clerk, "核对并送审");
  const sealed = await approved();
  const events = sealed.equipmentEvents.filter(({ equipment }) => equipment === machine.id);
  for (const event of ["waterCut", "powerCut", "driveRemoved", "sealed"])
    expect(events).toContainEqual(expect.objectContaining({ event, on: day }));

  await open("pledges");
  expect(await faults(clerk)).toEqual([]);
  await fillAll({
    "cell.signedBy": "王某某",
    "cell.signedOn": day,
    "cell.publishedOn": "2026-11-06",
    "cell.keepingReason": "国有资产处置程序未完",
    "cell.promise": "不再恢复生产，接受社会监督。",
    ...FACTS,
  });
  await press(clerk, "核对并送审");
  expect(await clerk.getByRole("alert").innerText()).toContain("写企业名称，不写个人姓名");
  await fill("cell.signedBy", firm.name);
  await press(clerk, "核对并送审");
  const pledged = await approved();
  expect(pledged.pledges.find(({ equipment }) => equipment.includes(machine.id))).toMatchObject({
    signedBy: firm.name,
    body: "不再恢复生产，接受社会监督。",
  });
});
