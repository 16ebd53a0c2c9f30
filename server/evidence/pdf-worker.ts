import { parentPort, workerData } from "node:worker_threads";
import sharp from "sharp";
import { drawPages, PagesRefused } from "./draw-pages.ts";
import { type PicturePage, picturePdf } from "./picture-pdf.ts";

/** The thread in which a PDF is drawn: whatever is wrong with it ends only here. */
const JPEG_QUALITY = 78;

try {
  const pages: PicturePage[] = [];
  for await (const { rgba, pixels, points } of drawPages(workerData)) {
    const raw = { ...pixels, channels: 4 } as const;
    const jpeg = await sharp(rgba, { raw })
      .removeAlpha()
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
    pages.push({ jpeg, pixels, points });
  }
  parentPort?.postMessage({ copy: picturePdf(pages) });
} catch (fault) {
  if (!(fault instanceof PagesRefused)) throw fault;
  parentPort?.postMessage({ problem: fault.message });
}
