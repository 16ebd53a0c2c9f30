import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

/** A photograph that tells where, by whom and with what it was taken; of one colour, to be known by. */
export async function photograph(colour: readonly [number, number, number]): Promise<Buffer> {
  const [r, g, b] = colour;
  const create = { width: 400, height: 300, channels: 3, background: { r, g, b } } as const;
  const gps = { GPSLatitudeRef: "N", GPSLatitude: "32/1 41/1 0/1" };
  return await sharp({ create })
    .jpeg()
    .withExif({ IFD0: { Artist: TAKEN_BY, Model: "相机A1" }, IFD3: gps })
    .toBuffer();
}

/** In what every `photograph` tells of itself. */
export const TAKEN_BY = "经办人王某";

/** How far a colour may move when a picture is drawn anew. */
const NEAR = 12;

/**
 * Files below `folder` that give away one of the pictures: that hold its bytes, that are a picture
 * of its colour however it was drawn, or that tell who took any.
 */
export async function leaksIn(
  folder: string,
  pictures: readonly { bytes: Buffer; colour: readonly [number, number, number] }[],
): Promise<string[]> {
  const leaks: string[] = [];
  const sums = pictures.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
  for (const file of globSync("**/*", { cwd: folder })) {
    if (!statSync(join(folder, file)).isFile()) continue;
    const found = readFileSync(join(folder, file));
    const isNamed = sums.some((sum) => file.includes(sum));
    const isThere = pictures.some(({ bytes }) => found.includes(bytes));
    const colour = /\.(jpe?g|png|webp|avif|gif|tiff?)$/i.test(file) ? await colourOf(found) : null;
    const isDrawn = pictures.some((picture) => colour !== null && isNear(picture.colour, colour));
    if (isNamed || isThere || isDrawn || found.includes(TAKEN_BY)) leaks.push(file);
  }
  return leaks;
}

async function colourOf(bytes: Buffer): Promise<number[]> {
  const { channels } = await sharp(bytes).stats();
  return channels.slice(0, 3).map(({ mean }) => mean);
}

function isNear(one: readonly number[], other: readonly number[]): boolean {
  return one.every((part, at) => Math.abs(part - (other[at] ?? 0)) <= NEAR);
}
