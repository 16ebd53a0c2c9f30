import { type CalendarDate, dayText } from "./calendar-date.ts";

/** A period in which objections are taken, both days included. */
export interface NoticePeriod {
  from: CalendarDate;
  to: CalendarDate;
}

/** Why no objection is taken on `today`, in a sentence; null while the period runs. */
export function noticeProblem(notice: NoticePeriod | null, today: CalendarDate): string | null {
  if (notice === null) return "这不是公示，没有公示期，不收异议。认为有误的，可以提更正申请。";
  if (today < notice.from) return `公示从${dayText(notice.from)}开始，现在还不收异议。`;
  if (today > notice.to)
    return `公示期到${dayText(notice.to)}为止，已经结束，不再收异议。认为有误的，可以提更正申请。`;
  return null;
}
