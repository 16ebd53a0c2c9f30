import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { SCAN_LIMITS } from "#domain/picture.ts";
import { cleanPdf } from "#server/evidence/clean-pdf.ts";
import { type DrawnPage, drawPages } from "#server/evidence/draw-pages.ts";
import { FONT_NOT_EMBEDDED, PAPER, scannedPaper } from "#support/scanned-paper.ts";

async function copyOf(bytes: Buffer): Promise<Buffer> {
  const cleaned = await cleanPdf(bytes);
  if ("problem" in cleaned) throw new Error(cleaned.problem);
  return Buffer.from(cleaned.copy);
}
const problemOf = async (bytes: Buffer) => {
  const cleaned = await cleanPdf(bytes);
  return "problem" in cleaned ? cleaned.problem : null;
};
async function pagesOf(bytes: Uint8Array): Promise<DrawnPage[]> {
  const pages: DrawnPage[] = [];
  for await (const page of drawPages(bytes)) pages.push(page);
  return pages;
}
/** The colour at a point of the page, counted in points from its lower left corner. */
function colourAt({ rgba, pixels, points }: DrawnPage, x: number, y: number): number[] {
  const column = Math.floor((x / points.width) * pixels.width);
  const row = Math.floor((1 - y / points.height) * pixels.height);
  const at = (row * pixels.width + column) * 4;
  return [...rgba.subarray(at, at + 3)];
}

test("the copy shows the same pages and holds neither author, program, dates nor what lies below a bar", async () => {
  const original = await scannedPaper({ pages: 2 });
  for (const word of Object.values(PAPER)) expect(original.includes(word)).toBe(true);
  const copy = await copyOf(original);
  for (const word of Object.values(PAPER)) expect(copy.includes(word)).toBe(false);
  expect(copy.toString("latin1")).not.toMatch(/\/Info|\/Metadata|\/Font|Exif|Date/);
  const [before, after] = [await pagesOf(original), await pagesOf(copy)];
  expect(after.map(({ points }) => points)).toEqual(before.map(({ points }) => points));
  expect(after).toHaveLength(2);
  for (const page of after) {
    const [red = 0, green = 255] = colourAt(page, 250, 600);
    expect(red).toBeGreaterThan(180);
    expect(green).toBeLessThan(70);
    expect(Math.max(...colourAt(page, 200, 210))).toBeLessThan(20);
    expect(Math.min(...colourAt(page, 500, 100))).toBeGreaterThan(240);
  }
});

test("the same file gives the same copy, byte for byte", async () => {
  const original = await scannedPaper();
  expect((await copyOf(original)).equals(await copyOf(original))).toBe(true);
});

test.each([
  ["a script", { catalogue: "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>" }],
  ["a program to start", { catalogue: "/OpenAction << /S /Launch /F (a.exe) >>" }],
  ["an embedded file", { catalogue: "/Names << /EmbeddedFiles << /Names [] >> >>" }],
])("%s in it is refused, with what to do instead", async (_, facts) => {
  expect(await problemOf(await scannedPaper(facts))).toMatch(/脚本、附件.*打印成新的 PDF/);
});

test("what cannot be looked into is refused: encrypted, cut off, or packed to burst", async () => {
  const whole = await scannedPaper();
  const encrypted = Buffer.from(
    whole.toString("latin1").replace("/Info 5", "/Encrypt 7 0 R /Info 5"),
    "latin1",
  );
  expect(await problemOf(encrypted)).toMatch(/加了密.*打印成新的 PDF/);
  expect(await problemOf(whole.subarray(0, whole.length / 2))).toMatch(/打不开/);
  const bomb = deflateSync(Buffer.alloc(20_000_000));
  const packed = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb.toString("latin1")}\nendstream`;
  expect(await problemOf(await scannedPaper({ objects: [packed] }))).toMatch(/少见的写法/);
  expect(await problemOf(Buffer.from("%PDF-1.7\nnothing\n%%EOF\n"))).toMatch(/打不开/);
});

test("a text whose font is not in the file would be drawn as nothing, so it is refused", async () => {
  expect(await problemOf(await scannedPaper({ font: FONT_NOT_EMBEDDED }))).toMatch(/嵌入字体/);
});

test("the invisible text that recognition puts below a scan needs no font", async () => {
  expect(await problemOf(await scannedPaper({ font: FONT_NOT_EMBEDDED, mode: 3 }))).toBeNull();
});

test("more pages than anybody reads through are refused", async () => {
  const pages = SCAN_LIMITS.pages + 1;
  expect(await problemOf(await scannedPaper({ pages }))).toMatch(/超过 40 页/);
});
