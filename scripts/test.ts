/**
 * `npm test`: checks, then all tests (the site is built once for those that need it). Ends with one
 * plain line of counts. `npm test -- NAME…` runs only the tests whose path holds NAME.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECK_STEPS, runSteps } from "./steps.ts";

const filters = process.argv.slice(2);
const steps =
  filters.length > 0 ? [] : runSteps(CHECK_STEPS.filter((step) => step.name !== "imports"));
const tests = runTests(filters);
const passed = steps.filter((step) => step.isPassed).length + tests.passed;
const failed = steps.filter((step) => !step.isPassed).length + tests.failed;
for (const step of steps) if (!step.isPassed) console.log(`failed: ${step.name}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;

/**
 * Runs vitest and counts. A run that ends without a report counts as one failure, and so does each
 * test that was left out: what was not run is not known to hold.
 */
function runTests(names: string[]): { passed: number; failed: number } {
  const folder = mkdtempSync(join(tmpdir(), "counts-"));
  const report = join(folder, "report.json");
  try {
    const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { status } = spawnSync("vitest", [...args, ...names], { stdio: "inherit" });
    const counts = JSON.parse(readFileSync(report, "utf8"));
    const skipped: number = counts.numPendingTests ?? 0;
    if (skipped > 0) console.log(`failed: ${skipped} skipped`);
    const failedTests: number = counts.numFailedTests + skipped;
    const silent = status !== 0 && failedTests === 0 ? 1 : 0;
    return { passed: counts.numPassedTests, failed: failedTests + silent };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
