import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { SealedFiles } from "#server/services/house.ts";

/** Of a sealed file, or of one whose writing was cut off. */
const NAME = /^[0-9a-f]{8}-[0-9a-f-]{27}\.(?:original|copy)(?:\.[0-9a-f-]{36}\.part)?$/;
/** What the database and everything else keep to themselves on the disk. */
const RESERVED_BYTES = 1_000_000_000;

/**
 * Keeps sealed files in a folder, which several machines may share. A file appears whole or not at
 * all: it is written under a name of its own, flushed to the disk, then renamed.
 */
export function openFileFolder(directory: string): SealedFiles {
  const pathOf = (name: string) => {
    if (!NAME.test(name)) throw new RangeError("not the name of a sealed file");
    return join(directory, name.slice(0, 2), name);
  };
  return {
    write: async (name, content) => {
      const path = pathOf(name);
      const folder = dirname(path);
      const unfinished = `${path}.${randomUUID()}.part`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        const file = await open(unfinished, "wx", 0o600);
        await pipeline(content, file.createWriteStream({ flush: true }));
        await rename(unfinished, path);
        await flushFolder(folder);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    read: (name) => createReadStream(pathOf(name)),
    delete: async (name) => await rm(pathOf(name), { force: true }),
    list: async (before) => await listWritten(directory, before),
    hasRoom: async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize > RESERVED_BYTES;
    },
  };
}

/** A name in a folder is on the disk only when the folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function listWritten(directory: string, before: Date): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const names: string[] = [];
  for (const entry of entries) {
    if (!NAME.test(entry.name)) continue;
    const state = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    if (state !== null && state.mtime < before) names.push(entry.name);
  }
  return names;
}
