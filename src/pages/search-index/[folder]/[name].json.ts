import type { APIRoute, InferGetStaticPropsType } from "astro";
import { searchFilePaths } from "#lib/search-index.ts";

export const getStaticPaths = () => searchFilePaths("json");

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(new Uint8Array(props.bytes), {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
