import { buildSearch } from "#search/build.ts";
import { INDEX_ROOT } from "#search/published.ts";
import { snapshot, today } from "./context.ts";
import { searchRecords } from "./search-records.ts";
import { indexOf } from "./snapshot-index.ts";

/** The search index of this build, made once. */
export const searchFiles = buildSearch(searchRecords(indexOf(snapshot), today));

/** The folder of the index, as a path of this site. */
export const searchPath = `${INDEX_ROOT}${searchFiles.folder}/`;

/**
 * The addresses of the files of one ending. The folder is named after its content, so a file never
 * changes.
 */
export function searchFilePaths(ending: "bin" | "json") {
  return [...searchFiles.files].flatMap(([file, bytes]) =>
    file.endsWith(`.${ending}`)
      ? {
          params: { folder: searchFiles.folder, name: file.slice(0, -ending.length - 1) },
          props: { bytes },
          cacheKey: searchFiles.folder,
        }
      : [],
  );
}
