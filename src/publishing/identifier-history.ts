/** The ids known at some moment of the past. */
export interface PastIds {
  /** The moment, as one names it: a release, a commit. */
  from: string;
  ids: readonly string[];
}

/** Demonstration entries may be written anew, with other ids; nobody was promised theirs. */
const SAMPLE = /-demo-/;

/** Every id that was known in the past and is not now, with the first moment that knew it. */
export function lostIds(now: ReadonlySet<string>, past: readonly PastIds[]): Map<string, string> {
  const lost = new Map<string, string>();
  for (const { from, ids } of past) {
    for (const id of ids) {
      if (!now.has(id) && !SAMPLE.test(id) && !lost.has(id)) lost.set(id, from);
    }
  }
  return lost;
}
