import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grant } from "#domain/staff-role.ts";
import { type FiledTip, fileTip } from "#support/course.ts";
import { followAt } from "#support/filing-client.ts";
import { faults } from "#support/page-faults.ts";
import { press } from "#support/press.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

let office: StaffBrowser;
let plain: FiledTip;
let kept: FiledTip;
const COORDINATOR: Grant = { role: "coordinator", jurisdiction: "ankang" };
const ABOVE: Grant = { role: "deskLead", jurisdiction: "ankang", department: "government" };

beforeAll(async () => {
  office = await openStaffBrowser();
  const about = { jurisdiction: "ankang", area: "610902", category: "emission" };
  plain = await fileTip(office.world, "2026-10-12T02:00:00Z", about);
  kept = await fileTip(office.world, "2026-10-12T03:00:00Z", { ...about, exclude: ["miit"] });
  office.world.clock.now = new Date();
});
afterAll(() => office?.close());

test("the auditor reads how many tips nobody watches over, and no number of any", async () => {
  const page = await office.pageOf("auditor", [{ role: "auditor" }]);
  await page.goto("/staff/audit/");
  const said = await page.locator("main .notice").textContent();
  expect(said).toContain("没有人能督办的未办结举报：安康市2件");
  expect(said).not.toContain("AK-");
  expect(await faults(page)).toEqual([]);
});

test("the coordinating body sees the tip that does not keep it out, and cannot order about the other", async () => {
  const page = await office.pageOf("coordinator", [COORDINATOR]);
  await page.goto("/staff/clocks/");
  const seen = await page.locator("main").textContent();
  expect(seen).toContain(plain.reference);
  expect(seen).not.toContain(kept.reference);
  await page.getByLabel("举报编号").fill(kept.reference);
  await page.getByLabel("要求").fill("请办结。");
  await page.getByLabel("最迟答复日期").fill("2099-01-29");
  await press(page, "督办");
  expect(await page.locator("main").textContent()).toContain("没有这个编号的举报");
  expect(await faults(page)).toEqual([]);
});

test("whoever stands above it sees that one alone and orders its desk to act", async () => {
  const page = await office.pageOf("above", [ABOVE]);
  await page.goto("/staff/clocks/");
  const seen = await page.locator("main").textContent();
  expect(seen).toContain(kept.reference);
  expect(seen).not.toContain(plain.reference);
  await page.getByLabel("要求").fill("请办结。");
  await press(page, "督办");
  expect(await page.getByRole("alert").textContent()).toContain("请写明举报编号");
  await page.getByRole("link", { name: `督办 ${kept.reference}` }).click();
  await page.waitForURL(/order=/);
  await page.getByLabel("要求").fill("请办结。");
  await page.getByLabel("最迟答复日期").fill("2099-01-29");
  await press(page, "督办");
  expect(await page.getByRole("status").textContent()).toContain("已经督办");
  expect(await faults(page)).toEqual([]);
  const { body } = await followAt(office.server.origin, kept.receipt);
  expect(body.steps).toContainEqual(
    expect.objectContaining({ act: "supervise", by: "government" }),
  );
});
