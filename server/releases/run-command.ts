import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { Run } from "./background-job.ts";

const LOWEST = 19;
const LINES_KEPT = 200;
const SCRIPTS = new URL("../../scripts/", import.meta.url);

/**
 * Runs a command of `scripts/` in a process of its own with the lowest priority: whoever reads
 * pages goes first. It inherits the settings of the server, so it works on the same folders.
 */
export async function runCommand(script: string, ...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, SCRIPTS)), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines.push(text);
      if (lines.length > LINES_KEPT) lines.shift();
    });
  }
  const run = new Promise<Run>((resolve) => {
    child.once("error", (error) => resolve({ isDone: false, output: error.message }));
    child.once("close", (code) => resolve({ isDone: code === 0, output: lines.join("") }));
  });
  lower(child.pid);
  return await run;
}

/** What the child starts inherits it. A child that is gone already needs none. */
function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, LOWEST);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
