import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot, today } from "#lib/context.ts";
import { listScopes } from "#lib/list-paths.ts";

export const getStaticPaths = () => listScopes(snapshot, today);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  Response.json(props.sheet);
