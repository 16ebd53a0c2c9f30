import type { Announcement } from "#domain/announcement.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { openNotices } from "#domain/notice-result.ts";
import { NOTICE_STAGES, noticeStage } from "#domain/public-notice.ts";
import type { Snapshot } from "#registry/snapshot.ts";

const CONCLUDED = { name: "结果已公布", tone: "done" } as const;

/** An objection as the console lists it. */
interface Objection {
  announcement: string;
  isAnswered: boolean;
}

/** Public notices of some places with their objections: those without a result first, then the latest. */
export function noticeLines<Line extends Objection>(
  { announcements }: Snapshot,
  places: readonly string[],
  objections: readonly Line[],
  today: CalendarDate,
) {
  const open = new Set(openNotices(announcements));
  const byNotice = Map.groupBy(objections, (line) => line.announcement);
  return announcements
    .filter(({ jurisdiction, publicNotice }) => places.includes(jurisdiction) && publicNotice)
    .toSorted(
      (a, b) =>
        Number(open.has(b)) - Number(open.has(a)) || b.publishedOn.localeCompare(a.publishedOn),
    )
    .map((notice) => {
      const own = byNotice.get(notice.id) ?? [];
      return {
        id: notice.id,
        title: notice.title,
        period: notice.publicNotice ?? { from: "", to: "" },
        stage: open.has(notice) ? NOTICE_STAGES[stageOf(notice, today)] : CONCLUDED,
        objections: own,
        unanswered: own.filter((line) => !line.isAnswered).length,
      };
    });
}

function stageOf({ publicNotice }: Announcement, today: CalendarDate) {
  return publicNotice ? noticeStage(publicNotice, today) : "waiting";
}
