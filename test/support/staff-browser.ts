import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { SESSION_COOKIE } from "#domain/staff-cookie.ts";
import type { Grant } from "#domain/staff-role.ts";
import { openChromium } from "./chromium.ts";
import type { TestHouse } from "./house.ts";
import { openHouseBeside } from "./house-beside.ts";
import { type RunningServer, startServer } from "./running-server.ts";
import { makeAdministrator, makeMember, signInCookie, type TestMember } from "./staff.ts";

/** A running server with its house opened beside it, and a Chromium whose addresses are paths of it. */
export interface StaffBrowser {
  server: RunningServer;
  world: TestHouse;
  browser: Browser;
  /** A page, without scripts unless asked for, of somebody who has not signed in. */
  newPage: (isScripted?: boolean) => Promise<Page>;
  /** The same on which a new member with these roles, and the keys of their desks, has signed in. */
  pageOf: (account: string, grants: readonly Grant[], isScripted?: boolean) => Promise<Page>;
  close: () => Promise<void>;
}

/** Starts the server on the built site, or on the releases of `settings` of the test's own. */
export async function openStaffBrowser(
  settings: Record<string, string> = {},
  site: string | null = inject("site"),
): Promise<StaffBrowser> {
  const server = await startServer(site, settings);
  const world = await openHouseBeside(server);
  const browser = await openChromium();
  let administrator: TestMember | undefined;

  const newPage = async (isScripted = false) => {
    const options = { javaScriptEnabled: isScripted, baseURL: server.origin };
    const context = await browser.newContext(options);
    return await context.newPage();
  };
  return {
    server,
    world,
    browser,
    newPage,
    pageOf: async (account, grants, isScripted) => {
      administrator ??= await makeAdministrator(world);
      const member = await makeMember(world, administrator, account, grants);
      const value = await signInCookie(world, member);
      const page = await newPage(isScripted);
      await page.context().addCookies([{ name: SESSION_COOKIE, value, url: server.origin }]);
      return page;
    },
    close: async () => {
      await browser.close();
      await world.close();
      await server.stop();
    },
  };
}
