import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { securityHeaders } from "#server/middleware/security-headers.ts";
import { notFound, siteRoutes } from "#server/routes/site.ts";
import { openStaticSite } from "#server/static-site.ts";

/** The static half of the server, with the headers it really sends. */
export interface ServedSite {
  origin: string;
  close: () => Promise<void>;
}

/** Serves the built site below `site` on a free port of this machine. */
export async function serveSite(site: string): Promise<ServedSite> {
  const files = openStaticSite(join(site, "client"));
  const app = new Hono().use("/*", securityHeaders({}));
  app.route(
    "/",
    siteRoutes(() => ({ site: files, enterprisePathOf: () => null })),
  );
  app.notFound((c) => notFound(c, files));
  const server: ServerType = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
