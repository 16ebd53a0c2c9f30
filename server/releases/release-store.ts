import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { calendarDate } from "#domain/calendar-date.ts";

/** What is written beside a release, last of all: a folder without it is no release. */
const releaseNote = z.strictObject({
  id: z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{8}$/),
  builtAt: z.iso.datetime(),
  /** The Shanghai date the pages speak of. */
  today: calendarDate,
  /** Of everything the pages are made of, and of the program alone. */
  fingerprint: z.string(),
  code: z.string(),
  pages: z.number().int(),
  /** Every id of the ledger: none of them may be missing from a later release. */
  identifiers: z.array(z.string()),
  /** Files named after their content that these pages ask for, below `client`. */
  assets: z.array(z.string()),
});
export type ReleaseNote = z.infer<typeof releaseNote>;

/** Where the releases of a data folder lie. */
export function releasesIn(dataDir: string): string {
  return resolve(dataDir, "releases");
}

/** Every whole release below `root`, newest first. */
export function listReleases(root: string): ReleaseNote[] {
  const names = existsSync(root) ? readdirSync(root).sort().reverse() : [];
  return names.flatMap((name) => findRelease(root, name) ?? []);
}

/** The release of that id; null when there is none or it is not whole. */
export function findRelease(root: string, id: string): ReleaseNote | null {
  if (!/^\d{8}T/.test(id)) return null;
  try {
    return releaseNote.parse(JSON.parse(readFileSync(join(root, id, "release.json"), "utf8")));
  } catch {
    return null;
  }
}

/** The id that `current` points at; null before the first release. */
export function currentId(root: string): string | null {
  try {
    return basename(readlinkSync(join(root, "current")));
  } catch {
    return null;
  }
}

/** Lets `current` point at another release; whoever looks sees the old one or the new one. */
export function switchTo(root: string, id: string): void {
  const next = join(root, `.current-${process.pid}`);
  rmSync(next, { force: true });
  symlinkSync(id, next);
  renameSync(next, join(root, "current"));
}

/**
 * A release that somebody chose by hand stays until somebody asks for a build by hand: the build
 * after midnight must not bring back what they went back from.
 */
export function isPinned(root: string): boolean {
  return existsSync(join(root, "pinned"));
}

/** Pins what is served, or lets go of it. */
export function pin(root: string, isOn: boolean): void {
  if (isOn) writeFileSync(join(root, "pinned"), "");
  else rmSync(join(root, "pinned"), { force: true });
}
