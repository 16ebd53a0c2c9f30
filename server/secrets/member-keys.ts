import { argon2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import {
  CannotOpen,
  deriveKey,
  type KeyPair,
  keyIdOf,
  newKeyPair,
  seal,
  unseal,
} from "./sealing.ts";
import type { StaffSecrets } from "./staff-secrets.ts";

const argon2id = promisify(argon2).bind(null, "argon2id");

/** How a password was made a key; kept beside what it locks, so that the cost can rise later. */
const derivation = z.object({
  algorithm: z.literal("argon2id"),
  memory: z.int(),
  passes: z.int(),
  salt: z.base64(),
});
type Derivation = z.infer<typeof derivation>;

/** A member's key as it is kept. */
export interface LockedKey {
  publicKey: Buffer;
  sealedPrivateKey: Buffer;
  derivation: string;
}

/** A new key pair for a member. */
export function newMemberKey(): KeyPair {
  return newKeyPair();
}

/** Locks a member's private key under a password. Takes a quarter of a second on purpose. */
export async function lockWithPassword(
  staff: StaffSecrets,
  memberId: string,
  pair: KeyPair,
  password: string,
): Promise<LockedKey> {
  const how = newDerivation(staff);
  const key = await keyOfPassword(staff, password, how);
  return {
    publicKey: Buffer.from(pair.publicKey),
    sealedPrivateKey: seal(key, pair.privateKey, contextOf(memberId)),
    derivation: JSON.stringify(how),
  };
}

/** Opens a member's key with the password; null when it is the wrong one. */
export async function unlockWithPassword(
  staff: StaffSecrets,
  memberId: string,
  locked: LockedKey,
  password: string,
): Promise<KeyPair | null> {
  const how = derivation.parse(JSON.parse(locked.derivation));
  const key = await keyOfPassword(staff, password, how);
  try {
    const privateKey = unseal(key, locked.sealedPrivateKey, contextOf(memberId));
    return { publicKey: locked.publicKey, privateKey };
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

/** Takes as long as opening a key does, for accounts that do not exist. */
export async function deriveInVain(staff: StaffSecrets, password: string): Promise<void> {
  await keyOfPassword(staff, password, newDerivation(staff));
}

/** A new secret for the cookie of a session. */
export function newCookieSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Locks a private key so that only the cookie opens it. */
export function lockWithCookie(cookie: string, sessionId: string, privateKey: Uint8Array): Buffer {
  return seal(keyOfCookie(cookie), privateKey, sessionId);
}

/** Opens what `lockWithCookie` locked. */
export function unlockWithCookie(cookie: string, sessionId: string, sealed: Uint8Array) {
  return unseal(keyOfCookie(cookie), sealed, sessionId);
}

/** The short name of a member's key pair; another after every reset. */
export function memberKeyId(publicKey: Uint8Array): string {
  return keyIdOf(publicKey);
}

function contextOf(memberId: string): string {
  return `${memberId}/member/private-key`;
}

function keyOfCookie(cookie: string): Uint8Array {
  return deriveKey(Buffer.from(cookie), "session");
}

function newDerivation({ cost }: StaffSecrets): Derivation {
  return { algorithm: "argon2id", ...cost, salt: randomBytes(16).toString("base64") };
}

async function keyOfPassword(staff: StaffSecrets, password: string, how: Derivation) {
  return await argon2id({
    message: password.normalize("NFKC"),
    nonce: Buffer.from(how.salt, "base64"),
    secret: staff.key,
    memory: how.memory,
    passes: how.passes,
    parallelism: 1,
    tagLength: 32,
  });
}
