import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PictureFolder } from "./services/house.ts";

/**
 * Keeps the pictures of publications in a folder that nobody is served from, each under the sum of
 * its bytes: the original, and the copy without metadata that may become public.
 */
export function openPictureFolder(folder: string): PictureFolder {
  const keep = async (bytes: Uint8Array): Promise<string> => {
    const sum = sumOf(bytes);
    const place = join(folder, sum);
    if (await stat(place).catch(() => null)) return sum;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `${randomUUID()}.part`);
    try {
      const file = await open(unfinished, "wx", 0o600);
      await file.writeFile(bytes).finally(() => file.sync().finally(() => file.close()));
      await rename(unfinished, place);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return sum;
  };
  return {
    keep,
    find: async (sum) => {
      if (!/^[0-9a-f]{64}$/.test(sum)) throw new RangeError("not the sum of a picture");
      const bytes = await readFile(join(folder, sum)).catch(unlessMissing);
      return bytes !== null && sumOf(bytes) === sum ? bytes : null;
    },
  };
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== "ENOENT") throw error;
  return null;
}
