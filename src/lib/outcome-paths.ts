import { ROWS_PER_PAGE } from "#domain/list-row.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { outcomeSheets } from "./outcome-view.ts";
import { indexOf } from "./snapshot-index.ts";

/** The pages of `/outcomes/`, the newest first; nothing at all still makes one page. */
export function outcomePages(snapshot: Snapshot) {
  const all = outcomeSheets(indexOf(snapshot));
  const last = Math.max(1, Math.ceil(all.length / ROWS_PER_PAGE));
  return Array.from({ length: last }, (_, i) => ({
    params: { scope: i === 0 ? undefined : `page/${i + 1}` },
    props: {
      outcomes: all.slice(i * ROWS_PER_PAGE, (i + 1) * ROWS_PER_PAGE),
      page: i + 1,
      last,
    },
  }));
}
