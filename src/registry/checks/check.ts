import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** A check across files: looks at what was read and reports into the folder. */
export type Check = (snapshot: Snapshot, folder: ContentFolder) => void;
