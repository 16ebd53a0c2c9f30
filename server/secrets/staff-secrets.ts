import { z } from "zod";
import type { GuessCost } from "./recovery.ts";
import { keyIdOf, newKey } from "./sealing.ts";
import { readOrMake, secretPath } from "./secret-file.ts";

/** What sign-in takes besides what people know and have. Alone it opens nothing. */
export interface StaffSecrets {
  /**
   * Goes into every password's key and hides codes and sessions in the database, so that a stolen
   * database cannot even be guessed at without the folder of secrets.
   */
  key: Uint8Array;
  /** What a guess of a password costs. */
  cost: GuessCost;
}

/** 64 MiB and three passes of Argon2id: about a quarter of a second. */
const PASSWORD_COST: GuessCost = { memory: 65_536, passes: 3 };

const staffKey = z.object({ id: z.string(), algorithm: z.string(), secret: z.base64() });

/**
 * Reads the secret of staff accounts in `directory`, making it when there is none. It is never
 * replaced: without it no password opens anything, and every member would have to be reset.
 */
export function openStaffSecrets(directory: string, cost: GuessCost = PASSWORD_COST): StaffSecrets {
  const { secret } = readOrMake(secretPath(directory, "staff"), staffKey, () => {
    const key = newKey();
    const kept = Buffer.from(key).toString("base64");
    return { id: keyIdOf(key), algorithm: "blake2b", secret: kept };
  });
  return { key: Buffer.from(secret, "base64"), cost };
}
