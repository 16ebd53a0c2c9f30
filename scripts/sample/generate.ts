import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Problem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { castPlace } from "./cast.ts";
import { type Place, placeOf } from "./place.ts";
import { tellLife } from "./tell.ts";
import { type Written, writePlace } from "./write-place.ts";

export interface SampleOptions {
  /** Firms in all places together. */
  enterprises: number;
  seed: number;
  today: CalendarDate;
  /** Where jurisdictions and shared tables are taken from. */
  content: string;
  out: string;
  /** Leaves everything but the entries of `out` as it is. */
  entriesOnly: boolean;
}

/** What generating gave: what was written for each place, or why nothing was. */
export type SampleResult =
  | { written: ReadonlyMap<string, Written> }
  | { problems: readonly Problem[] }
  | { refusal: string };

/** Rooms of a content folder that hold entries; all others are copied as they are. */
export const ENTRY_ROOMS = [
  "enterprises",
  "equipment",
  "equipment-events",
  "acceptances",
  "ledger",
  "lists",
  "announcements",
  "pledges",
] as const;

/** Firms of one place for which names.ts has names of their own. */
const MOST_IN_A_PLACE = 100_000;

/** Writes demonstration entries for every place of a content folder, the same for the same options. */
export function generateSample(options: SampleOptions): SampleResult {
  const real = realEntries(options.out);
  if (real) return { refusal: `${real} 不是演示数据，不会覆盖。请换一个输出文件夹。` };
  const { snapshot, problems } = readWithoutEntries(options.content);
  if (!snapshot) return { problems };
  const share = options.enterprises / snapshot.jurisdictions.length;
  if (share > MOST_IN_A_PLACE)
    return {
      refusal: `每个地方最多 ${MOST_IN_A_PLACE} 家企业，再多名称就会重复。请把企业总数写小些。`,
    };
  for (const room of ENTRY_ROOMS) rmSync(join(options.out, room), { recursive: true, force: true });
  if (!options.entriesOnly) copyWithoutEntries(options.content, options.out);
  return { written: writeEntries(snapshot, options) };
}

function writeEntries(snapshot: Snapshot, { enterprises, seed, today, out }: SampleOptions) {
  const places = snapshot.jurisdictions.map((folder) => placeOf(folder, snapshot, today));
  return new Map(
    places.map((place, index): [string, Written] => {
      const share = Math.floor(enterprises / places.length);
      const extra = index < enterprises % places.length ? 1 : 0;
      const lives = livesOf(places, place, share + extra, seed, today);
      return [place.id, writePlace(out, place, lives, today)];
    }),
  );
}

function* livesOf(
  places: readonly Place[],
  place: Place,
  share: number,
  seed: number,
  today: CalendarDate,
) {
  for (const role of castPlace(places, place, share, seed))
    yield tellLife(place, role, seed, today);
}

/** Reads places and tables through the one reader, without entries that may no longer fit them. */
function readWithoutEntries(content: string) {
  const staged = mkdtempSync(join(tmpdir(), "sample-"));
  try {
    copyWithoutEntries(content, staged);
    return readContent(staged);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function copyWithoutEntries(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).sort())
    if (!(ENTRY_ROOMS as readonly string[]).includes(name))
      cpSync(join(from, name), join(to, name), { recursive: true });
}

/** An enterprises file of `out` that is not marked as demonstration, if there is one. */
function realEntries(out: string): string | undefined {
  const room = join(out, "enterprises");
  if (!existsSync(room)) return undefined;
  const files = readdirSync(room).filter((name) => name.endsWith(".csv"));
  const real = files.find((name) => !isSample(join(room, name.replace(/\.csv$/, ".yaml"))));
  return real && join(room, real);
}

function isSample(file: string): boolean {
  return existsSync(file) && parse(readFileSync(file, "utf8"))?.sample === true;
}
