/** What the last run that the server started is doing or has come to. */
export interface JobState {
  state: "none" | "running" | "done" | "failed";
  /** When it began. */
  at: string | null;
}

export interface BackgroundJob {
  state: () => JobState;
  stop: () => void;
}

/** A command that has ended, with what it printed. */
export interface Run {
  isDone: boolean;
  output: string;
}

const LOOK_EVERY = 20_000;
const TRY_AGAIN_AFTER = 15 * 60_000;

/**
 * Runs something whenever it is due, also when the machine was asleep at the time, and never twice
 * at once. When it fails, `report` hears why, and it is tried again a quarter of an hour later.
 */
export function runWhenDue(parts: {
  isDue: () => boolean | Promise<boolean>;
  run: () => Promise<Run>;
  now: () => Date;
  report: (output: string) => void;
  lookEvery?: number;
}): BackgroundJob {
  const { isDue, run, now, report } = parts;
  let last: JobState = { state: "none", at: null };
  let isLooking = false;
  let notBefore = 0;

  async function runIfDue(): Promise<void> {
    if (now().getTime() < notBefore || !(await isDue())) return;
    const at = now().toISOString();
    last = { state: "running", at };
    const { isDone, output } = await run();
    last = { state: isDone ? "done" : "failed", at };
    if (isDone) return;
    notBefore = now().getTime() + TRY_AGAIN_AFTER;
    report(output);
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    await runIfDue().catch((error: Error) => report(error.message));
    isLooking = false;
  }
  void look();
  const timer = setInterval(look, parts.lookEvery ?? LOOK_EVERY);
  return { state: () => last, stop: () => clearInterval(timer) };
}
