import { listDraftsInUse } from "#db/queries/publications.ts";
import { shanghaiMidnight } from "#domain/calendar-date.ts";
import { latestStart } from "#domain/retention.ts";
import type { ContentDesk, House } from "./house.ts";
import type { DraftWithPictures } from "./record-pictures.ts";

/** Records that pictures come along with. */
const KINDS = ["acceptances", "pledges"];

/**
 * Deletes pictures whose term is over and that nothing rests on: no published record, and no
 * publication under way or decided on within the term. Gives how many; any process may run it.
 */
export async function deleteUnusedPictures(house: House, desk: ContentDesk): Promise<number> {
  const snapshot = house.snapshot();
  const rule = snapshot.retention.find((entry) => entry.class === "unpublished-files");
  const since = rule === undefined ? null : latestStart(rule, house.today());
  if (since === null) return 0;
  const start = new Date(shanghaiMidnight(since));
  const old = await desk.pictures.list(start);
  if (old.length === 0) return 0;
  const drafts = await listDraftsInUse(house.db.read, { kinds: KINDS, since: start.toISOString() });
  const used = new Set([
    ...snapshot.pictures.flatMap(({ sha256, copySha256 }) => [sha256, copySha256]),
    ...drafts.flatMap((draft) =>
      ((JSON.parse(draft) as DraftWithPictures).pictures ?? []).flatMap(
        ({ sha256, copySha256 }) => [sha256, copySha256],
      ),
    ),
  ]);
  const unused = old.filter((name) => !used.has(name));
  for (const name of unused) await desk.pictures.delete(name);
  return unused.length;
}
