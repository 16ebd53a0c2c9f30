import { Worker } from "node:worker_threads";
import { LIMITS, type Refusal, UNREADABLE, type Workbook } from "./workbook.ts";

/** What the worker sends back. */
export type WorkerAnswer = { workbook: Workbook } | { refusal: Refusal };

const TOO_COSTLY: Refusal = {
  message: "工作簿太大，读它要用的内存或时间超过了限度",
  remedy: "删去空白行列、格式和无关的工作表，或者分成几个文件",
};

const OUT_OF_MEMORY = "ERR_WORKER_OUT_OF_MEMORY";

/** Parses a workbook in a thread with bounds of its own: running out there ends only the thread. */
export function readXlsxApart(
  bytes: Uint8Array,
  megabytes: number = LIMITS.workerMegabytes,
): Promise<WorkerAnswer> {
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ refusal: TOO_COSTLY }), LIMITS.seconds * 1000);
    worker.once("message", resolve);
    worker.once("error", (fault: NodeJS.ErrnoException) =>
      resolve({ refusal: fault.code === OUT_OF_MEMORY ? TOO_COSTLY : UNREADABLE }),
    );
    worker.once("exit", () => resolve({ refusal: UNREADABLE }));
    worker.once("exit", () => clearTimeout(timer));
  }).finally(() => worker.terminate()) as Promise<WorkerAnswer>;
}
