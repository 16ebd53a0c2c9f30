import { snapshot, today } from "./context.ts";
import { dataFiles } from "./data-files.ts";
import { deltasOf } from "./deltas.ts";
import { formFiles } from "./forms/form-files.ts";
import { indexOf } from "./snapshot-index.ts";

/** The bulk files of this build, made once: the page tells the sizes of what is really served. */
export const publishedFiles = dataFiles(indexOf(snapshot), today);

/** What each publication changed, the latest first. */
export const publishedDeltas = deltasOf(indexOf(snapshot), today);

/** Official forms filled from the register. */
export const publishedForms = formFiles(indexOf(snapshot), today);

/** The addresses of the bulk files of one format. */
export function dataFilePaths(format: "csv" | "json") {
  return publishedFiles
    .filter((file) => file.format === format)
    .map(({ table, text }) => ({ params: { table: table.name }, props: { text } }));
}
