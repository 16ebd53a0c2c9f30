import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import type { Context } from "hono";
import { EVIDENCE_LIMITS } from "#domain/evidence.ts";
import { UploadTooSlow } from "#server/services/evidence-file.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** All files a tip may have, and what a form adds around them. */
export const UPLOAD_BYTES = EVIDENCE_LIMITS.bytes + 1_000_000;

/** Forms hold a code and a few buttons; of evidence the names of files are never looked at. */
const FORM_LIMITS = {
  fields: 20,
  fieldNameSize: 100,
  fieldSize: 10_000,
  files: EVIDENCE_LIMITS.files,
  parts: EVIDENCE_LIMITS.files + 20,
  headerPairs: 50,
  headerSize: 8192,
} as const;

/** True when the sender announces more than any upload may have. */
export function isTooLarge(c: Context): boolean {
  return Number(c.req.header("Content-Length") ?? 0) > UPLOAD_BYTES;
}

/** True for a form with files in it; anything else is a file by itself. */
export function isForm(c: Context): boolean {
  return /^multipart\//i.test(c.req.header("Content-Type") ?? "");
}

/**
 * What comes in the body, as it comes; throws when nothing comes for so many milliseconds. On a weak
 * signal a phone pauses for seconds.
 */
export async function* bodyOf(c: Context, patience: number): AsyncGenerator<Uint8Array> {
  const reader = c.req.raw.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), patience);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function inTime<T>(coming: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UploadTooSlow()), milliseconds);
  });
  return await Promise.race([coming, late]).finally(() => clearTimeout(timer));
}

/**
 * Reads a form as it comes: `take` gets each file in turn, with the fields that came before it.
 * Gives all fields, and whether the form was whole.
 */
export async function readForm(
  c: Context,
  patience: number,
  take: (
    content: Bytes,
    fields: ReadonlyMap<string, string>,
    file: { name: string; field: string },
  ) => Promise<void>,
  limits: Partial<Record<keyof typeof FORM_LIMITS, number>> = {},
): Promise<{ fields: Map<string, string>; isWhole: boolean; hasTooManyFiles: boolean }> {
  const fields = new Map<string, string>();
  const result = { fields, isWhole: false, hasTooManyFiles: false };
  let taking: Promise<void> = Promise.resolve();
  const open = new Set<Readable>();
  try {
    const form = new Busboy({
      headers: { "content-type": c.req.header("Content-Type") ?? "" },
      limits: { ...FORM_LIMITS, ...limits },
    });
    form.on("field", (name, value) => void fields.set(name, value));
    form.on("filesLimit", () => {
      result.hasTooManyFiles = true;
    });
    form.on("file", (field, content, name) => {
      // Without a script to say otherwise, browsers send an empty file where none was chosen.
      if (!name) return void content.resume();
      open.add(content);
      content.on("error", () => undefined);
      taking = taking.then(async () => {
        await take(content, fields, { name, field });
        content.resume();
        open.delete(content);
      });
      taking.catch(() => undefined);
    });
    const arrived = finished(form);
    const body = Readable.from(bodyOf(c, patience), { objectMode: false });
    body.on("error", (error) => {
      for (const content of open) content.destroy(error);
      form.destroy(error);
    });
    body.pipe(form);
    await arrived;
    result.isWhole = true;
  } catch {
    for (const content of open) content.destroy(new Error("the form broke off"));
  }
  await taking;
  return result;
}
