import { type Context, Hono } from "hono";
import type { StaticFile, StaticSite } from "#server/static-site.ts";

/** Files whose address names their content: they never change. */
const IMMUTABLE = /^\/(?:_astro|search-index)\//;

/** What of a release answers here. */
interface Served {
  site: StaticSite;
  enterprisePathOf: (name: string) => string | null;
}

/** The built site: its files, slashes that were left out, and old names of enterprises. */
export function siteRoutes(served: () => Served) {
  const routes = new Hono();
  routes.get("/*", async (c, next) => {
    const { site, enterprisePathOf } = served();
    const path = decodedPath(c);
    if (path === null) return notFound(c, site);
    const file = await site.find(path, c.req.header("Accept-Encoding") ?? "");
    if (file !== null) return fileAnswer(c, file, path);
    if (!path.endsWith("/") && (await site.hasPage(path))) {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`${pathname}/${search}`, 301);
    }
    const named = /^\/enterprises\/([^/]+)\/?$/.exec(path)?.[1];
    const known = named === undefined ? null : enterprisePathOf(named);
    if (known !== null) return c.redirect(known, 301);
    return await next();
  });
  return routes;
}

/** The page of the build for what is not there. */
export async function notFound(c: Context, site: StaticSite): Promise<Response> {
  const file = await site.find("/404.html", c.req.header("Accept-Encoding") ?? "");
  if (file === null) return c.text("没有这个页面。", 404);
  return c.body(new Uint8Array(file.body), 404, {
    ...contentHeaders(file),
    "Cache-Control": "no-cache",
  });
}

function fileAnswer(c: Context, file: StaticFile, path: string): Response {
  const headers = {
    ETag: file.etag,
    Vary: "Accept-Encoding",
    "Cache-Control": IMMUTABLE.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
  };
  const known = (c.req.header("If-None-Match") ?? "").split(",").map((tag) => tag.trim());
  if (known.some((tag) => tag === "*" || tag.replace(/^W\//, "") === file.etag)) {
    return c.body(null, 304, headers);
  }
  return c.body(new Uint8Array(file.body), 200, { ...contentHeaders(file), ...headers });
}

function contentHeaders(file: StaticFile): Record<string, string> {
  return {
    "Content-Type": file.type,
    "Content-Length": String(file.body.length),
    // Readers in browsers run what a PDF tells them to.
    ...(file.type === "application/pdf" ? { "Content-Disposition": "attachment" } : {}),
    ...(file.encoding === "identity" ? {} : { "Content-Encoding": file.encoding }),
  };
}

function decodedPath(c: Context): string | null {
  try {
    return decodeURIComponent(new URL(c.req.url).pathname);
  } catch {
    return null;
  }
}
