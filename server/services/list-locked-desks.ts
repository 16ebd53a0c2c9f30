import { listDeskKeys } from "#db/queries/desk-key-holders.ts";
import type { DeskOpener } from "./desk.ts";
import type { DeskName } from "./desk-keys.ts";
import type { House } from "./house.ts";

/**
 * The desks among these whose tips a member cannot open: a role lets them read there, but nobody has
 * handed them the desk's key.
 */
export async function listLockedDesks(
  house: House,
  opener: DeskOpener,
  desks: readonly DeskName[],
): Promise<DeskName[]> {
  const locked: DeskName[] = [];
  for (const { jurisdiction, department } of desks) {
    const newest = (await listDeskKeys(house.db.read, { jurisdiction, department })).at(-1);
    const pair = newest && (await opener(newest.id));
    if (!pair) locked.push({ jurisdiction, department });
  }
  return locked;
}
