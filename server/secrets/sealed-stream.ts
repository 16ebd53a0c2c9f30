import sodium from "libsodium-wrappers";
import { CannotOpen, HEADER_BYTES, streamBinding, streamHeader } from "./sealing.ts";

/**
 * Files are sealed while they pass: libsodium's secretstream (XChaCha20-Poly1305), block by block
 * under a key per file. Blocks cannot be changed, moved, left out, or cut off at the end.
 */
const BLOCK = 65_536;
const SHORTEST = sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
const SEALED_BLOCK = BLOCK + SHORTEST;
const STREAM_HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES;
const { crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: MESSAGE } = sodium;
const { crypto_secretstream_xchacha20poly1305_TAG_FINAL: FINAL } = sodium;

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Seals what passes, padded with zeros to a size class, so that the length on disk tells little.
 * `context` names the place it belongs to, as in `seal`.
 */
export async function* sealStream(
  key: Uint8Array,
  content: Bytes,
  context: string,
): AsyncGenerator<Uint8Array> {
  const header = streamHeader(key);
  const binding = streamBinding(header, context);
  const stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const push = (block: Uint8Array, tag: number) =>
    sodium.crypto_secretstream_xchacha20poly1305_push(stream.state, block, binding, tag);
  yield Buffer.concat([header, stream.header]);
  for await (const block of inBlocks(padded(content), BLOCK)) yield push(block, MESSAGE);
  yield push(new Uint8Array(), FINAL);
}

/**
 * Opens what `sealStream` made for the same context: its first `bytes` bytes, without the padding.
 * Throws `CannotOpen` as soon as something does not fit, and at the end when the end is missing.
 */
export async function* openStream(
  key: Uint8Array,
  sealed: Bytes,
  context: string,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  const pieces = inBlocks(sealed, SEALED_BLOCK, HEADER_BYTES + STREAM_HEADER_BYTES);
  const { value: start = new Uint8Array() } = await pieces.next();
  const header = start.subarray(0, HEADER_BYTES);
  const isOurs = Buffer.from(streamHeader(key)).equals(header);
  if (!isOurs || start.length < HEADER_BYTES + STREAM_HEADER_BYTES) throw cannot(context);
  const binding = streamBinding(header, context);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(
    start.subarray(HEADER_BYTES),
    key,
  );
  let left = bytes;
  let isWhole = false;
  for await (const piece of pieces) {
    const pulled =
      piece.length >= SHORTEST &&
      sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, binding);
    if (!pulled || isWhole) throw cannot(context);
    isWhole = pulled.tag === FINAL;
    if (left > 0) yield pulled.message.subarray(0, left);
    left -= pulled.message.length;
  }
  if (!isWhole || left > 0) throw cannot(context);
}

/**
 * The length that content is padded to: 64 KiB, then steps of half and of the whole of a doubling
 * (128, 192, 256, 384, 512, 768 KiB …), so that at most half is added.
 */
export function paddedLength(bytes: number): number {
  let doubling = BLOCK;
  while (doubling * 2 < bytes) doubling *= 2;
  return [doubling, doubling * 1.5, doubling * 2].find(
    (length) => length >= bytes && length % BLOCK === 0,
  ) as number;
}

async function* padded(content: Bytes): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of content) {
    length += chunk.length;
    yield chunk;
  }
  const zeros = new Uint8Array(BLOCK);
  const end = paddedLength(length);
  while (length < end) {
    const piece = zeros.subarray(0, end - length);
    length += piece.length;
    yield piece;
  }
}

/** Cuts what comes in chunks of any length into blocks of `size`; only the last may be shorter. */
async function* inBlocks(content: Bytes, size: number, firstSize = size) {
  let held = Buffer.alloc(0);
  let wanted = firstSize;
  for await (const chunk of content) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    while (held.length >= wanted) {
      yield held.subarray(0, wanted) as Uint8Array;
      held = held.subarray(wanted);
      wanted = size;
    }
  }
  if (held.length > 0) yield held as Uint8Array;
}

function cannot(context: string): CannotOpen {
  return new CannotOpen(`does not open: ${context.split("/").at(-1)}`);
}
