import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grant } from "#domain/staff-role.ts";
import { faults } from "#support/page-faults.ts";
import { openStaffBrowser, type StaffBrowser } from "#support/staff-browser.ts";

const COORDINATOR: Grant = { role: "coordinator", jurisdiction: "ankang" };

let office: StaffBrowser;

beforeAll(async () => {
  office = await openStaffBrowser();
}, 120_000);
afterAll(() => office?.close());

test("the pages of a coordinator who holds the office key have no fault", async () => {
  const page = await office.pageOf("coordinator", [COORDINATOR]);
  for (const address of ["/staff/identity/", "/staff/recovery/", "/staff/desks/", "/staff/"]) {
    await page.goto(address);
    expect([address, await faults(page)]).toEqual([address, []]);
  }
}, 60_000);
