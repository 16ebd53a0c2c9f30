import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";

/** What the last build that the server started is doing or has come to. */
export interface BuildState {
  state: "none" | "running" | "done" | "failed";
  /** When it began. */
  at: string | null;
}

export interface DailyBuild {
  state: () => BuildState;
  stop: () => void;
}

const LOWEST = 19;
const LOOK_EVERY = 20_000;
const TRY_AGAIN_AFTER = 15 * 60_000;
const RELEASE_COMMAND = fileURLToPath(new URL("../../scripts/release.ts", import.meta.url));

/**
 * Starts a build whenever `isStale` says that the pages served are of yesterday: just after
 * midnight, or when a machine that slept wakes up. The build is a process of its own with the
 * lowest priority; when it fails the old pages stay and it is tried again a quarter of an hour
 * later.
 */
export function buildDaily(parts: {
  isStale: () => boolean;
  now: () => Date;
  report: (what: string) => void;
  run?: () => Promise<{ isDone: boolean; output: string }>;
  lookEvery?: number;
}): DailyBuild {
  const { isStale, now, report, run = runBuild } = parts;
  let state: BuildState = { state: "none", at: null };
  let notBefore = 0;

  async function look(): Promise<void> {
    if (state.state === "running" || now().getTime() < notBefore || !isStale()) return;
    const at = now().toISOString();
    state = { state: "running", at };
    const { isDone, output } = await run();
    state = { state: isDone ? "done" : "failed", at };
    notBefore = now().getTime() + TRY_AGAIN_AFTER;
    if (!isDone) report(`新一天的页面没有生成，仍用原来的版本，十五分钟后再试：\n${output}`);
  }
  void look();
  const timer = setInterval(look, parts.lookEvery ?? LOOK_EVERY);
  return { state: () => state, stop: () => clearInterval(timer) };
}

/** Inherits the settings of the server, so that it works on the same folders. */
async function runBuild(): Promise<{ isDone: boolean; output: string }> {
  const child = spawn(process.execPath, [RELEASE_COMMAND, "build", "--automatic"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Whoever reads pages goes first; what the build starts inherits this.
  if (child.pid !== undefined) setPriority(child.pid, LOWEST);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      lines.push(text);
      if (lines.length > 200) lines.shift();
    });
  }
  return await new Promise((resolve) => {
    child.once("error", (error) => resolve({ isDone: false, output: error.message }));
    child.once("close", (code) => resolve({ isDone: code === 0, output: lines.join("") }));
  });
}
