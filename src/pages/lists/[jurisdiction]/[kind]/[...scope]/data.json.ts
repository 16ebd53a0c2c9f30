import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot, today } from "#lib/context.ts";
import { listScopes } from "#lib/list-paths.ts";
import { pageKey } from "#lib/page-key.ts";

export const getStaticPaths = () =>
  listScopes(snapshot, today).map((path) => ({ ...path, cacheKey: pageKey(path.props.sheet) }));

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  Response.json(props.sheet);
