import { buffer } from "node:stream/consumers";
import sharp from "sharp";

/** A picture as it is printed, with the words below it. */
export interface PaperPicture {
  jpeg: Buffer;
  /** Width and height in pixels. */
  width: number;
  height: number;
  caption: string;
}

/** The longer side when printed: sharp enough on paper, small enough for twenty in one document. */
const PRINTED_PIXELS = 1200;

/** A clean copy made small for paper. */
export async function paperPicture(
  copy: AsyncIterable<Uint8Array>,
  caption: string,
): Promise<PaperPicture> {
  const size = { width: PRINTED_PIXELS, height: PRINTED_PIXELS };
  const { data, info } = await sharp(await buffer(copy))
    .resize({ ...size, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height, caption };
}
