import { type ClockedTipRow, listExclusions } from "#db/queries/clocked-tips.ts";
import type { WatchedTip } from "#domain/oversight.ts";
import { placeOn } from "#domain/standing-department.ts";
import { exclusionOf } from "./exclusion.ts";
import type { House } from "./house.ts";

/**
 * Tells of tips who may watch over them; undefined for one whose place is not in the content any
 * more. Call it after the tips were read: what a reporter keeps out is known from the filing on.
 */
export async function watchedTips(
  house: House,
): Promise<(tip: Pick<ClockedTipRow, "id" | "jurisdiction" | "desks">) => WatchedTip | undefined> {
  const { jurisdictions } = house.snapshot();
  const places = new Map(jurisdictions.map((place) => [place.id, placeOn(place, house.today())]));
  const exclusions = Map.groupBy(await listExclusions(house.db.read), ({ tipId }) => tipId);
  return ({ id, jurisdiction, desks }) => {
    const place = places.get(jurisdiction);
    const macs = (exclusions.get(id) ?? []).map(({ mac }) => mac);
    return (
      place && {
        place,
        inCharge: desks[0]?.department ?? "",
        isExcluded: exclusionOf(house, { id, jurisdiction }, macs),
      }
    );
  };
}
