import type { APIRoute, GetStaticPaths } from "astro";
import { searchFiles } from "#lib/search-index.ts";

/** The files of the search index. The folder is named after its content, so they never change. */
export const getStaticPaths = (() =>
  [...searchFiles.files.keys()].map((file) => ({
    params: { folder: searchFiles.folder, file },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<never, { folder: string; file: string }> = ({ params }) => {
  const bytes = searchFiles.files.get(params.file);
  if (bytes === undefined) throw new Error(`search index: no file ${params.file}`);
  return new Response(new Uint8Array(bytes));
};
