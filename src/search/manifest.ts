import type { TermFiles } from "./terms.ts";

export const MANIFEST_FILE = "manifest.json";
/** Which letters a Chinese sign's reading may begin with: `{ "a": "安…" }`. */
export const READINGS_FILE = "readings.json";

/** All that must be known before the first question; everything else is loaded when needed. */
export interface Manifest {
  readonly format: 1;
  readonly records: number;
  readonly grams: TermFiles;
  readonly initials: TermFiles;
}
