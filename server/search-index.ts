import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Search } from "#search/engine.ts";

/** Opens the search index of a built site once, for the pages that work without scripts. */
export function searchIndexOpener(clientDir: string): () => Promise<Search> {
  let opened: Promise<Search> | undefined;
  return () => {
    opened ??= open(join(clientDir, "search-index"));
    return opened;
  };
}

async function open(parent: string): Promise<Search> {
  const [{ openSearch }, { folderLoader }, entries] = await Promise.all([
    import("#search/engine.ts"),
    import("#search/folder.ts"),
    readdir(parent, { withFileTypes: true }),
  ]);
  const folder = entries.find((entry) => entry.isDirectory());
  if (folder === undefined) throw new Error(`no search index below ${parent}`);
  return await openSearch(folderLoader(join(parent, folder.name)));
}
