/** A page that is one picture. */
export interface PicturePage {
  /** In the three colours of a screen. */
  jpeg: Uint8Array;
  /** Of the picture, in pixels. */
  pixels: { width: number; height: number };
  /** Of the page, in points. */
  points: { width: number; height: number };
}

/**
 * A PDF whose pages are pictures and which holds nothing else: no text, no words about itself, no
 * dates (ISO 32000-1, 7.5 and 8.9.5). The same pages give the same bytes.
 */
export function picturePdf(pages: readonly PicturePage[]): Buffer {
  const kids = pages.map((_, at) => `${pageId(at)} 0 R`).join(" ");
  const objects = [
    bytes("<< /Type /Catalog /Pages 2 0 R >>"),
    bytes(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    ...pages.flatMap(objectsOf),
  ].map((object, at) => Buffer.concat([bytes(`${at + 1} 0 obj\n`), object, bytes("\nendobj\n")]));
  const head = bytes("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  const places: number[] = [];
  let place = head.length;
  for (const object of objects) {
    places.push(place);
    place += object.length;
  }
  return Buffer.concat([head, ...objects, bytes(endOf(places, place))]);
}

/** Page, what is drawn on it, and the picture that is drawn. */
const OBJECTS_OF_PAGE = 3;

function pageId(at: number): number {
  return 3 + at * OBJECTS_OF_PAGE;
}

function objectsOf({ jpeg, pixels, points }: PicturePage, at: number): Buffer[] {
  const [width, height] = [round(points.width), round(points.height)];
  const id = pageId(at);
  const draws = `q ${width} 0 0 ${height} 0 0 cm /P Do Q`;
  return [
    bytes(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}]` +
        ` /Contents ${id + 1} 0 R /Resources << /XObject << /P ${id + 2} 0 R >> >> >>`,
    ),
    stream("", bytes(draws)),
    stream(
      `/Type /XObject /Subtype /Image /Width ${pixels.width} /Height ${pixels.height}` +
        " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode ",
      jpeg,
    ),
  ];
}

function stream(dictionary: string, content: Uint8Array): Buffer {
  const head = bytes(`<< ${dictionary}/Length ${content.length} >>\nstream\n`);
  return Buffer.concat([head, content, bytes("\nendstream")]);
}

/** Where each object begins, which lines of exactly twenty bytes tell (7.5.4). */
function endOf(places: readonly number[], table: number): string {
  const lines = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`);
  const size = places.length + 1;
  return (
    `xref\n0 ${size}\n0000000000 65535 f \n${lines.join("")}` +
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  );
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}

function bytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
