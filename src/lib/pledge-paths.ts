import { ROWS_PER_PAGE } from "#domain/list-row.ts";
import { PLEDGE_STATES } from "#domain/pledge.ts";
import type { PledgeSheet } from "#domain/pledge-sheet.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { pledgeSheets } from "./pledge-view.ts";
import { indexOf } from "./snapshot-index.ts";

/** A state one can filter by, with the number of pledges in it. */
export interface PledgeFilter {
  state: string | null;
  name: string;
  path: string;
  count: number;
}

/** The pages of `/pledges/`: all, and each state that occurs; every filter is a page of its own. */
export function pledgePages(snapshot: Snapshot, today: string) {
  const all = pledgeSheets(indexOf(snapshot), today);
  const filters: PledgeFilter[] = [
    { state: null, name: "全部", path: "/pledges/", count: all.length },
    ...PLEDGE_STATES.map(({ id, name }) => ({
      state: id,
      name,
      path: `/pledges/state/${id}/`,
      count: all.filter((pledge) => pledge.state === id).length,
    })).filter((filter) => filter.count > 0),
  ];
  return filters.flatMap((filter) =>
    chunks(all.filter((pledge) => filter.state === null || pledge.state === filter.state)).map(
      (pledges, i, pages) => ({
        params: { scope: scopeOf(filter.path, i + 1) },
        props: { pledges, filter, filters, page: i + 1, last: pages.length },
      }),
    ),
  );
}

function scopeOf(path: string, page: number): string | undefined {
  const scope = path.slice("/pledges/".length) + (page > 1 ? `page/${page}/` : "");
  return scope.replace(/\/$/, "") || undefined;
}

/** Cuts into pages; nothing at all still makes one page. */
function chunks(pledges: readonly PledgeSheet[]): PledgeSheet[][] {
  const count = Math.max(1, Math.ceil(pledges.length / ROWS_PER_PAGE));
  return Array.from({ length: count }, (_, i) =>
    pledges.slice(i * ROWS_PER_PAGE, (i + 1) * ROWS_PER_PAGE),
  );
}
