import type { Locator, Page } from "playwright-core";

/** Presses a button by its whole name, on a page or in one of its forms, and waits for what comes. */
export async function press(where: Page | Locator, name: string | RegExp): Promise<void> {
  const page = "page" in where ? where.page() : where;
  const arrived = page.waitForEvent("framenavigated");
  await where.getByRole("button", { name, exact: true }).click();
  await arrived;
  await page.waitForLoadState();
}
