import type { DoneAct } from "./identity-look.ts";

/** For how long originals may be opened once somebody has said why. */
export const ORIGINAL_MINUTES = 10;

/** Whether somebody has said why they open the originals of a tip, and not long ago. */
export function mayOpenOriginals(done: readonly DoneAct[], actor: string, now: Date): boolean {
  const said = done.findLast((entry) => entry.act === "open-original" && entry.actor === actor);
  return said !== undefined && now.getTime() - Date.parse(said.at) < ORIGINAL_MINUTES * 60_000;
}
