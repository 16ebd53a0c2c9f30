import type { Context } from "hono";
import PQueue from "p-queue";

type Answer = Response | Promise<Response>;

/**
 * Lets only a few costly requests run at once and a few more wait; the rest are told at once when
 * to come back (`busy`), so that nobody waits behind a flood.
 */
export function fewAtOnce(
  { running, waiting }: { running: number; waiting: number },
  busy: (c: Context) => Answer,
): (c: Context, run: () => Promise<Response>) => Promise<Response> {
  const queue = new PQueue({ concurrency: running });
  return async (c, run) => {
    if (queue.size < waiting) return await queue.add(run);
    c.header("Retry-After", "5");
    return await busy(c);
  };
}
