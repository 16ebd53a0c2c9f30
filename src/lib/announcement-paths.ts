import type { Announcement } from "#domain/announcement.ts";
import { ROWS_PER_PAGE } from "#domain/list-row.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { latestAnnouncements } from "./announcement-view.ts";
import { indexOf } from "./snapshot-index.ts";

/** The pages of `/announcements/`: all and each year, a hundred a page, the latest first. */
export function announcementPages(snapshot: Snapshot) {
  const all = latestAnnouncements(indexOf(snapshot));
  const byYear = Map.groupBy(all, (announcement) => announcement.publishedOn.slice(0, 4));
  const years = [...byYear.keys()];
  return [
    ...pages(all, null, years),
    ...[...byYear].flatMap(([year, announcements]) => pages(announcements, year, years)),
  ];
}

function pages(announcements: readonly Announcement[], year: string | null, years: string[]) {
  const path = year === null ? "/announcements/" : `/announcements/year/${year}/`;
  const last = Math.max(1, Math.ceil(announcements.length / ROWS_PER_PAGE));
  return Array.from({ length: last }, (_, i) => {
    const scope = path.slice("/announcements/".length) + (i > 0 ? `page/${i + 1}` : "");
    return {
      params: { scope: scope.replace(/\/$/, "") || undefined },
      props: {
        announcements: announcements.slice(i * ROWS_PER_PAGE, (i + 1) * ROWS_PER_PAGE),
        path,
        year,
        years,
        page: i + 1,
        last,
      },
    };
  });
}
