import type { Logger } from "pino";
import { listPublications } from "#db/queries/publications.ts";
import type { House } from "../services/house.ts";
import { type BackgroundJob, runWhenDue } from "./background-job.ts";
import type { Publisher } from "./publisher-job.ts";
import { runCommand } from "./run-command.ts";

const LOOK_EVERY = 30_000;

/**
 * Publishes what has been admitted when its hour has come, and what broke off while written, where
 * this machine is the one that publishes.
 */
export function startPublishing(
  house: House,
  publisher: Pick<Publisher, "isHere">,
  log: Logger,
): BackgroundJob {
  return runWhenDue({
    isDue: async () => {
      if (!publisher.isHere()) return false;
      const before = house.now().toISOString();
      const { read } = house.db;
      const admitted = await listPublications(read, { stage: "admitted", before });
      const writing = await listPublications(read, { stage: "writing", before: "9999" });
      return admitted.length + writing.length > 0;
    },
    run: () => runCommand("publish.ts", "due"),
    now: house.now,
    report: (output) => log.error(`到时间的名单没有公布，十五分钟后再试：\n${output}`),
    lookEvery: LOOK_EVERY,
  });
}
