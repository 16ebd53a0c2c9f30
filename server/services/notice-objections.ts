import { listNoticeObjections } from "#db/queries/notice-objections.ts";
import { isAnswered, type ObjectionCount } from "#domain/notice-result.ts";
import { mayDo } from "#domain/staff-role.ts";
import type { House } from "./house.ts";
import { findLeadingTip } from "./merge-tip.ts";
import type { Publisher } from "./publication.ts";

/** An objection as whoever publishes sees it: where it stands, nothing of what it says. */
export interface ObjectionLine {
  announcement: string;
  reference: string;
  receivedAt: string;
  /** A code of `TIP_STATUSES`; of a merged one, where the other stands. */
  status: string;
  isAnswered: boolean;
}

/** Objections to the public notices of places, as they stand. */
export async function objectionsIn(
  house: House,
  places: readonly string[],
): Promise<ObjectionLine[]> {
  const found = await listNoticeObjections(house.db.read, places);
  return await Promise.all(
    found.map(async ({ announcement, tip }) => {
      const { status } = await findLeadingTip(house, tip);
      const { reference, receivedAt } = tip;
      return { announcement, reference, receivedAt, status, isAnswered: isAnswered(status) };
    }),
  );
}

/** How many objections each notice of a place has met: id of the announcement → numbers. */
export async function countObjections(
  house: House,
  place: string,
): Promise<ReadonlyMap<string, ObjectionCount>> {
  const byNotice = Map.groupBy(await objectionsIn(house, [place]), (line) => line.announcement);
  return new Map(
    [...byNotice].map(([notice, lines]) => [
      notice,
      { received: lines.length, open: lines.filter((line) => !line.isAnswered).length },
    ]),
  );
}

/** Objections in the places whose lists a member prepares or publishes. */
export async function listObjectionsFor(
  house: House,
  member: Publisher,
): Promise<{ places: string[]; objections: ObjectionLine[] }> {
  const places = house
    .snapshot()
    .jurisdictions.map(({ id }) => id)
    .filter((jurisdiction) =>
      (["prepareLists", "publish"] as const).some((act) => mayDo(member, act, { jurisdiction })),
    );
  return { places, objections: await objectionsIn(house, places) };
}
