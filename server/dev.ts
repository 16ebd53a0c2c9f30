import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { AstroIntegration } from "astro";
import { parse } from "hono/utils/cookie";
import { pino } from "pino";
import { sessionCookie } from "#domain/staff-cookie.ts";
import { createApp } from "./app.ts";
import { enterprisePaths } from "./enterprise-path.ts";
import { settingsOrExit } from "./env.ts";
import { openHouse } from "./house.ts";
import type { PageLocals } from "./pages.ts";
import { releasesIn } from "./releases/release-store.ts";
import { fixedRelease } from "./releases/releases.ts";
import { EVIDENCE_FORMS } from "./routes/evidence-forms.ts";
import { searchIndexOpener } from "./search-index.ts";
import { createServices } from "./services/index.ts";
import { openStaticSite } from "./static-site.ts";

/** Where Astro's development server looks for what on-demand pages are handed. */
const LOCALS = Symbol.for("astro.locals");
const ON_DEMAND = /^\/(?:report|track|staff|on-demand)\//;

type Handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Gives `npm run dev` the API and the use cases of the real server. */
export function devServices(): AstroIntegration {
  let place: ((handle: Handle) => void) | undefined;
  return {
    name: "dev-services",
    hooks: {
      "astro:server:setup": ({ server }) => {
        place = (handle) => server.middlewares.stack.unshift({ route: "", handle });
      },
      // Only now: Astro puts a check of its own first, which refuses the API's addresses.
      "astro:server:start": async () => place?.(await openServices()),
    },
  };
}

async function openServices(): Promise<Handle> {
  const settings = settingsOrExit();
  const { house, newPassphrase } = await openHouse(settings);
  if (newPassphrase !== null) console.log(`recovery passphrase: ${newPassphrase}`);
  const services = createServices(house);
  const snapshot = house.snapshot();
  const built = settings.SITE_DIR ?? join(releasesIn(settings.DATA_DIR), "current");
  const clientDir = join(built, "client");
  const openSearchIndex = searchIndexOpener(clientDir);
  const locals = (): PageLocals => ({
    snapshot,
    today: house.today(),
    serviceOrigin: settings.SERVICE_ORIGIN,
    services,
    openSearchIndex,
  });
  /** Forms with files are read here, then shown by Astro. */
  const toAstro = new WeakMap<object, () => void>();
  const app = createApp({
    releases: fixedRelease({
      id: "",
      today: null,
      snapshot,
      site: openStaticSite(clientDir),
      renderPage: async (c, given) => {
        const { incoming, outgoing } = c.env as HttpBindings;
        Reflect.set(incoming, LOCALS, given);
        // In development Astro waits for a body that has been read already.
        incoming.method = "GET";
        const answered = once(outgoing, "close");
        toAstro.get(incoming)?.();
        await answered;
        return RESPONSE_ALREADY_SENT;
      },
      enterprisePathOf: enterprisePaths(snapshot),
      openSearchIndex,
    }),
    locals,
    health: { isReady: async () => true, facts: () => ({}) },
    log: pino({ base: null }),
    now: () => performance.now(),
    origins: [],
  });
  const listener = getRequestListener(app.fetch);
  return async (request, response, next) => {
    if (EVIDENCE_FORMS.includes(request.url ?? "")) toAstro.set(request, next);
    if (request.url?.startsWith("/api/") || toAstro.has(request)) {
      return void listener(request, response);
    }
    if (request.method === "POST" && request.url === "/report/") request.url = "/report/form/";
    if (ON_DEMAND.test(request.url ?? "")) {
      const cookie = parse(request.headers.cookie ?? "")[sessionCookie(false).name] ?? "";
      const session = await services.staff.openSession(cookie);
      Reflect.set(request, LOCALS, { ...locals(), session });
    }
    return next();
  };
}
