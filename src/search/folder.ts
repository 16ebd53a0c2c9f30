import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SearchFiles } from "./build.ts";
import type { Loader } from "./index-reader.ts";

/** Reads the files of an index from disk: for the pages that work without scripts. */
export function folderLoader(place: string): Loader {
  return (name) => readFile(join(place, name));
}

/** Reads the files of an index just built, without writing them. */
export function memoryLoader({ files }: SearchFiles): Loader {
  return async (name) => {
    const bytes = files.get(name);
    if (!bytes) throw new Error(`search index: no file ${name}`);
    return bytes;
  };
}
