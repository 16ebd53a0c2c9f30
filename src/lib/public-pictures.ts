import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PICTURE_PHASES, picturePath } from "#domain/picture.ts";
import type { RecordPicture } from "#domain/record-picture.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** The copies that pages show, once each, with their files below the content. */
export function publicPictures({ pictures }: Snapshot): { sum: string; file: string }[] {
  const files = new Map(
    pictures.flatMap(({ jurisdiction, copySha256 }) =>
      copySha256 === undefined
        ? []
        : [[copySha256, picturePath(jurisdiction, copySha256)] as const],
    ),
  );
  return [...files].map(([sum, file]) => ({ sum, file }));
}

/** The bytes of a copy, from the content that the pages are made of. */
export function readPicture(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(import.meta.env.CONTENT_DIR, file)));
}

/** The pictures of an acceptance or a pledge, in the order of what they show. */
export function picturesOf({ pictures }: Snapshot, record: string): RecordPicture[] {
  const own = pictures.filter((picture) => picture.record === record);
  return PICTURE_PHASES.flatMap(({ id, name }) =>
    own
      .filter(({ phase }) => phase === id)
      .map(({ sha256, copySha256 }) => ({
        name,
        sha256,
        href: copySha256 === undefined ? null : `/pictures/${copySha256}.jpg`,
      })),
  );
}
