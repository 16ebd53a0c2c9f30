/** `npm run check`: everything that can be said of the code and content without running it. */
import { CHECK_STEPS, runSteps } from "./steps.ts";

process.exitCode = runSteps(CHECK_STEPS).every((step) => step.isPassed) ? 0 : 1;
