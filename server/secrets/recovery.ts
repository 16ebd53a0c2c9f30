import { argon2, argon2Sync, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { CannotOpen, type KeyPair, keyIdOf, newKeyPair, seal, unseal } from "./sealing.ts";

/** What a guess of the passphrase costs. Kept beside the key, so that it can rise later. */
export interface GuessCost {
  memory: number;
  passes: number;
}
/** 64 MiB and three passes of Argon2id: about a quarter of a second. */
const GUESS_COST: GuessCost = { memory: 65_536, passes: 3 };
const CONTEXT = "recovery/private-key";
const argon2id = promisify(argon2).bind(null, "argon2id");
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `recovery.json`: the public half, and the private half under the passphrase. */
export const recoveryFile = z.object({
  id: z.string().min(1),
  algorithm: z.literal("x25519"),
  publicKey: z.base64(),
  sealedPrivateKey: z.base64(),
  derivation: z.object({
    algorithm: z.literal("argon2id"),
    memory: z.int(),
    passes: z.int(),
    salt: z.base64(),
  }),
});
export type RecoveryFile = z.infer<typeof recoveryFile>;

/** A new recovery pair and the passphrase that opens it, which is shown once and kept nowhere. */
export function makeRecovery(cost: GuessCost = GUESS_COST) {
  const passphrase = newPassphrase();
  const salt = randomBytes(16);
  const pair = newKeyPair();
  const file: RecoveryFile = {
    id: keyIdOf(pair.publicKey),
    algorithm: "x25519",
    publicKey: base64(pair.publicKey),
    sealedPrivateKey: base64(seal(stretch(passphrase, salt, cost), pair.privateKey, CONTEXT)),
    derivation: { algorithm: "argon2id", ...cost, salt: base64(salt) },
  };
  return { file, passphrase };
}

/** Opens the recovery pair. Throws `CannotOpen` when the passphrase is wrong. */
export function openRecovery(file: RecoveryFile, passphrase: string): KeyPair {
  const { salt, memory, passes } = file.derivation;
  return openWith(file, stretch(passphrase, Buffer.from(salt, "base64"), { memory, passes }));
}

/** The same in a server, which answers others meanwhile; null when the passphrase is wrong. */
export async function tryRecovery(file: RecoveryFile, passphrase: string): Promise<KeyPair | null> {
  const { salt, memory, passes } = file.derivation;
  const how = stretching(passphrase, Buffer.from(salt, "base64"), { memory, passes });
  const key = await argon2id(how);
  try {
    return openWith(file, key);
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

function openWith(file: RecoveryFile, key: Uint8Array): KeyPair {
  return {
    publicKey: Buffer.from(file.publicKey, "base64"),
    privateKey: unseal(key, Buffer.from(file.sealedPrivateKey, "base64"), CONTEXT),
  };
}

function stretch(passphrase: string, salt: Uint8Array, cost: GuessCost): Uint8Array {
  return argon2Sync("argon2id", stretching(passphrase, salt, cost));
}

function stretching(passphrase: string, nonce: Uint8Array, cost: GuessCost) {
  const message = passphrase.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");
  return { message, nonce, parallelism: 1, tagLength: 32, ...cost };
}

/** Six groups of four characters, about 117 bits. */
function newPassphrase(): string {
  const usable = 256 - (256 % LETTERS.length);
  const letters: string[] = [];
  while (letters.length < 24) {
    for (const byte of randomBytes(32)) {
      if (byte < usable) letters.push(LETTERS[byte % LETTERS.length] ?? "");
    }
  }
  return letters.slice(0, 24).join("").match(/.{4}/g)?.join("-") ?? "";
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
