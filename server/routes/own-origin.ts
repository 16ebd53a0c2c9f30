import type { Context } from "hono";

/**
 * The origin a browser speaks from, when its host is the one that was asked; empty for any other.
 * Behind a proxy that ends https the two differ in nothing but the scheme.
 */
export function ownOrigin(c: Context): string {
  const origin = URL.parse(c.req.header("Origin") ?? "");
  const host = c.req.header("Host") ?? new URL(c.req.url).host;
  return origin !== null && origin.host === host ? origin.origin : "";
}
