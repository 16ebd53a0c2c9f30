import node from "@astrojs/node";
import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";
import { siteCheck } from "./scripts/site-check.ts";
import { devServices } from "./server/dev.ts";

/**
 * The only place where the build reads the environment. Pages get these five as
 * `import.meta.env.…` strings, through `src/lib/context.ts`. The built server is handed its own
 * values by `server/env.ts`.
 */
const { env } = process;
const siteUrl = env.SITE_URL ?? "http://127.0.0.1:4321";
const handedOn = {
  CONTENT_DIR: env.CONTENT_DIR ?? "./content",
  SNAPSHOT: env.SNAPSHOT ?? "",
  SITE_URL: siteUrl,
  SERVICE_ORIGIN: env.SERVICE_ORIGIN ?? "",
  TODAY: env.TODAY ?? "",
};

/** Pages made for one visitor: twins of static pages, filing (but not its start page), tracking. */
const ON_DEMAND = /^\/(?:(?:on-demand|track|staff)\/|report\/.)/;

export default defineConfig({
  site: siteUrl,
  output: "static",
  adapter: node({ mode: "middleware" }),
  integrations: [
    sitemap({ filter: (page) => !ON_DEMAND.test(new URL(page).pathname) }),
    siteCheck(),
    devServices(),
  ],
  trailingSlash: "always",
  build: { format: "directory", inlineStylesheets: "never" },
  compressHTML: true,
  // Pages whose key has not changed are taken from the last build; set by the command that releases.
  ...(env.PAGE_CACHE && {
    cacheDir: env.PAGE_CACHE,
    experimental: { incrementalBuild: true },
  }),
  devToolbar: { enabled: false },
  // The Hono app checks where a form was posted from, for pages and API alike.
  security: { checkOrigin: false },
  vite: {
    // Nothing inline, so that the content security policy needs no exceptions.
    build: { assetsInlineLimit: 0 },
    define: Object.fromEntries(
      Object.entries(handedOn).map(([name, value]) => [
        `import.meta.env.${name}`,
        JSON.stringify(value),
      ]),
    ),
  },
});
