import type { PublishedKey } from "#server/secrets/signing.ts";
import type { House } from "./house.ts";

/** A public key of receipts, also as PEM (RFC 8410), which most tools read. */
export interface ReceiptKey extends PublishedKey {
  pem: string;
}

/** Every key that ever signed receipts, by which anybody can check one without this server. */
export function listReceiptKeys({ keyring }: House): ReceiptKey[] {
  return keyring.signing.published().map((key) => ({ ...key, pem: pemOf(key.publicKey) }));
}

/** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
const HEADER = Buffer.from("302a300506032b6570032100", "hex");

function pemOf(publicKey: string): string {
  const body = Buffer.concat([HEADER, Buffer.from(publicKey, "base64")]).toString("base64");
  return `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
}
