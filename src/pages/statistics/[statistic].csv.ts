import type { APIRoute, InferGetStaticPropsType } from "astro";
import { statisticFilePaths } from "#lib/published-statistics.ts";

export const getStaticPaths = () => statisticFilePaths("csv");

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(props.text, { headers: { "content-type": "text/csv; charset=utf-8" } });
