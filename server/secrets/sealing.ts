import { createHash } from "node:crypto";
import sodium from "libsodium-wrappers";

await sodium.ready;

/**
 * Every sealed thing begins with a header: format version, algorithm, id of the key. The header and
 * a context (whose field it is) are bound to the content, so nothing sealed can be moved elsewhere.
 */
const FORMAT_VERSION = 1;
const ALGORITHMS = { xchacha20poly1305: 1, sealedBox: 2, secretStream: 3 } as const;
const KEY_ID_BYTES = 8;
export const HEADER_BYTES = 2 + KEY_ID_BYTES;
const NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;

/** Lengths in bytes that sealed writing is padded to, so that length tells little. */
export const SIZE_CLASSES = [1024, 4096, 16_384, 65_536] as const;

export interface KeyPair {
  publicKey: Uint8Array;
  privateKey: Uint8Array;
}

/** Thrown when something sealed does not open: wrong key, wrong place, or changed. */
export class CannotOpen extends Error {
  override name = "CannotOpen";
}

/** A fresh key for `seal`, 32 random bytes. */
export function newKey(): Uint8Array {
  return sodium.crypto_aead_xchacha20poly1305_ietf_keygen();
}

/** A fresh key pair for `sealTo`. */
export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey, privateKey };
}

/** A key for one purpose out of a secret with at least 95 bits of chance (keyed BLAKE2b). */
export function deriveKey(secret: Uint8Array, purpose: string): Uint8Array {
  return sodium.crypto_generichash(32, sodium.from_string(purpose), stretch(secret));
}

/** A MAC in hexadecimal, for look-ups that must not reveal what is looked up. */
export function macOf(key: Uint8Array, purpose: string, content: string): string {
  const message = sodium.from_string(JSON.stringify([purpose, content]));
  return sodium.to_hex(sodium.crypto_generichash(32, message, key));
}

/** SHA-256 in hexadecimal, for what others must be able to check with tools of their own. */
export function sha256Of(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The short id that headers name a key by. */
export function keyIdOf(key: Uint8Array): string {
  return sodium.to_hex(keyIdBytes(key));
}

/** Seals under a symmetric key with XChaCha20-Poly1305. `context` names the place it belongs to. */
export function seal(key: Uint8Array, content: Uint8Array, context: string): Buffer {
  const header = headerOf(ALGORITHMS.xchacha20poly1305, keyIdBytes(key));
  const nonce = sodium.randombytes_buf(NONCE_BYTES);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    content,
    boundTo(header, context),
    null,
    nonce,
    key,
  );
  return Buffer.concat([header, nonce, sealed]);
}

/** Opens what `seal` made for the same context. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  const { header, body } = split(sealed, ALGORITHMS.xchacha20poly1305);
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      body.subarray(NONCE_BYTES),
      boundTo(header, context),
      body.subarray(0, NONCE_BYTES),
      key,
    );
  } catch {
    throw new CannotOpen(`does not open: ${context.split("/").at(-1)}`);
  }
}

/** Seals to a public key (X25519 sealed box): whoever seals cannot open. */
export function sealTo(publicKey: Uint8Array, content: Uint8Array): Buffer {
  const header = headerOf(ALGORITHMS.sealedBox, keyIdBytes(publicKey));
  return Buffer.concat([header, sodium.crypto_box_seal(content, publicKey)]);
}

/** Opens what `sealTo` made. */
export function unsealWith(pair: KeyPair, sealed: Uint8Array): Uint8Array {
  const { body } = split(sealed, ALGORITHMS.sealedBox);
  try {
    return sodium.crypto_box_seal_open(body, pair.publicKey, pair.privateKey);
  } catch {
    throw new CannotOpen("does not open with this key pair");
  }
}

/** Seals a value as JSON, padded to a size class. */
export function sealJson(key: Uint8Array, value: unknown, context: string): Buffer {
  return seal(key, padded(sodium.from_string(JSON.stringify(value))), context);
}

/** Opens what `sealJson` made. The caller knows what it once sealed. */
export function unsealJson<T>(key: Uint8Array, sealed: Uint8Array, context: string): T {
  const content = unseal(key, sealed, context);
  return JSON.parse(sodium.to_string(sodium.unpad(content, content.length))) as T;
}

/** Seals a value as JSON to a public key, padded to a size class. */
export function sealJsonTo(publicKey: Uint8Array, value: unknown): Buffer {
  return sealTo(publicKey, padded(sodium.from_string(JSON.stringify(value))));
}

/** Opens what `sealJsonTo` made. The caller knows what it once sealed. */
export function unsealJsonWith<T>(pair: KeyPair, sealed: Uint8Array): T {
  const content = unsealWith(pair, sealed);
  return JSON.parse(sodium.to_string(sodium.unpad(content, content.length))) as T;
}

/** The header of a stream sealed under a key (`sealed-stream.ts`). */
export function streamHeader(key: Uint8Array): Uint8Array {
  return headerOf(ALGORITHMS.secretStream, keyIdBytes(key));
}

/** What every block of a stream is bound to: its header, and the place it belongs to. */
export function streamBinding(header: Uint8Array, context: string): Uint8Array {
  return boundTo(header, context);
}

/** The size class of something sealed by `sealJson`, in bytes. */
export function sizeClassOf(sealed: Uint8Array): number {
  return (
    sealed.length - HEADER_BYTES - NONCE_BYTES - sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
  );
}

function padded(content: Uint8Array): Uint8Array {
  const size = SIZE_CLASSES.find((limit) => content.length < limit);
  if (size === undefined) throw new RangeError("longer than the largest size class");
  return sodium.pad(content, size);
}

function headerOf(algorithm: number, keyId: Uint8Array): Uint8Array {
  return Uint8Array.from([FORMAT_VERSION, algorithm, ...keyId]);
}

function split(sealed: Uint8Array, algorithm: number) {
  if (sealed[0] !== FORMAT_VERSION || sealed[1] !== algorithm) {
    throw new CannotOpen("unknown format or algorithm");
  }
  return { header: sealed.subarray(0, HEADER_BYTES), body: sealed.subarray(HEADER_BYTES) };
}

function boundTo(header: Uint8Array, context: string): Uint8Array {
  return Buffer.concat([header, Buffer.from(context)]);
}

function keyIdBytes(key: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(KEY_ID_BYTES, Buffer.concat([Buffer.from("key id"), key]), null);
}

/** BLAKE2b takes keys of 16 to 64 bytes; anything else is hashed to 32 first. */
function stretch(secret: Uint8Array): Uint8Array {
  return secret.length === 32 ? secret : sodium.crypto_generichash(32, secret, null);
}
