import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { drive } from "#support/course.ts";
import { fileTip } from "#support/file-tip.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

let content: ContentCopy;
let office: StaffBrowser;
let one: Page;
let two: Page;
let reference: string;
type FiledWithDesks = Awaited<ReturnType<typeof fileTip>> & {
  desks: { department: string; role: string }[];
};
const SUMMARY = "反映一家企业违规使用中频炉。";

beforeAll(async () => {
  content = copyContent("content");
  office = await openStaffBrowser({ CONTENT_DIR: content.root });
  const { server, world } = office;
  const filed = (await fileTip(server.origin)) as FiledWithDesks;
  reference = filed.reference;
  const at = world.clock.now.toISOString();
  await drive(world, filed, [
    [at, "admit"],
    [at, "verify"],
    [at, "find"],
    [at, "handle"],
    [at, "reply"],
    [at, "close"],
  ]);
  const department = filed.desks.find(({ role }) => role === "lead")?.department ?? "";
  const lead = { role: "deskLead", jurisdiction: "ankang", department } as const;
  one = await office.pageOf("lead.one", [lead]);
  two = await office.pageOf("lead.two", [lead]);
});
afterAll(async () => {
  await office?.close();
  content?.discard();
});

test("a lead goes from the tip to its disclosure, and is told all that is missing", async () => {
  await one.goto(`/staff/tips/${reference}/`);
  await one.getByRole("link", { name: "公开办理结果" }).click();
  await one.getByLabel("反映的情况").fill(SUMMARY);
  await press(one, "提出，请另一位负责人同意");
  expect(await one.title()).toMatch(/^错误：/);
  expect(await one.getByRole("alert").getByRole("link").count()).toBe(2);
  expect(await one.getByLabel("反映的情况").inputValue()).toBe(SUMMARY);
  expect(await faults(one)).toEqual([]);
});

test("a name in the text is asked about before it is proposed", async () => {
  await one.getByLabel("处理情况").fill("已约谈联系人张伟先生，责令拆除设备。");
  await one.getByLabel("我逐字核对过").check();
  await press(one, "提出，请另一位负责人同意");
  expect(await one.locator("fieldset mark").allTextContents()).toEqual([
    expect.stringContaining("张伟"),
  ]);
  expect(await faults(one)).toEqual([]);
  await one.getByLabel("处理情况").fill("经核查属实，已责令拆除设备。");
  await one.getByLabel("我逐字核对过").check();
  await press(one, "提出，请另一位负责人同意");
  expect(await one.getByRole("status").textContent()).toContain("等另一个人同意");
  expect(await one.getByRole("button", { name: "同意公开" }).count()).toBe(0);
});

test("another lead finds it waiting, agrees, and the content holds it", async () => {
  await two.goto("/staff/outcomes/");
  expect(await two.locator("tbody tr").textContent()).toContain("等另一个人同意");
  expect(await faults(two)).toEqual([]);
  await two.getByRole("link", { name: reference }).click();
  expect(await faults(two)).toEqual([]);
  await two.getByLabel("我逐字核对过").first().check();
  await press(two, "同意公开");
  expect(await two.getByRole("status").textContent()).toContain("已经同意");
  const { snapshot } = readContent(content.root);
  expect(snapshot?.outcomes.map(({ summary }) => summary)).toEqual([SUMMARY]);
  const [outcome] = snapshot?.outcomes ?? [];
  const file = `outcomes/ankang/${outcome?.versions[0]?.on.slice(0, 4)}.yaml`;
  expect(readFileSync(join(content.root, file), "utf8")).not.toContain(reference);
});

test("it is taken down with a reason", async () => {
  await two.getByLabel("撤下的理由").fill("文字有误。");
  await press(two, "撤下");
  expect(await two.getByRole("status").textContent()).toContain("已经撤下");
  expect(await faults(two)).toEqual([]);
  const [outcome] = readContent(content.root).snapshot?.outcomes ?? [];
  expect(outcome?.versions[1]).toMatchObject({ change: "withdrawn", reason: "文字有误。" });
});

test("without outcomes the public page says so", async () => {
  await two.goto("/outcomes/");
  expect(await two.locator("main").textContent()).toContain("还没有公开的办理结果");
  expect(await faults(two)).toEqual([]);
});

test("for a desk of one lead a coordinator reads the text alone, and agrees", async () => {
  const { server, world } = office;
  const filed = (await fileTip(server.origin, { category: "emission" })) as FiledWithDesks;
  const at = world.clock.now.toISOString();
  const acts = ["admit", "verify", "find", "handle", "reply", "close"];
  await drive(
    world,
    filed,
    acts.map((act) => [at, act]),
  );
  const department = filed.desks.find(({ role }) => role === "lead")?.department ?? "";
  const alone = await office.pageOf("lead.alone", [
    { role: "deskLead", jurisdiction: "ankang", department },
  ]);
  const page = `/staff/tips/${filed.reference}/disclosure/`;
  await alone.goto(page);
  await alone.getByLabel("反映的情况").fill("反映一家企业夜间排放烟尘。");
  await alone.getByLabel("处理情况").fill("经核查属实，已责令改正。");
  await alone.getByLabel("我逐字核对过").check();
  await press(alone, "提出，请另一位负责人同意");
  expect(await alone.locator("main").textContent()).toContain("已经交给统筹员");

  const coordinator = await office.pageOf("coordinator", [
    { role: "coordinator", jurisdiction: "ankang" },
  ]);
  expect((await coordinator.goto(`/staff/tips/${filed.reference}/`))?.status()).toBe(404);
  await coordinator.goto("/staff/outcomes/");
  expect(await faults(coordinator)).toEqual([]);
  await coordinator.getByRole("link", { name: filed.reference }).click();
  const shown = await coordinator.locator("main").textContent();
  expect(shown).toContain("反映一家企业夜间排放烟尘。");
  expect(shown).not.toContain("后半夜三台炉子");
  expect(await faults(coordinator)).toEqual([]);
  await coordinator.getByLabel("我逐字核对过").check();
  await press(coordinator, "同意公开");
  expect(await coordinator.getByRole("status").textContent()).toContain("已经同意");
  const outcomes = readContent(content.root).snapshot?.outcomes ?? [];
  expect(outcomes.map(({ summary }) => summary)).toContain("反映一家企业夜间排放烟尘。");
});
