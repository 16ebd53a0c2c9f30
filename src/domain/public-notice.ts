import { type CalendarDate, dayText } from "./calendar-date.ts";

/** A period in which objections are taken, both days included. */
export interface NoticePeriod {
  from: CalendarDate;
  to: CalendarDate;
}

/** Where a public notice without a result stands. */
export const NOTICE_STAGES = {
  coming: { name: "尚未开始", tone: "neutral" },
  running: { name: "正在公示", tone: "warning" },
  waiting: { name: "期满，结果没有公布", tone: "warning" },
} as const;
export type NoticeStage = keyof typeof NOTICE_STAGES;

/** The stage on `today`; the last day is still in time. */
export function noticeStage({ from, to }: NoticePeriod, today: CalendarDate): NoticeStage {
  if (today < from) return "coming";
  return today <= to ? "running" : "waiting";
}

/** The public notice a row stands in while no result of it is published: the row is not final. */
export interface RowNotice extends NoticePeriod {
  /** Id of the announcement, on whose page objections are made. */
  announcement: string;
  stage: NoticeStage;
}

/** What such a row is marked with: 公示中（至2026年12月1日，可提异议）. */
export function rowNoticeText({ from, to, stage }: RowNotice): string {
  const texts = {
    coming: `将要公示（${dayText(from)}起）`,
    running: `公示中（至${dayText(to)}，可提异议）`,
    waiting: `公示期满（${dayText(to)}），结果没有公布`,
  };
  return texts[stage];
}

/** Why no objection is taken on `today`, in a sentence; null while the period runs. */
export function noticeProblem(notice: NoticePeriod | null, today: CalendarDate): string | null {
  if (notice === null) return "这不是公示，没有公示期，不收异议。认为有误的，可以提更正申请。";
  if (today < notice.from) return `公示从${dayText(notice.from)}开始，现在还不收异议。`;
  if (today > notice.to)
    return `公示期到${dayText(notice.to)}为止，已经结束，不再收异议。认为有误的，可以提更正申请。`;
  return null;
}
