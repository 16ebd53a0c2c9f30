import sodium from "libsodium-wrappers";
import { bytes, type SigningKeys } from "./kept-keys.ts";

/** A public key as it is published; `to` is null for the one that signs now. */
export interface PublishedKey {
  id: string;
  algorithm: string;
  /** Base64 of the 32 bytes. */
  publicKey: string;
  from: string;
  to: string | null;
}

export interface Signing {
  /** Of the key that signs now. */
  id: string;
  publicKey: string;
  /** Ed25519 over the UTF-8 of a statement, base64. */
  sign: (statement: string) => string;
  /** Whether one of our keys, in use or retired, has signed exactly this. */
  verify: (keyId: string, statement: string, signature: string) => boolean;
  /** Every public key ever used, newest first. */
  published: () => PublishedKey[];
}

/** Signs with the key in use, checks with any that was. */
export function openSigning({ signing }: SigningKeys): Signing {
  const [current] = signing;
  if (!current?.secret) throw new Error("signing.json 里没有正在使用的签名密钥。");
  const pair = sodium.crypto_sign_seed_keypair(bytes(current.secret));
  const publicKeys = new Map(signing.map((key) => [key.id, bytes(key.publicKey)]));
  return {
    id: current.id,
    publicKey: current.publicKey,
    sign: (statement) =>
      Buffer.from(sodium.crypto_sign_detached(statement, pair.privateKey)).toString("base64"),
    verify: (keyId, statement, signature) => {
      const publicKey = publicKeys.get(keyId);
      const given = bytes(signature);
      if (publicKey === undefined || given.length !== sodium.crypto_sign_BYTES) return false;
      return sodium.crypto_sign_verify_detached(given, statement, publicKey);
    },
    published: () =>
      signing.map(({ id, algorithm, publicKey, from, to }) => ({
        id,
        algorithm,
        publicKey,
        from,
        to,
      })),
  };
}
