import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Site } from "#domain/site.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** What header and footer of every page need. */
export interface Shell {
  site: Site;
  today: CalendarDate;
  columns: readonly Column[];
  report: Column;
  track: Column;
}

interface Column {
  id: string;
  label: string;
  href: string;
}

/** The columns of the site, in order. One without entries is left out of the navigation. */
const COLUMNS = [
  { id: "lists", label: "名单", href: "/lists/", isFilled: hasSome("lists") },
  {
    id: "announcements",
    label: "公告",
    href: "/announcements/",
    isFilled: hasSome("announcements"),
  },
  { id: "pledges", label: "承诺", href: "/pledges/", isFilled: hasSome("pledges") },
  { id: "outcomes", label: "举报结果", href: "/outcomes/", isFilled: hasSome("outcomes") },
  {
    id: "jurisdictions",
    label: "各地",
    href: "/jurisdictions/",
    isFilled: hasSome("jurisdictions"),
  },
  { id: "statistics", label: "统计", href: "/statistics/", isFilled: hasSome("enterprises") },
  { id: "data", label: "数据", href: "/data/", isFilled: () => true },
] as const;

/** Facts for header and footer; `serviceOrigin` is empty when report and track are on this origin. */
export function shellOf(release: {
  snapshot: Snapshot;
  today: CalendarDate;
  serviceOrigin: string;
}): Shell {
  const { snapshot, today, serviceOrigin } = release;
  return {
    site: snapshot.site,
    today,
    columns: COLUMNS.filter((column) => column.isFilled(snapshot)),
    report: { id: "report", label: "我要举报", href: `${serviceOrigin}/report/` },
    track: { id: "track", label: "查进度", href: `${serviceOrigin}/track/` },
  };
}

function hasSome(
  part: "lists" | "announcements" | "pledges" | "outcomes" | "jurisdictions" | "enterprises",
) {
  return (snapshot: Snapshot) => snapshot[part].length > 0;
}
