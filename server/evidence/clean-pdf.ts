import { Worker } from "node:worker_threads";
import { SCAN_LIMITS, SCAN_PROBLEMS } from "#domain/picture.ts";
import { problemOfPdf } from "./pdf-content.ts";

type Cleaned = { copy: Uint8Array } | { problem: string };

const MEGABYTES = 512;

/**
 * Draws the pages of a PDF anew, so that the copy holds what can be seen on them and nothing else:
 * no author, program or dates, no text below a black bar, no layers. Or gives the sentence why not.
 * It is drawn in a thread with bounds of its own.
 */
export async function cleanPdf(bytes: Buffer): Promise<Cleaned> {
  const problem = problemOfPdf(bytes);
  return problem === null ? await drawApart(bytes) : { problem };
}

async function drawApart(bytes: Buffer): Promise<Cleaned> {
  const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  return await new Promise<Cleaned>((resolve) => {
    const giveUp = () => resolve({ problem: SCAN_PROBLEMS.tooCostly });
    const timer = setTimeout(giveUp, SCAN_LIMITS.seconds * 1000);
    worker.once("message", resolve);
    worker.once("error", () => resolve({ problem: SCAN_PROBLEMS.unreadable }));
    worker.once("exit", () => clearTimeout(timer));
    worker.once("exit", () => resolve({ problem: SCAN_PROBLEMS.unreadable }));
  }).finally(() => worker.terminate());
}
