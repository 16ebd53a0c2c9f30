import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CopyType, PICTURE_PHASES, type Picture, picturePath } from "#domain/picture.ts";
import type { RecordPicture } from "#domain/record-picture.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** The copies of a type that pages show, once each, with their files below the content. */
export function publicPictures(
  { pictures }: Snapshot,
  type: CopyType,
): { sum: string; file: string }[] {
  const files = new Map(
    pictures.flatMap(({ jurisdiction, copySha256, copyType }) =>
      copySha256 === undefined || copyType !== type
        ? []
        : [[copySha256, picturePath(jurisdiction, { copySha256, copyType })] as const],
    ),
  );
  return [...files].map(([sum, file]) => ({ sum, file }));
}

/** The bytes of a copy, from the content that the pages are made of. */
export function readPicture(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(import.meta.env.CONTENT_DIR, file)));
}

/** What the scanned paper of each kind of record is called. */
export const SCAN_NAMES = { acceptance: "验收意见扫描件", pledge: "承诺书扫描件" } as const;

/** The pictures and papers of an acceptance or a pledge, in the order of what they show. */
export function picturesOf(
  { pictures }: Snapshot,
  record: string,
  kind: keyof typeof SCAN_NAMES,
): RecordPicture[] {
  const own = pictures.filter((picture) => picture.record === record);
  return PICTURE_PHASES.flatMap(({ id, name }) =>
    own
      .filter(({ phase }) => phase === id)
      .map((picture) => ({
        name: id === "scan" ? SCAN_NAMES[kind] : name,
        sha256: picture.sha256,
        href: pictureAddress(picture),
        type: picture.copyType,
        bytes: picture.copyBytes ?? null,
      })),
  );
}

/** Where the public copy is served; null for what is kept on file only. */
export function pictureAddress({ copySha256, copyType }: Picture): string | null {
  return copySha256 === undefined ? null : `/pictures/${copySha256}.${copyType}`;
}
