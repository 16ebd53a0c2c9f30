import type { APIRoute, InferGetStaticPropsType } from "astro";
import { snapshot, today } from "#lib/context.ts";
import { listColumns } from "#lib/list-columns.ts";
import { listScopes } from "#lib/list-paths.ts";
import { pageKey } from "#lib/page-key.ts";
import { xlsxFile } from "#lib/table-file.ts";

export const getStaticPaths = () =>
  listScopes(snapshot, today).map((path) => ({ ...path, cacheKey: pageKey(path.props.sheet) }));

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props }) => {
  const { sheet } = props;
  const file = await xlsxFile(sheet.name, listColumns(sheet), [...sheet.rows, ...sheet.tombstones]);
  return new Response(new Uint8Array(file), { headers: { "content-type": TYPE } });
};
