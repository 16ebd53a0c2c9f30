import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { CannotOpen, seal, unseal } from "./secrets/sealing.ts";
import type { PictureFolder } from "./services/house.ts";

const SUM = /^[0-9a-f]{64}$/;
/** Of a picture, or of one whose writing was cut off. */
const NAME = /^[0-9a-f]{64}$|^[0-9a-f-]{36}\.part$/;

/**
 * Keeps the pictures of publications in a folder that nobody is served from, sealed under a key that
 * lies elsewhere, each under the sum of its bytes: the original, and the copy without metadata that
 * may become public. The key is asked for when something is sealed or opened.
 */
export function openPictureFolder(folder: string, keyOf: () => Uint8Array): PictureFolder {
  const keep = async (bytes: Uint8Array): Promise<string> => {
    const sum = sumOf(bytes);
    const place = join(folder, sum);
    // Sent once more it is as fresh as new, so that no sweep takes it away meanwhile.
    if (await isThere(place)) {
      await utimes(place, new Date(), new Date());
      return sum;
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `${randomUUID()}.part`);
    const sealed = seal(keyOf(), bytes, contextOf(sum));
    try {
      const file = await open(unfinished, "wx", 0o600);
      await file.writeFile(sealed).finally(() => file.sync().finally(() => file.close()));
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
      if (!SUM.test(sum)) throw new RangeError("not the sum of a picture");
      const sealed = await readFile(join(folder, sum)).catch(unlessMissing);
      return sealed === null ? null : opened(keyOf(), sealed, sum);
    },
    list: async (before) => await namesIn(folder, before),
    delete: async (name) => {
      if (!NAME.test(name)) throw new RangeError("not the name of a picture");
      await rm(join(folder, name), { force: true });
    },
  };
}

/** Null when it was changed, or sealed under a key that is no more. */
function opened(key: Uint8Array, sealed: Uint8Array, sum: string): Uint8Array | null {
  try {
    const bytes = unseal(key, sealed, contextOf(sum));
    return sumOf(bytes) === sum ? bytes : null;
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    return null;
  }
}

async function namesIn(folder: string, before: Date): Promise<string[]> {
  const names = (await readdir(folder).catch(unlessMissing)) ?? [];
  const states = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  return names.filter((name, at) => {
    const state = states[at];
    return NAME.test(name) && state != null && state.mtime < before;
  });
}

async function isThere(place: string): Promise<boolean> {
  return (await stat(place).catch(unlessMissing)) !== null;
}

function contextOf(sum: string): string {
  return `picture/${sum}`;
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== "ENOENT") throw error;
  return null;
}
