import type { Context } from "hono";
import { createMiddleware } from "hono/factory";

interface SmallBody {
  /** The most it may have. */
  bytes: number;
  /** Milliseconds within which all of it must be here. */
  patience: number;
  /** Has a body that is not small. */
  isExempt: (c: Context) => boolean;
  tooLarge: (c: Context) => Response;
  tooSlow: (c: Context) => Response;
}

/** Takes a body whole before anything else happens, if it is small and comes soon. */
export function smallBody({ bytes, patience, isExempt, tooLarge, tooSlow }: SmallBody) {
  return createMiddleware(async (c, next) => {
    if (isExempt(c) || !c.req.raw.body) return await next();
    if (Number(c.req.header("Content-Length") ?? 0) > bytes) return tooLarge(c);
    const body = await take(c.req.raw.body.getReader(), bytes, patience);
    if (body === "large") return tooLarge(c);
    if (body === "slow") return tooSlow(c);
    c.req.raw = new Request(c.req.raw, { body });
    return await next();
  });
}

async function take(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  bytes: number,
  patience: number,
): Promise<Buffer<ArrayBuffer> | "large" | "slow"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"slow">((resolve) => {
    timer = setTimeout(() => resolve("slow"), patience);
  });
  const chunks: Uint8Array[] = [];
  try {
    for (let length = 0; length <= bytes; ) {
      const read = await Promise.race([reader.read(), late]);
      if (read === "slow") return "slow";
      if (read.done) return Buffer.concat(chunks);
      chunks.push(read.value);
      length += read.value.length;
    }
    return "large";
  } finally {
    clearTimeout(timer);
  }
}
