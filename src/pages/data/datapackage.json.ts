import { siteUrl, snapshot, today } from "#lib/context.ts";
import { dataPackage } from "#lib/data-package.ts";
import { publishedFiles } from "#lib/published-data.ts";

/** What the open data of this site is made of, for programs. */
export const GET = () => {
  const isSample = snapshot.enterprises.some((firm) => firm.isSample);
  const described = dataPackage(snapshot, publishedFiles, { siteUrl, today, isSample });
  return new Response(`${JSON.stringify(described, null, 2)}\n`, {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
};
