import { EVIDENCE_TYPES } from "#domain/evidence.ts";
import { COPY_TYPE } from "#server/evidence/clean-picture.ts";
import { type FilePart, openFile, type SealedFile } from "./evidence-file.ts";
import type { House } from "./house.ts";

/** A file for the desk, opened while it is read. */
export interface OpenedFile {
  /** With the extension of the type. */
  name: string;
  type: string;
  bytes: number;
  content: AsyncIterable<Uint8Array>;
}

/** A part of a sealed file, to be saved as `title`; null where it has no such part. */
export function openedFile(
  house: House,
  sealed: SealedFile,
  part: FilePart,
  title: string,
): OpenedFile | null {
  const chosen = part === "original" ? sealed : sealed.copy;
  if (chosen === null) return null;
  const type = part === "original" ? sealed.type : COPY_TYPE;
  const extension = EVIDENCE_TYPES.find((entry) => entry.type === type)?.extension;
  const content = openFile(house, sealed, part);
  return { name: `${title}.${extension}`, type, bytes: chosen.bytes, content };
}
