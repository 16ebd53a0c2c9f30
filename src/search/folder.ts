import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SearchFiles } from "./build.ts";
import type { Loader } from "./index-reader.ts";

/** Writes an index below `parent` in a folder named after its content; gives that folder's name. */
export async function writeSearch(parent: string, { folder, files }: SearchFiles): Promise<string> {
  const place = join(parent, folder);
  await mkdir(place, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(place, name), bytes);
  return folder;
}

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
