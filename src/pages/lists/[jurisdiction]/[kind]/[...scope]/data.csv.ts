import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot, today } from "#lib/context.ts";
import { listColumns } from "#lib/list-columns.ts";
import { listScopes } from "#lib/list-paths.ts";
import { pageKey } from "#lib/page-key.ts";
import { csvFile } from "#lib/table-file.ts";

export const getStaticPaths = () =>
  listScopes(snapshot, today).map((path) => ({ ...path, cacheKey: pageKey(path.props.sheet) }));

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(
    csvFile(listColumns(props.sheet), [...props.sheet.rows, ...props.sheet.tombstones]),
    {
      headers: { "content-type": "text/csv; charset=utf-8" },
    },
  );
