import type { APIRoute, InferGetStaticPropsType } from "astro";
import { statisticFilePaths } from "#lib/published-statistics.ts";

export const getStaticPaths = () => statisticFilePaths("json");

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(props.text, { headers: { "content-type": "application/json; charset=utf-8" } });
