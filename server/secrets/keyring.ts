import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sodium from "libsodium-wrappers";
import { type GuessCost, makeRecovery, type RecoveryFile } from "./recovery.ts";
import { deriveKey, keyIdOf, newKey } from "./sealing.ts";

/** The secrets of a server. Nothing in here opens a tip. */
export interface Keyring {
  /** Under which look-ups, exclusions and sent bodies are hidden. */
  macKey: Uint8Array;
  /** Under which questions and proofs of work are signed. */
  proofKey: Uint8Array;
  signing: { id: string; publicKey: string; sign: (statement: string) => string };
  recovery: RecoveryFile;
}

export interface OpenedKeyring {
  keyring: Keyring;
  /** Only when the recovery pair was just made. Show it once; it is kept nowhere. */
  newPassphrase: string | null;
}

interface SecretFile {
  id: string;
  algorithm: string;
  secret: string;
}

/** Reads the secrets in `directory`, making those that are missing; readable by the owner alone. */
export function openKeyring(directory: string, cost?: GuessCost): OpenedKeyring {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const server = readOrMake(directory, "server.json", makeServerSecret);
  const signing = readOrMake(directory, "signing.json", makeSigningSecret);
  const { recovery, newPassphrase } = readOrMakeRecovery(directory, cost);
  const secret = Buffer.from(server.secret, "base64");
  const keyring: Keyring = {
    macKey: deriveKey(secret, "mac"),
    proofKey: deriveKey(secret, "proof"),
    signing: signer(signing),
    recovery,
  };
  return { keyring, newPassphrase };
}

function makeServerSecret(): SecretFile {
  const key = newKey();
  return { id: keyIdOf(key), algorithm: "blake2b", secret: base64(key) };
}

function makeSigningSecret(): SecretFile {
  const seed = sodium.randombytes_buf(sodium.crypto_sign_SEEDBYTES);
  const { publicKey } = sodium.crypto_sign_seed_keypair(seed);
  return { id: keyIdOf(publicKey), algorithm: "ed25519", secret: base64(seed) };
}

function signer(file: SecretFile): Keyring["signing"] {
  const pair = sodium.crypto_sign_seed_keypair(Buffer.from(file.secret, "base64"));
  return {
    id: file.id,
    publicKey: base64(pair.publicKey),
    sign: (statement) => base64(sodium.crypto_sign_detached(statement, pair.privateKey)),
  };
}

function readOrMakeRecovery(directory: string, cost?: GuessCost) {
  let newPassphrase: string | null = null;
  const recovery = readOrMake(directory, "recovery.json", () => {
    const made = makeRecovery(cost);
    newPassphrase = made.passphrase;
    return made.file;
  });
  return { recovery, newPassphrase };
}

function readOrMake<T>(directory: string, name: string, make: () => T): T {
  const path = join(directory, name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as T;
  const made = make();
  writeFileSync(`${path}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return made;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
