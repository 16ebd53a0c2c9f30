import sharp from "sharp";
import { COPY_PIXELS, EVIDENCE_PROBLEMS, PICTURE_PIXELS, type Revealed } from "#domain/evidence.ts";
import { revealedBy } from "./revealed.ts";

sharp.cache(false);
sharp.concurrency(1);

/** The type of every clean copy. */
export const COPY_TYPE = "image/jpeg";
const COPY_QUALITY = 82;

/** A picture told apart from what clings to it. */
export interface CleanPicture {
  /** Drawn anew from its pixels: nothing of the original's metadata is in it. */
  copy: Buffer;
  revealed: Revealed;
}

/** Makes the copy for the screen, turned upright, or gives the sentence why there is none. */
export async function cleanPicture(bytes: Buffer): Promise<CleanPicture | { problem: string }> {
  try {
    const picture = sharp(bytes, { limitInputPixels: false, failOn: "error" });
    const metadata = await picture.metadata();
    const { width = 0, height = 0, pages = 1 } = metadata;
    if (width * height * pages > PICTURE_PIXELS)
      return { problem: EVIDENCE_PROBLEMS.tooManyPixels };
    if (pages > 1) return { problem: EVIDENCE_PROBLEMS.animated };
    const copy = await sharp(bytes, { limitInputPixels: PICTURE_PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: COPY_PIXELS, height: COPY_PIXELS, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: COPY_QUALITY })
      .toBuffer();
    return { copy, revealed: await revealedBy(metadata) };
  } catch {
    return { problem: EVIDENCE_PROBLEMS.broken };
  }
}
