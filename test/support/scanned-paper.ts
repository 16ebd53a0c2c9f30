import sharp from "sharp";

/** What the machine that scanned a paper wrote into the file, and what lies below its black bar. */
export const PAPER = {
  author: "CANARY-Wang-Author",
  producer: "CANARY-Scanner-77",
  scannedAt: "D:20261105081500",
  hidden: "CANARY-13912345678",
} as const;

interface PaperFacts {
  pages?: number;
  /** The dictionary of the font of its text, and the objects that belong to it, from 20 on. */
  font?: readonly string[];
  /** How its text is drawn; 3: not at all. */
  mode?: number;
  /** Further entries of the catalogue, and further objects, from 40 on. */
  catalogue?: string;
  objects?: readonly string[];
}

const HELVETICA = ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
/** As office programs leave it where fonts are not embedded. */
export const FONT_NOT_EMBEDDED = [
  "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [21 0 R] >>",
  "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 22 0 R >>",
  "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
];

/**
 * A scanned paper as PDF: each page a red photograph with metadata of its own, a line of text and
 * below it a black bar over another line; author, program and day in the file.
 */
export async function scannedPaper({
  pages = 1,
  font = HELVETICA,
  mode = 0,
  catalogue = "",
  objects = [],
}: PaperFacts = {}): Promise<Buffer> {
  const jpeg = await sharp({
    create: { width: 200, height: 280, channels: 3, background: "#cc2211" },
  })
    .jpeg()
    .withExif({ IFD0: { Artist: PAPER.author } })
    .toBuffer();
  const drawn =
    "q 300 0 0 400 100 380 cm /Scan Do Q\n" +
    `BT /F 20 Tf ${mode} Tr 60 300 Td (Pledge) Tj ET\n` +
    `BT /F 20 Tf ${mode} Tr 60 200 Td (${PAPER.hidden}) Tj ET\n0 0 0 rg 50 190 400 40 re f`;
  const numbered = new Map<number, Buffer>();
  const put = (id: number, text: string, content?: Buffer) => {
    const head = Buffer.from(text, "latin1");
    numbered.set(
      id,
      content === undefined
        ? head
        : Buffer.concat([head, Buffer.from("\nstream\n"), content, Buffer.from("\nendstream")]),
    );
  };
  const kids = Array.from({ length: pages }, (_, at) => 100 + at);
  put(1, `<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R ${catalogue} >>`);
  put(2, `<< /Type /Pages /Count ${pages} /Kids [${kids.map((id) => `${id} 0 R`).join(" ")}] >>`);
  put(3, `<< /Length ${drawn.length} >>`, Buffer.from(drawn, "latin1"));
  put(
    4,
    `<< /Type /XObject /Subtype /Image /Width 200 /Height 280 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
    jpeg,
  );
  put(
    5,
    `<< /Author (${PAPER.author}) /Producer (${PAPER.producer}) /CreationDate (${PAPER.scannedAt}) >>`,
  );
  const xmp = Buffer.from(`<x:xmpmeta><dc:creator>${PAPER.author}</dc:creator></x:xmpmeta>`);
  put(6, `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>`, xmp);
  for (const [at, text] of font.entries()) put(20 + at, text);
  for (const [at, text] of objects.entries()) put(40 + at, text);
  for (const id of kids)
    put(
      id,
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R " +
        "/Resources << /XObject << /Scan 4 0 R >> /Font << /F 20 0 R >> >> >>",
    );
  return fileOf(numbered);
}

function fileOf(objects: ReadonlyMap<number, Buffer>): Buffer {
  let file = Buffer.from("%PDF-1.7\n", "latin1");
  const lines: string[] = [];
  for (const [id, object] of objects) {
    lines.push(`${id} 1\n${String(file.length).padStart(10, "0")} 00000 n \n`);
    file = Buffer.concat([file, Buffer.from(`${id} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
  }
  const end = `xref\n0 1\n0000000000 65535 f \n${lines.join("")}trailer\n<< /Size 500 /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(end, "latin1")]);
}
