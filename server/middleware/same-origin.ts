import { csrf } from "hono/csrf";

/**
 * Forms are taken only from our own pages. Beginning a report is the exception: `/report/` only
 * shows a form, and enterprise pages may be served from another origin than it.
 */
export function sameOrigin(origins: readonly string[]) {
  const guard = csrf({
    origin: (origin, c) => origin === new URL(c.req.url).origin || origins.includes(origin),
  });
  return (...[c, next]: Parameters<typeof guard>) =>
    c.req.path === "/report/" ? next() : guard(c, next);
}
