import { AsyncLocalStorage } from "node:async_hooks";
import { join, resolve } from "node:path";
import { readSnapshot } from "#registry/snapshot-file.ts";
import type { RenderPage } from "../pages.ts";
import { openRelease, type Release, type ReleasePlace, readSound } from "./release.ts";
import { currentId, findRelease, type ReleaseNote } from "./release-store.ts";
import { markInUse, unmarkInUse } from "./releases-in-use.ts";

/** The release being served, which may change while the server runs. */
export interface Releases {
  /** That of the request being answered; outside of requests the one served now. */
  now: () => Release;
  /** Runs the work on the release served now, also when another takes its place meanwhile. */
  hold: <T>(work: () => T) => T;
}

/** One release for good. */
export function fixedRelease(release: Release): Releases {
  return { now: () => release, hold: (work) => work() };
}

/** A built folder that is served as it is, with the content it was made from. */
export async function openFolder(folder: string, content: string): Promise<Releases> {
  const snapshot = readSound(content);
  const place = { id: "", today: null, folder: resolve(folder), snapshot };
  return fixedRelease(await openRelease(place));
}

export interface FollowedReleases extends Releases {
  /** Why the release that `current` points at is not served; null when it is. */
  fault: () => string | null;
  stop: () => void;
}

const LOOK_EVERY = 1000;
const MARK_EVERY = 60_000;

/**
 * Serves what `current` below `root` points at and follows it: a new release is opened beside the
 * old one and takes its place in one assignment. Made by another program than the one loaded, it
 * is left alone until the server starts again, and `report` says so. Throws without a release.
 */
export async function followReleases(
  root: string,
  report: (what: string) => void,
): Promise<FollowedReleases> {
  const first = whole(root);
  let served = await openRelease(placeOf(root, first));
  const { renderPage } = served;
  let fault: string | null = null;
  let seen = first.id;

  async function look(): Promise<void> {
    const id = currentId(root);
    if (id === seen || id === null) return;
    seen = id;
    try {
      served = await next(root, id, first, renderPage);
      fault = null;
      mark();
      report(`换上版本 ${id}`);
    } catch (error) {
      fault = (error as Error).message;
      report(fault);
    }
  }
  const mark = () => markInUse(root, [first.id, served.id]);
  mark();
  const timers = [alone(look, LOOK_EVERY), alone(async () => mark(), MARK_EVERY)];

  const requests = new AsyncLocalStorage<Release>();
  return {
    now: () => requests.getStore() ?? served,
    hold: (work) => requests.run(served, work),
    fault: () => fault,
    stop: () => {
      for (const timer of timers) clearInterval(timer);
      unmarkInUse(root);
    },
  };
}

function whole(root: string): ReleaseNote {
  const note = findRelease(root, currentId(root) ?? "");
  if (note !== null) return note;
  throw new Error(
    `${root} 里还没有生成过网站。请先运行 npm run release -- build，或者用 npm start。`,
  );
}

function placeOf(root: string, { id, today, assets }: ReleaseNote): ReleasePlace {
  const folder = join(root, id);
  const searchIndex = assets.map((path) => /^search-index\/([^/]+)/.exec(path)?.[1]).find(Boolean);
  const snapshot = readSnapshot(join(folder, "snapshot.json"));
  return { id, today, folder, snapshot, searchIndex };
}

/** Throws, with what to say, when the release cannot be served by the program that runs. */
async function next(
  root: string,
  id: string,
  first: ReleaseNote,
  renderPage: RenderPage,
): Promise<Release> {
  const note = findRelease(root, id);
  if (note === null) throw new Error(`版本 ${id} 不完整，仍用原来的版本`);
  if (note.code !== first.code) {
    throw new Error(`版本 ${id} 是用改过的程序或设置生成的，重新启动服务后才换上；仍用原来的版本`);
  }
  return await openRelease(placeOf(root, note), renderPage);
}

/** Runs a job again and again, never twice at once. */
function alone(job: () => Promise<void>, every: number): NodeJS.Timeout {
  let isRunning = false;
  return setInterval(async () => {
    if (isRunning) return;
    isRunning = true;
    await job().finally(() => {
      isRunning = false;
    });
  }, every);
}
