import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Logger } from "pino";

/**
 * One line a request: method, pattern of the route, status, milliseconds. Never a path with values,
 * a query, an address, an agent or a referrer: who looked at what is nobody's business.
 */
export function requestLog(log: Logger, now: () => number) {
  return createMiddleware(async (c, next) => {
    const startedAt = now();
    await next();
    const milliseconds = Math.round(now() - startedAt);
    const route = routePath(c, c.req.routeIndex);
    const level = route === "/*" ? "debug" : "info";
    log[level]({ method: c.req.method, route, status: c.res.status, milliseconds });
  });
}
