import { join } from "node:path";
import { pino } from "pino";
import { type AppParts, createApp } from "#server/app.ts";
import { enterprisePaths } from "#server/enterprise-path.ts";
import { fixedRelease } from "#server/releases/releases.ts";
import { createServices } from "#server/services/index.ts";
import { openStaticSite } from "#server/static-site.ts";
import type { TestHouse } from "./house.ts";

const openSearchIndex = () => Promise.reject(new Error("no search index in this test"));

/** What the log wrote. */
export interface TestLog {
  lines: string[];
}

/** The server's app on a test house, without on-demand pages; called with `app.request`. */
export function testApp(
  { house, folder }: TestHouse,
  siteDir = join(folder, "site"),
  more: Partial<AppParts> = {},
) {
  const log: TestLog = { lines: [] };
  const services = createServices(house);
  const app = createApp({
    releases: fixedRelease({
      id: "test",
      today: null,
      snapshot: house.snapshot(),
      site: openStaticSite(siteDir),
      renderPage: async () => null,
      enterprisePathOf: enterprisePaths(house.snapshot()),
      openSearchIndex,
    }),
    locals: () => ({
      snapshot: house.snapshot(),
      today: house.today(),
      serviceOrigin: "",
      services,
      openSearchIndex,
    }),
    health: { isReady: async () => true, facts: () => ({}) },
    log: pino({ level: "debug", base: null }, { write: (line) => log.lines.push(line) }),
    now: () => performance.now(),
    origins: [],
    ...more,
  });
  return { app, log };
}
export type TestApp = ReturnType<typeof testApp>["app"];

/** Files a tip through the API. */
export function post(app: TestApp, body: unknown, headers: Record<string, string> = {}) {
  return app.request("/api/v1/tips", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Reads the tip of a receipt through the API. */
export function follow(app: TestApp, receipt: string) {
  return app.request("/api/v1/tips/current", { headers: { Authorization: `Receipt ${receipt}` } });
}

/** Sends a file to the tip of a receipt, as the body. */
export function attach(
  app: TestApp,
  receipt: string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
) {
  return app.request("/api/v1/tips/current/attachments", {
    method: "POST",
    headers: {
      "Content-Type": "application/octet-stream",
      Authorization: `Receipt ${receipt}`,
      ...headers,
    },
    body: new Uint8Array(bytes),
  });
}
