import { chmodSync, mkdirSync } from "node:fs";
import {
  bytes,
  makeServerKeys,
  makeSigningKeys,
  serverKeys,
  signingKeys,
  withNewMac,
  withNewProof,
  withNewSigning,
} from "./kept-keys.ts";
import { type GuessCost, makeRecovery, type RecoveryFile, recoveryFile } from "./recovery.ts";
import { readOrMake, readSecrets, replaceSecrets, secretPath } from "./secret-file.ts";
import { openSigning, type Signing } from "./signing.ts";

/** The secrets of a server. Nothing in here opens a tip. */
export interface Keyring {
  /** Under which look-ups, exclusions and sent bodies are hidden. */
  macKey: Uint8Array;
  /** That key and those before it, newest first, for what was hidden earlier. */
  macKeys: readonly Uint8Array[];
  /** Under which questions and proofs of work are signed. */
  proofKey: Uint8Array;
  signing: Signing;
  recovery: RecoveryFile;
}

export interface OpenedKeyring {
  keyring: Keyring;
  /** Only when the recovery pair was just made. Show it once; it is kept nowhere. */
  newPassphrase: string | null;
}

/** Reads the secrets in `directory`, making those that are missing; readable by the owner alone. */
export function openKeyring(
  directory: string,
  cost?: GuessCost,
  now: Date = new Date(),
): OpenedKeyring {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const at = now.toISOString();
  const server = readOrMake(secretPath(directory, "server"), serverKeys, () => makeServerKeys(at));
  const signing = readOrMake(secretPath(directory, "signing"), signingKeys, () =>
    makeSigningKeys(at),
  );
  const { recovery, newPassphrase } = readOrMakeRecovery(directory, cost);
  const macKeys = server.mac.map((key) => bytes(key.secret));
  const [macKey] = macKeys;
  const [proof] = server.proof;
  if (macKey === undefined || proof === undefined) throw new Error("server.json 里没有密钥。");
  const proofKey = bytes(proof.secret);
  const keyring = { macKey, macKeys, proofKey, signing: openSigning(signing), recovery };
  return { keyring, newPassphrase };
}

/** The signing keys alone, to check by; makes nothing. Throws when there are none. */
export function readSigning(directory: string): Signing {
  return openSigning(readSecrets(secretPath(directory, "signing"), signingKeys));
}

/** The keys that can be replaced, and what becomes of the old one. */
export const ROTATIONS = {
  signing: "旧的私钥销毁，公钥继续公布，以前的回执仍然可以核对",
  mac: "旧的密钥保留，以前的查询码仍然查得到",
  proof: "旧的密钥销毁，还没有答的验证问题要重新取题",
} as const;
export type RotatedKey = keyof typeof ROTATIONS;

/** Puts a new key in use; servers take it at their next start. Gives the id of the new key. */
export function rotateKey(directory: string, key: RotatedKey, now: Date): string {
  const at = now.toISOString();
  if (key === "signing") {
    const path = secretPath(directory, "signing");
    const rotated = withNewSigning(readSecrets(path, signingKeys), at);
    replaceSecrets(path, rotated);
    return rotated.signing[0]?.id ?? "";
  }
  const path = secretPath(directory, "server");
  const kept = readSecrets(path, serverKeys);
  const rotated = key === "mac" ? withNewMac(kept, at) : withNewProof(kept, at);
  replaceSecrets(path, rotated);
  return rotated[key][0]?.id ?? "";
}

/** The keys in use and those kept, without their secrets. */
export function listKeys(directory: string) {
  const { mac, proof } = readSecrets(secretPath(directory, "server"), serverKeys);
  const { signing } = readSecrets(secretPath(directory, "signing"), signingKeys);
  return Object.entries({ signing, mac, proof }).flatMap(([use, keys]) =>
    keys.map(({ id, algorithm, from, to }) => ({ use, id, algorithm, from, to })),
  );
}

function readOrMakeRecovery(directory: string, cost?: GuessCost) {
  let made: ReturnType<typeof makeRecovery> | undefined;
  const recovery = readOrMake(secretPath(directory, "recovery"), recoveryFile, () => {
    made = makeRecovery(cost);
    return made.file;
  });
  // Made at once with another process, only the pair that stayed has a passphrase to show.
  const isOurs = made !== undefined && made.file.id === recovery.id;
  return { recovery, newPassphrase: isOurs ? (made?.passphrase ?? null) : null };
}
