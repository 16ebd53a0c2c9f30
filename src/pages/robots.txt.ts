import { siteUrl } from "#lib/context.ts";

/** Everything public may be indexed; what a person asks for or files is nobody's to crawl. */
export const GET = () =>
  new Response(
    [
      "User-agent: *",
      "Disallow: /api/",
      "Disallow: /on-demand/",
      "Disallow: /report/",
      "Disallow: /search/?",
      "Disallow: /track/",
      "",
      `Sitemap: ${siteUrl}/sitemap-index.xml`,
      "",
    ].join("\n"),
    { headers: { "content-type": "text/plain; charset=utf-8" } },
  );
