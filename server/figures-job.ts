import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { listPlacesWithTips } from "#db/queries/clocked-tips.ts";
import { addMonths, shanghaiMidnight } from "#domain/calendar-date.ts";
import { figuresPath } from "#registry/read-figures.ts";
import type { Settings } from "./env.ts";
import { type BackgroundJob, runWhenDue } from "./releases/background-job.ts";
import type { Publisher } from "./releases/publisher-job.ts";
import { runCommand } from "./releases/run-command.ts";
import type { House } from "./services/house.ts";

const LOOK_EVERY = 10 * 60_000;

/**
 * Publishes the figures of a month when it is over, where the operator said so; null where they are
 * written by hand.
 */
export function startFigures(
  house: House,
  { PUBLISH_FIGURES }: Pick<Settings, "PUBLISH_FIGURES">,
  publisher: Pick<Publisher, "isHere">,
  log: Logger,
  run: () => ReturnType<typeof runCommand> = () => runCommand("figures.ts", "--build"),
): BackgroundJob | null {
  if (PUBLISH_FIGURES !== "monthly") return null;
  return runWhenDue({
    isDue: async () => publisher.isHere() && (await isMissing(house)),
    run,
    now: house.now,
    report: (output) => log.error(`上个月的举报数字没有写出，十五分钟后再试：\n${output}`),
    lookEvery: LOOK_EVERY,
  });
}

/** Whether a place that had tips by the end of last month lacks its figures of that month. */
async function isMissing({ db, content, today }: House): Promise<boolean> {
  const firstOfMonth = `${today().slice(0, 7)}-01`;
  const month = addMonths(firstOfMonth, -1).slice(0, 7);
  const places = await listPlacesWithTips(db.read, shanghaiMidnight(firstOfMonth));
  return places.some(
    (jurisdiction) => !existsSync(join(content.root, figuresPath({ jurisdiction, month }))),
  );
}
