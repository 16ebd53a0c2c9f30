import type { APIRoute, InferGetStaticPropsType } from "astro";
import { siteUrl, snapshot } from "#lib/context.ts";
import { pageKey } from "#lib/page-key.ts";
import { indexOf } from "#lib/snapshot-index.ts";

/**
 * Credit codes and former ids lead to the enterprise on any host of plain files, so that links
 * printed on paper live on. A few hundred bytes each, without the frame of a page.
 */
export const getStaticPaths = () => {
  const { aliases, enterprises } = indexOf(snapshot);
  return [...aliases]
    .filter(([alias]) => !enterprises.has(alias))
    .map(([alias, id]) => ({ params: { alias }, props: { id }, cacheKey: pageKey(id) }));
};

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) => {
  const path = `/enterprises/${props.id}/`;
  return new Response(
    `<!doctype html><html lang="zh-Hans-CN"><head><meta charset="utf-8"><title>${props.id}：已移到新地址</title><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0;url=${path}"><link rel="canonical" href="${siteUrl}${path}"></head><body><h1>已移到新地址</h1><p><a href="${path}">打开企业页面</a></p></body></html>`,
    { headers: { "content-type": "text/html; charset=utf-8" } },
  );
};
