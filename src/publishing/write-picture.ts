import { randomUUID } from "node:crypto";
import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Puts a picture below `root`, whole or not at all, before anything names it; its name is the sum of
 * its bytes, so doing it again does no harm.
 */
export async function writePicture(root: string, file: string, bytes: Uint8Array): Promise<void> {
  const place = join(root, file);
  if (await stat(place).catch(() => null)) return;
  await mkdir(dirname(place), { recursive: true });
  const unfinished = join(root, `.${randomUUID()}.part`);
  const handle = await open(unfinished, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, place);
}
