import type { Logger } from "pino";
import { shanghaiDate } from "#domain/calendar-date.ts";
import type { Settings } from "../env.ts";
import { type BackgroundJob, runWhenDue } from "./background-job.ts";
import type { Publisher } from "./publisher-job.ts";
import { isPinned, releasesIn } from "./release-store.ts";
import { followReleases, openFolder, type Releases } from "./releases.ts";
import { runCommand } from "./run-command.ts";
import { wantedBuild } from "./wanted-build.ts";

/** What the server shows, and what it can say about it. */
export interface ServedSite {
  releases: Releases;
  /** For `/readyz`. */
  facts: () => object;
  /** Builds from now on whenever it is time and this machine is the one that publishes. */
  keepFresh: (publisher: Pick<Publisher, "isHere">) => void;
  stop: () => void;
}

/**
 * Opens what the settings say is to be served: a built folder as it is, or the releases of the
 * data folder, which are followed and, once asked, built again after midnight (unless TODAY stands
 * still) and when something was published.
 * Throws, with what to do, when there is none.
 */
export async function openSite(settings: Settings, log: Logger): Promise<ServedSite> {
  if (settings.SITE_DIR !== undefined) {
    const releases = await openFolder(settings.SITE_DIR, settings.CONTENT_DIR);
    return { releases, facts: () => ({}), keepFresh: () => undefined, stop: () => undefined };
  }
  const root = releasesIn(settings.DATA_DIR);
  const releases = await followReleases(root, (what) => log.warn(what));
  const now = () => new Date();
  const isStale = () => {
    const isYesterdays = !settings.TODAY && releases.now().today !== shanghaiDate(now());
    return (isYesterdays || wantedBuild(root) !== null) && !isPinned(root);
  };
  let builds: BackgroundJob | null = null;
  return {
    releases,
    facts: () => {
      const { id, today } = releases.now();
      return { release: id, asOf: today, fault: releases.fault(), build: builds?.state() };
    },
    keepFresh: (publisher) => {
      builds = runWhenDue({
        isDue: () => publisher.isHere() && isStale(),
        run: () => runCommand("release.ts", "build", "--automatic"),
        now,
        report: (output) =>
          log.error(`新的页面没有生成，仍用原来的版本，十五分钟后再试：\n${output}`),
      });
    },
    stop: () => {
      builds?.stop();
      releases.stop();
    },
  };
}
