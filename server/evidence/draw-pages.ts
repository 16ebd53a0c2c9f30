import { readFileSync } from "node:fs";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";
import { COPY_PIXELS } from "#domain/evidence.ts";
import { SCAN_LIMITS, SCAN_PROBLEMS } from "#domain/picture.ts";

/** A page as a reader shows it. */
export interface DrawnPage {
  /** Red, green, blue and an opaque byte for each pixel. */
  rgba: Uint8Array;
  pixels: { width: number; height: number };
  points: { width: number; height: number };
}

/** Why the pages of a PDF cannot be drawn as whoever made it saw them. */
export class PagesRefused extends Error {
  override name = "PagesRefused";
}

/** Its types leave out the memory that it shares. */
type Engine = WrappedPdfiumModule & { pdfium: { HEAPU8: Uint8Array } };

/** Finer than this is finer than paper is scanned. */
const MOST_DOTS_A_POINT = 200 / 72;
const WITH_ANNOTATIONS = 0x01;
const RED_FIRST = 0x10;
const RGBA = 4;
const WHITE = 0xffffffff;

/**
 * Draws the pages of a PDF, stamps and signatures on them included, one after another. Throws
 * `PagesRefused` with the sentence why not.
 */
export async function* drawPages(bytes: Uint8Array): AsyncGenerator<DrawnPage> {
  const pdfium = (await init({ wasmBinary: program() })) as Engine;
  pdfium.PDFiumExt_Init();
  const place = pdfium.pdfium.wasmExports.malloc(bytes.length);
  pdfium.pdfium.HEAPU8.set(bytes, place);
  const file = pdfium.FPDF_LoadMemDocument(place, bytes.length, "");
  if (file === 0) throw new PagesRefused(SCAN_PROBLEMS.unreadable);
  const count = pdfium.FPDF_GetPageCount(file);
  if (count === 0) throw new PagesRefused(SCAN_PROBLEMS.unreadable);
  if (count > SCAN_LIMITS.pages) throw new PagesRefused(SCAN_PROBLEMS.tooManyPages);
  const form = pdfium.PDFiumExt_InitFormFillEnvironment(file, pdfium.PDFiumExt_OpenFormFillInfo());
  pdfium.FPDF_SetFormFieldHighlightAlpha(form, 0);
  for (let at = 0; at < count; at++) yield drawPage(pdfium, { file, form }, at);
}

function program(): ArrayBuffer {
  const file = readFileSync(new URL(import.meta.resolve("@embedpdf/pdfium/pdfium.wasm")));
  return new Uint8Array(file).buffer;
}

function drawPage(
  pdfium: Engine,
  { file, form }: { file: number; form: number },
  at: number,
): DrawnPage {
  const page = pdfium.FPDF_LoadPage(file, at);
  if (page === 0) throw new PagesRefused(SCAN_PROBLEMS.unreadable);
  refuseMissingFonts(pdfium, page);
  const points = {
    width: pdfium.FPDF_GetPageWidthF(page),
    height: pdfium.FPDF_GetPageHeightF(page),
  };
  const { width, height } = sizeOf(points);
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, RGBA, 0, 0);
  if (bitmap === 0) throw new PagesRefused(SCAN_PROBLEMS.tooCostly);
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  const flags = WITH_ANNOTATIONS | RED_FIRST;
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
  pdfium.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags);
  const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
  const rgba = pdfium.pdfium.HEAPU8.slice(start, start + width * height * RGBA);
  pdfium.FPDFBitmap_Destroy(bitmap);
  pdfium.FPDF_ClosePage(page);
  return { rgba, pixels: { width, height }, points };
}

function sizeOf({ width, height }: DrawnPage["points"]): DrawnPage["pixels"] {
  const longest = Math.max(width, height);
  if (!(Math.min(width, height) > 0) || !Number.isFinite(longest))
    throw new PagesRefused(SCAN_PROBLEMS.unreadable);
  const scale = Math.min(COPY_PIXELS / longest, MOST_DOTS_A_POINT);
  const pixels = (points: number) => Math.max(1, Math.round(points * scale));
  return { width: pixels(width), height: pixels(height) };
}

/** Every reader has these (ISO 32000-1, 9.6.2.2), and their names on office machines. */
const FONTS_OF_READERS = /^(?:Helvetica|Arial|Times|Courier|Symbol|ZapfDingbats)/;
const [TEXT, FORM] = [1, 5];
/** How the layer of recognised text below a scan is drawn: not at all. */
const INVISIBLE = 3;

type Objects = readonly [count: number, objectAt: (at: number) => number];

/** Without its font a Chinese text is drawn as nothing, and nobody would notice what is missing. */
function refuseMissingFonts(pdfium: Engine, page: number): void {
  const look = ([count, objectAt]: Objects): void => {
    for (let at = 0; at < count; at++) {
      const object = objectAt(at);
      const type = pdfium.FPDFPageObj_GetType(object);
      if (type === TEXT && isFontMissing(pdfium, object))
        throw new PagesRefused(SCAN_PROBLEMS.missingFont);
      if (type === FORM)
        look([
          pdfium.FPDFFormObj_CountObjects(object),
          (inner) => pdfium.FPDFFormObj_GetObject(object, inner),
        ]);
    }
  };
  look([pdfium.FPDFPage_CountObjects(page), (at) => pdfium.FPDFPage_GetObject(page, at)]);
}

function isFontMissing(pdfium: Engine, text: number): boolean {
  if (pdfium.FPDFTextObj_GetTextRenderMode(text) === INVISIBLE) return false;
  const font = pdfium.FPDFTextObj_GetFont(text);
  return (
    pdfium.FPDFFont_GetIsEmbedded(font) === 0 && !FONTS_OF_READERS.test(nameOfFont(pdfium, font))
  );
}

const NAME_BYTES = 128;

function nameOfFont(pdfium: Engine, font: number): string {
  const place = pdfium.pdfium.wasmExports.malloc(NAME_BYTES);
  const length = pdfium.FPDFFont_GetBaseFontName(font, place, NAME_BYTES);
  const name = length > NAME_BYTES ? "" : pdfium.pdfium.UTF8ToString(place);
  pdfium.pdfium.wasmExports.free(place);
  return name;
}
