import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Hidden from readers; one at a time writes, so what broke off is written over. */
const UNFINISHED = ".unfinished-picture";

/**
 * Puts a picture below `root`, whole or not at all, before anything names it; its name is the sum of
 * its bytes, so doing it again does no harm. To be called by one process at a time.
 */
export async function writePicture(root: string, file: string, bytes: Uint8Array): Promise<void> {
  const place = join(root, file);
  if (await stat(place).catch(() => null)) return;
  await mkdir(dirname(place), { recursive: true });
  const unfinished = join(root, UNFINISHED);
  const handle = await open(unfinished, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, place);
}
