import type { APIRoute, InferGetStaticPropsType } from "astro";
import { dataFilePaths } from "#lib/published-data.ts";

export const getStaticPaths = () => dataFilePaths("json");

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(props.text, { headers: { "content-type": "application/json; charset=utf-8" } });
