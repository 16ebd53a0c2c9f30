import type { APIRoute, InferGetStaticPropsType } from "astro";
import { publishedStatistics } from "#lib/published-statistics.ts";

/** The numbers behind each chart. */
export const getStaticPaths = () =>
  publishedStatistics.flatMap(({ files }) =>
    files.map((file) => ({ params: { file: file.name }, props: file })),
  );

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(props.text, { headers: { "content-type": `${props.mediatype}; charset=utf-8` } });
