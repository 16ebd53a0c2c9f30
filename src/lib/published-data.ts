import { snapshot, today } from "./context.ts";
import { dataFiles } from "./data-files.ts";
import { indexOf } from "./snapshot-index.ts";

/** The bulk files of this build, made once: the page tells the sizes of what is really served. */
export const publishedFiles = dataFiles(indexOf(snapshot), today);
