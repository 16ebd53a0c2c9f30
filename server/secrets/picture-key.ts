import { mkdirSync } from "node:fs";
import { z } from "zod";
import { keyIdOf, newKey } from "./sealing.ts";
import { readOrMake, secretPath } from "./secret-file.ts";

const pictureKey = z.object({ id: z.string(), algorithm: z.string(), secret: z.base64() });

/**
 * Reads the key under which pictures of publications are sealed, making it when there is none. It is
 * the server's own, since what is published is published without anybody being signed in: whoever
 * has the data folder alone reads none of them.
 */
export function openPictureKey(directory: string): Uint8Array {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { secret } = readOrMake(secretPath(directory, "pictures"), pictureKey, () => {
    const key = newKey();
    const kept = Buffer.from(key).toString("base64");
    return { id: keyIdOf(key), algorithm: "xchacha20poly1305", secret: kept };
  });
  return Buffer.from(secret, "base64");
}
