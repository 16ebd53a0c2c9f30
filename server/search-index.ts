import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedSearch } from "#search/published.ts";

/**
 * Opens the search index of a built site once, for the pages that work without scripts. `name`:
 * that of its folder, where those of earlier releases lie beside it.
 */
export function searchIndexOpener(
  clientDir: string,
  name?: string,
): () => Promise<PublishedSearch> {
  let opened: Promise<PublishedSearch> | undefined;
  return () => {
    opened ??= open(clientDir, name);
    return opened;
  };
}

async function open(clientDir: string, name: string | undefined): Promise<PublishedSearch> {
  const [{ openSearch }, { folderLoader }, { INDEX_ROOT }] = await Promise.all([
    import("#search/engine.ts"),
    import("#search/folder.ts"),
    import("#search/published.ts"),
  ]);
  const parent = join(clientDir, INDEX_ROOT);
  const entries = await readdir(parent, { withFileTypes: true });
  const folder = entries.find(
    (entry) => entry.isDirectory() && (name === undefined || entry.name === name),
  );
  if (folder === undefined) throw new Error(`no search index below ${parent}`);
  const search = await openSearch(folderLoader(join(parent, folder.name)));
  const occurring = await search.countFacets({});
  return { path: `${INDEX_ROOT}${folder.name}/`, search, occurring };
}
