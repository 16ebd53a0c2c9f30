import { spawnSync } from "node:child_process";

/** A command that either passes or fails. */
interface Step {
  name: string;
  command: readonly string[];
}

export const CHECK_STEPS: readonly Step[] = [
  { name: "lint and format", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "types of pages", command: ["astro", "sync"] },
  { name: "types", command: ["tsc", "-p", "."] },
  { name: "types in pages", command: ["astro", "check", "--minimumFailingSeverity", "warning"] },
  { name: "content", command: ["node", "scripts/content-check.ts"] },
  { name: "imports", command: ["vitest", "run", "--project", "unit", "test/architecture"] },
];

export interface StepResult {
  name: string;
  isPassed: boolean;
  seconds: number;
}

/** Runs every step, also after one has failed, so that all that is wrong is said at once. */
export function runSteps(steps: readonly Step[]): StepResult[] {
  return steps.map(({ name, command: [program = "", ...args] }) => {
    const startedAt = Date.now();
    console.log(`\n── ${name}: ${[program, ...args].join(" ")}`);
    const { status } = spawnSync(program, args, { stdio: "inherit" });
    const result = { name, isPassed: status === 0, seconds: (Date.now() - startedAt) / 1000 };
    console.log(
      `── ${name}: ${result.isPassed ? "passed" : "FAILED"} in ${result.seconds.toFixed(1)} s`,
    );
    return result;
  });
}
