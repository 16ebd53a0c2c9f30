import { ByteReader, ByteWriter } from "./bytes.ts";
import type { DocSet } from "./doc-set.ts";

/**
 * Three ways to write a set of documents; the shortest is taken. Records are ordered by area,
 * industry and year, so much of what people ask for stands in runs.
 */
const CODINGS = [
  { encode: encodeGaps, decode: decodeGaps },
  { encode: encodeRuns, decode: decodeRuns },
  { encode: encodeBits, decode: decodeBits },
] as const;

/** Gathers documents, given in rising order, as gaps: a byte or two each while the build runs. */
export class PostingWriter {
  private readonly gaps = new ByteWriter();
  private next = 0;

  /** A document given again is passed over. */
  add(doc: number): void {
    if (doc < this.next) return;
    this.gaps.writeNumber(doc - this.next);
    this.next = doc + 1;
  }

  finish(): Uint8Array {
    return encodePostings(decodeGaps(new ByteReader(this.gaps.finish())));
  }
}

export function encodePostings(docs: DocSet): Uint8Array {
  let best = new Uint8Array(0);
  CODINGS.forEach((coding, number) => {
    const writer = new ByteWriter();
    writer.writeByte(number);
    coding.encode(docs, writer);
    if (best.length === 0 || writer.length < best.length) best = writer.finish().slice();
  });
  return best;
}

/** @throws RangeError when the bytes are none of the codings or cut short */
export function decodePostings(bytes: Uint8Array): DocSet {
  const reader = new ByteReader(bytes);
  const coding = CODINGS[reader.readByte()];
  if (!coding) throw new RangeError("search index: unknown coding of a posting list");
  return coding.decode(reader);
}

function encodeGaps(docs: DocSet, writer: ByteWriter): void {
  let next = 0;
  for (const doc of docs) {
    writer.writeNumber(doc - next);
    next = doc + 1;
  }
}

function decodeGaps(reader: ByteReader): DocSet {
  const docs = new Uint32Array(reader.bytesLeft);
  let [count, next] = [0, 0];
  while (!reader.isAtEnd) {
    const doc = next + reader.readNumber();
    docs[count++] = doc;
    next = doc + 1;
  }
  return docs.subarray(0, count);
}

/** Pairs of gap and length − 1. */
function encodeRuns(docs: DocSet, writer: ByteWriter): void {
  let next = 0;
  for (let i = 0; i < docs.length; ) {
    const first = docs[i] ?? 0;
    let length = 1;
    while (docs[i + length] === first + length) length++;
    writer.writeNumber(first - next);
    writer.writeNumber(length - 1);
    next = first + length;
    i += length;
  }
}

function decodeRuns(reader: ByteReader): DocSet {
  const docs: number[] = [];
  let next = 0;
  while (!reader.isAtEnd) {
    const first = next + reader.readNumber();
    next = first + reader.readNumber() + 1;
    for (let doc = first; doc < next; doc++) docs.push(doc);
  }
  return Uint32Array.from(docs);
}

/** Number of the first byte, then bytes of eight documents, low bit first. */
function encodeBits(docs: DocSet, writer: ByteWriter): void {
  const firstByte = (docs[0] ?? 0) >>> 3;
  const lastByte = (docs.at(-1) ?? 0) >>> 3;
  const bits = new Uint8Array(docs.length > 0 ? lastByte - firstByte + 1 : 0);
  for (const doc of docs) {
    const byte = (doc >>> 3) - firstByte;
    bits[byte] = (bits[byte] ?? 0) | (1 << (doc & 7));
  }
  writer.writeNumber(firstByte);
  writer.writeBytes(bits);
}

function decodeBits(reader: ByteReader): DocSet {
  const first = reader.readNumber() * 8;
  const bytes = reader.readRest();
  const docs = new Uint32Array(bytes.length * 8);
  let count = 0;
  bytes.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) docs[count++] = first + i * 8 + bit;
  });
  return docs.subarray(0, count);
}
