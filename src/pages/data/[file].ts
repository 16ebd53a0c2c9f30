import type { APIRoute, InferGetStaticPropsType } from "astro";
import { publishedFiles } from "#lib/published-data.ts";

/** The bulk files of open data. */
export const getStaticPaths = () =>
  publishedFiles.map((file) => ({ params: { file: file.path }, props: { file } }));

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(props.file.text, {
    headers: { "content-type": `${props.file.mediatype}; charset=utf-8` },
  });
