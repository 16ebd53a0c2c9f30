import fc from "fast-check";
import { expect, test } from "vitest";
import { openStream, paddedLength, sealStream } from "#server/secrets/sealed-stream.ts";
import { CannotOpen, newKey } from "#server/secrets/sealing.ts";

const PLACE = "file/a/original";

async function* pieces(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const sealed = (key: Uint8Array, content: Buffer, size = 10_000) =>
  collect(sealStream(key, pieces(content, size), PLACE));
const opened = (key: Uint8Array, stored: Buffer, bytes: number, place = PLACE, size = 70_001) =>
  collect(openStream(key, pieces(stored, size), place, bytes));

test("what is sealed opens again, in whatever pieces it comes and is read", async () => {
  const lengths = fc.integer({ min: 0, max: 300_000 });
  const sizes = fc.integer({ min: 1000, max: 200_000 });
  await fc.assert(
    fc.asyncProperty(lengths, sizes, sizes, async (length, writing, reading) => {
      const key = newKey();
      const content = Buffer.alloc(length, "夜里化钢");
      const stored = await sealed(key, content, writing);
      expect((await opened(key, stored, length, PLACE, reading)).equals(content)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("only the size class shows on the disk", async () => {
  const key = newKey();
  const lengths = await Promise.all(
    [0, 1, 60_000, 65_536].map(async (length) => (await sealed(key, Buffer.alloc(length))).length),
  );
  expect(new Set(lengths).size).toBe(1);
  expect((await sealed(key, Buffer.alloc(65_537))).length).toBeGreaterThan(lengths[0] ?? 0);
});

test.each([
  [0, 65_536],
  [65_536, 65_536],
  [65_537, 131_072],
  [131_073, 196_608],
  [196_609, 262_144],
  [20_000_000, 25_165_824],
])("%i bytes are padded to %i", (bytes, padded) => {
  expect(paddedLength(bytes)).toBe(padded);
});

test("padding adds at most half, beyond the smallest classes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 131_073, max: 300_000_000 }), (bytes) => {
      const padded = paddedLength(bytes);
      expect(padded).toBeGreaterThanOrEqual(bytes);
      expect(padded).toBeLessThanOrEqual(bytes * 1.5 + 65_536);
      expect(padded % 65_536).toBe(0);
    }),
  );
});

test("cut off, changed, put elsewhere, or with another key, it does not open", async () => {
  const key = newKey();
  const content = Buffer.alloc(150_000, "a");
  const stored = await sealed(key, content);
  const swapped = Buffer.from(stored);
  const block = 65_536 + 17;
  stored.copy(swapped, 34, 34 + block, 34 + 2 * block);
  const changed = Buffer.from(stored);
  changed[80_000] = (changed[80_000] ?? 0) ^ 1;
  const wrong: [Buffer, Uint8Array, string][] = [
    [stored.subarray(0, stored.length - 17), key, PLACE],
    [stored.subarray(0, stored.length - 1), key, PLACE],
    [stored.subarray(0, 100), key, PLACE],
    [stored.subarray(0, 5), key, PLACE],
    [Buffer.concat([stored, stored]), key, PLACE],
    [swapped, key, PLACE],
    [changed, key, PLACE],
    [stored, newKey(), PLACE],
    [stored, key, "file/b/original"],
  ];
  for (const [bytes, held, place] of wrong) {
    await expect(opened(held, bytes, content.length, place)).rejects.toThrow(CannotOpen);
  }
});
