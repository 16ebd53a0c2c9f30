import { listClockedTips } from "#db/queries/clocked-tips.ts";
import { watchesFor } from "#domain/oversight.ts";
import { mayDo } from "#domain/staff-role.ts";
import { OPEN_STATUSES } from "#domain/tip-status.ts";
import type { House } from "./house.ts";
import { memberLines } from "./list-members.ts";
import { watchedTips } from "./watched-tips.ts";

/** How many open tips of a place nobody watches over. */
export interface Unwatched {
  jurisdiction: string;
  count: number;
}

/**
 * Open tips that nobody could order a desk to act on (无人督办), in numbers alone: the reporter keeps
 * out whoever would, or no member who can sign in has that role. Places without such a tip are left
 * out.
 */
export async function listUnwatched(house: House): Promise<Unwatched[]> {
  const tips = await listClockedTips(house.db.read, {
    statuses: OPEN_STATUSES,
    jurisdictions: null,
  });
  const watchedOf = await watchedTips(house);
  const grants = (await memberLines(house))
    .filter(({ state }) => state === "active")
    .flatMap(({ roles }) => roles);
  const unwatched = tips.filter((tip) => {
    const watched = watchedOf(tip);
    const at = { jurisdiction: tip.jurisdiction, area: tip.area ?? undefined };
    return !watched || !watchesFor((what, place) => mayDo({ grants }, what, place), watched, at);
  });
  return [...Map.groupBy(unwatched, ({ jurisdiction }) => jurisdiction)].map(
    ([jurisdiction, those]) => ({ jurisdiction, count: those.length }),
  );
}
