import { afterAll, beforeAll, expect, test } from "vitest";
import { fileTip } from "#support/file-tip.ts";
import { faults } from "#support/page-faults.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

/** 公示期 2026-08-10 to 2026-08-16. */
const NOTICE = "suizhou-demo-plan-2026-04";

let staff: StaffBrowser;
beforeAll(async () => {
  staff = await openStaffBrowser({ TODAY: "2026-08-12" });
});
afterAll(() => staff?.close());

test("whoever publishes sees how many objections a notice met, and nothing of what they say", async () => {
  const objection = {
    jurisdiction: "suizhou",
    area: undefined,
    category: "objection",
    record: NOTICE,
    subject: { name: "公示里的企业" },
    description: "canary-words",
  };
  const { reference } = await fileTip(staff.server.origin, objection);
  const page = await staff.pageOf("publisher", [{ role: "publisher", jurisdiction: "suizhou" }]);
  await page.goto("/staff/");
  await page.getByRole("link", { name: "公示异议" }).first().click();
  const section = page.locator(`section[aria-labelledby=${NOTICE}]`);
  expect(await section.textContent()).toMatch(/正在公示.*收到异议1件，1件没有答复/s);
  expect(await section.textContent()).toContain(reference);
  expect(await page.content()).not.toContain("canary");
  expect(await faults(page)).toEqual([]);
});

test("a publisher of another place sees only the notices of that place", async () => {
  const page = await staff.pageOf("other", [{ role: "publisher", jurisdiction: "ankang" }]);
  await page.goto("/staff/notices/");
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("公示");
  expect(await page.locator("main").textContent()).not.toContain("随州");
});
