import {
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import type { ReleaseState } from "#domain/release-progress.ts";
import { finishChange } from "#publishing/change-content.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { writeSnapshot } from "#registry/snapshot-file.ts";
import { buildFingerprint, codeFingerprint } from "../../scripts/build-inputs.mjs";
import { buildPages } from "./build-pages.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { assetsOf, carryAssets } from "./release-assets.ts";
import { releaseFaults } from "./release-check.ts";
import { noteProgress } from "./release-progress.ts";
import {
  currentId,
  findRelease,
  isPinned,
  listReleases,
  pin,
  type ReleaseNote,
  releasesIn,
  switchTo,
} from "./release-store.ts";
import { purgeReleases } from "./releases-in-use.ts";
import { fulfilBuild, wantedBuild } from "./wanted-build.ts";

/** What to build. `today`: the Shanghai date the pages speak of. */
export interface BuildOrder {
  contentDir: string;
  dataDir: string;
  today: string;
  /** Settings that the build writes into pages. */
  settings: { site: string | undefined; service: string | undefined };
  /** Nobody asked for it by hand: a release chosen by hand stays, if it fits the program. */
  isAutomatic: boolean;
  /** Of the process that asks; the build runs in the same, with the settings above. */
  environment: Readonly<Record<string, string | undefined>>;
  now: () => Date;
  say: (what: string) => void;
}

export type BuildOutcome =
  | { done: "built" | "unchanged" | "pinned"; release: ReleaseNote }
  | { faults: string[] };

/**
 * Builds a release from the content as it is now, checks it, and lets `current` point at it. One
 * build runs at a time; one that had to wait takes all that was published meanwhile, and finds
 * nothing to do when another has taken it already. Interrupted anywhere, it leaves the release
 * served before.
 */
export async function buildRelease(order: BuildOrder): Promise<BuildOutcome> {
  const onWait = () => order.say("另一个生成正在进行，等它完成");
  return await oneAtATime(order.dataDir, "build", () => toldBuild(order), onWait);
}

/** Builds, and notes every step for the console. */
async function toldBuild(order: BuildOrder): Promise<BuildOutcome> {
  const root = releasesIn(order.dataDir);
  const startedAt = order.now().toISOString();
  let step = "准备";
  const note = (state: ReleaseState, faults: readonly string[] = []) =>
    noteProgress(root, { state, step, startedAt, at: order.now().toISOString(), faults });
  note("building");
  const say = (what: string) => {
    step = what;
    note("building");
    order.say(what);
  };
  try {
    const outcome = await build({ ...order, say });
    if ("faults" in outcome) note("failed", outcome.faults);
    else note(outcome.done);
    return outcome;
  } catch (fault) {
    note("failed", ["生成时出了故障，日志里有详细的记录。"]);
    throw fault;
  }
}

async function build(order: BuildOrder): Promise<BuildOutcome> {
  const { contentDir, dataDir, today, settings, say } = order;
  const root = releasesIn(dataDir);
  const wish = await oneAtATime(dataDir, "content", async () => {
    finishChange(contentDir);
    return wantedBuild(root);
  });
  const served = findRelease(root, currentId(root) ?? "");
  const mayStay = order.isAutomatic && isPinned(root);
  if (served !== null && mayStay && served.code === codeFingerprint(settings)) {
    return { done: "pinned", release: served };
  }
  if (served?.fingerprint === buildFingerprint({ contentDir, today, settings })) {
    pin(root, false);
    await fulfil(dataDir, root, wish);
    return { done: "unchanged", release: served };
  }
  const place = await freeze(order, root);
  say("检查内容");
  const { snapshot, problems } = readContent(place.content);
  if (snapshot === undefined) {
    const errors = problems.filter((problem) => problem.severity === "error");
    return { faults: [`内容有 ${errors.length} 个错误：`, ...errors.map(formatProblem)] };
  }
  say("生成网站");
  writeSnapshot(place.snapshot, snapshot);
  const pages = await buildPages(place, order);
  if (pages === null) return { faults: ["网站没有生成，错误见上文。"] };
  say("检查网站");
  const faults = releaseFaults(
    place.client,
    snapshot.ledger,
    listReleases(root)[0]?.identifiers ?? [],
  );
  if (faults.length > 0) return { faults };
  const note = noteOn(order, place, snapshot, pages);
  carryAssets(root, place.client);
  finish(root, place, note);
  pin(root, false);
  switchTo(root, note.id);
  await fulfil(dataDir, root, wish);
  const gone = purgeReleases(root, order.now().getTime());
  if (gone.length > 0) say(`删去旧版本 ${gone.join("、")}`);
  return { done: "built", release: note };
}

/** Under the lock of the content, so that no wish is made between looking and taking it away. */
async function fulfil(dataDir: string, root: string, wish: string | null): Promise<void> {
  await oneAtATime(dataDir, "content", async () => fulfilBuild(root, wish));
}

/** Where a build works: always the same place, so that pages made before can be told to be the same. */
export interface BuildPlace {
  root: string;
  /** A copy of the content made in one go. */
  content: string;
  /** The same content, checked; what the pages are made from and the server reads. */
  snapshot: string;
  /** The folder Astro empties and fills. */
  site: string;
  client: string;
}

async function freeze({ contentDir, dataDir }: BuildOrder, root: string): Promise<BuildPlace> {
  const building = join(root, "building");
  const site = join(building, "site");
  const place = {
    root,
    content: join(building, "content"),
    snapshot: join(building, "snapshot.json"),
    site,
    client: join(site, "client"),
  };
  // Left by a build that broke off; pages it had kept may be newer than the list of them.
  if (existsSync(building)) rmSync(join(root, "page-cache"), { recursive: true, force: true });
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  linkPackages(root);
  const isContent = (path: string) => !basename(path).startsWith(".");
  await oneAtATime(dataDir, "content", async () => {
    finishChange(contentDir);
    const filter = (path: string) => path === contentDir || isContent(path);
    cpSync(contentDir, place.content, { recursive: true, filter });
  });
  return place;
}

/** Built pages import a few packages by name, wherever the data folder lies. */
function linkPackages(root: string): void {
  const link = join(root, "node_modules");
  rmSync(link, { force: true });
  symlinkSync(resolve("node_modules"), link);
}

function noteOn(
  order: BuildOrder,
  place: BuildPlace,
  snapshot: Snapshot,
  pages: number,
): ReleaseNote {
  const { today, settings } = order;
  const builtAt = order.now().toISOString();
  const fingerprint = buildFingerprint({ contentDir: place.content, today, settings });
  const stamp = builtAt.replace(/[-:]|\.\d+/g, "");
  return {
    id: `${stamp}-${fingerprint.slice(0, 8)}`,
    builtAt,
    today,
    fingerprint,
    code: codeFingerprint(settings),
    pages,
    identifiers: snapshot.ledger.map((row) => row.id),
    assets: assetsOf(place.client),
  };
}

/** From here on it is a release: everything in its place first, its name last. */
function finish(root: string, place: BuildPlace, note: ReleaseNote): void {
  const building = join(root, "building");
  for (const part of ["client", "server"]) renameSync(join(place.site, part), join(building, part));
  rmSync(place.site, { recursive: true });
  writeFileSync(join(building, "release.json"), `${JSON.stringify(note, null, 1)}\n`);
  renameSync(building, join(root, note.id));
}
