import type { Announcement } from "#domain/announcement.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { openNotices } from "#domain/notice-result.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** Where a public notice stands. */
const NOTICE_STAGES = {
  coming: { name: "尚未开始", tone: "neutral" },
  running: { name: "正在公示", tone: "warning" },
  waiting: { name: "期满，结果没有公布", tone: "warning" },
  concluded: { name: "结果已公布", tone: "done" },
} as const;

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
        stage: NOTICE_STAGES[stageOf(notice, open.has(notice), today)],
        objections: own,
        unanswered: own.filter((line) => !line.isAnswered).length,
      };
    });
}

function stageOf({ publicNotice }: Announcement, isOpen: boolean, today: CalendarDate) {
  if (!isOpen) return "concluded";
  if (today < (publicNotice?.from ?? "")) return "coming";
  return today <= (publicNotice?.to ?? "") ? "running" : "waiting";
}
