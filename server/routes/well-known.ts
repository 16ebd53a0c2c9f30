import { Hono } from "hono";
import type { Services } from "#server/services/index.ts";

/** What programs look for at fixed addresses (RFC 8615). */
export function wellKnownRoutes(services: Services): Hono {
  const routes = new Hono();
  routes.get("/tip-receipt-keys.json", (c) => {
    c.header("Cache-Control", "no-cache");
    return c.json({ keys: services.listReceiptKeys() });
  });
  return routes;
}
