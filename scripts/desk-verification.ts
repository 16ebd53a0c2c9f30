import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { PHOTO_FIELD } from "#domain/verification-photo.ts";
import type { SentRecord, TakePhoto } from "#server/services/record-verification.ts";

/**
 * Reads a verification record from a JSON file, as the API takes it, with photographs of the place.
 * What cannot be read is a problem, not a fault.
 */
export function recordFrom(file: string, photos: readonly string[]) {
  return async (take: TakePhoto): Promise<SentRecord> => {
    const input = await jsonIn(file);
    if (input === undefined) {
      const message = "记录文件打不开，或者不是完整的 JSON；请用 --record 指明文件。";
      return { input: null, problems: [{ field: "record", message }] };
    }
    if (!photos.every((photo) => existsSync(photo))) {
      const message = "有的照片找不到，请核对 --photo 写的文件名。";
      return { input, problems: [{ field: PHOTO_FIELD, message }] };
    }
    for (const photo of photos) await take(PHOTO_FIELD, contentOf(photo));
    return { input };
  };
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}
