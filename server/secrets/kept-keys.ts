import sodium from "libsodium-wrappers";
import { z } from "zod";
import { deriveKey, keyIdOf, newKey } from "./sealing.ts";

/** A key with its id and the time it was in use; `to` is null for the one in use. */
const keptKey = z.object({
  id: z.string().min(1),
  algorithm: z.string().min(1),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
});
const secretKey = keptKey.extend({ secret: z.base64() });
/** The private half of a retired key is destroyed; what it signed can still be checked. */
const signingKey = keptKey.extend({ publicKey: z.base64(), secret: z.base64().nullable() });
const oneKey = z.object({ id: z.string(), algorithm: z.string(), secret: z.base64() });

/** Keys as they were first kept, one a file and without dates. */
const SINCE_EVER = "1970-01-01T00:00:00.000Z";

/** `server.json`: newest first. The first of each is the one in use. */
export const serverKeys = z.union([
  z.object({ mac: z.array(secretKey).min(1), proof: z.array(secretKey).min(1) }),
  oneKey.transform(({ secret }) => ({
    mac: [keptSecret(deriveKey(bytes(secret), "mac"), SINCE_EVER)],
    proof: [keptSecret(deriveKey(bytes(secret), "proof"), SINCE_EVER)],
  })),
]);
export type ServerKeys = z.infer<typeof serverKeys>;

/** `signing.json`: newest first. The first is the one in use. */
export const signingKeys = z.union([
  z.object({ signing: z.array(signingKey).min(1) }),
  oneKey.transform(({ secret }) => ({ signing: [keptPair(bytes(secret), SINCE_EVER)] })),
]);
export type SigningKeys = z.infer<typeof signingKeys>;

/** The first keys of a server. `at` is an instant in UTC. */
export function makeServerKeys(at: string): ServerKeys {
  return { mac: [newSecret(at)], proof: [newSecret(at)] };
}

export function makeSigningKeys(at: string): SigningKeys {
  return { signing: [newPair(at)] };
}

/** Codes and repeats of before are still found, so every key that was in use is kept. */
export function withNewMac(keys: ServerKeys, at: string): ServerKeys {
  const [last, ...earlier] = keys.mac;
  return { ...keys, mac: [newSecret(at), ...(last ? [{ ...last, to: at }] : []), ...earlier] };
}

/** Whoever took the old key must not forge with it: questions still open are asked again. */
export function withNewProof(keys: ServerKeys, at: string): ServerKeys {
  return { ...keys, proof: [newSecret(at)] };
}

/** The old pair stays to check by, without its private half. */
export function withNewSigning({ signing }: SigningKeys, at: string): SigningKeys {
  const [last, ...earlier] = signing;
  const retired = last ? [{ ...last, to: at, secret: null }] : [];
  return { signing: [newPair(at), ...retired, ...earlier] };
}

/** The bytes of a key written as base64. */
export function bytes(base64: string): Uint8Array {
  return Buffer.from(base64, "base64");
}

function newSecret(at: string) {
  return keptSecret(newKey(), at);
}

function newPair(at: string) {
  return keptPair(sodium.randombytes_buf(sodium.crypto_sign_SEEDBYTES), at);
}

function keptSecret(key: Uint8Array, from: string) {
  return { id: keyIdOf(key), algorithm: "blake2b", from, to: null, secret: base64(key) };
}

function keptPair(seed: Uint8Array, from: string) {
  const { publicKey } = sodium.crypto_sign_seed_keypair(seed);
  return {
    id: keyIdOf(publicKey),
    algorithm: "ed25519",
    from,
    to: null,
    publicKey: base64(publicKey),
    secret: base64(seed),
  };
}

function base64(content: Uint8Array): string {
  return Buffer.from(content).toString("base64");
}
