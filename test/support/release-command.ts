import { spawn } from "node:child_process";

/** What a run of `npm run release` came to. */
export interface Run {
  code: number | null;
  output: string;
}

/** Runs `scripts/release.ts` with settings of the test's own; never rejects. */
export function release(
  args: readonly string[],
  settings: Record<string, string>,
): Promise<Run> & { kill: () => void } {
  const child = spawn(process.execPath, ["scripts/release.ts", ...args], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that a kill takes the build that it started along.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const run = new Promise<Run>((resolve) => {
    child.once("close", (code) => resolve({ code, output }));
  });
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  };
  return Object.assign(run, { kill });
}
