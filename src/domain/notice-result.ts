import type { Announcement } from "./announcement.ts";
import type { TipStatus } from "./tip-status.ts";

/** How many objections a public notice has met, and how many of them wait for an answer. */
export interface ObjectionCount {
  received: number;
  open: number;
}

/** What a clerk states where a publication is not the result of any notice. */
export const NO_NOTICE = "none";

/** Announcements that may be the result of a public notice. */
export const RESULT_KINDS: readonly string[] = ["exit-announcement", "list-publication"];

/** Statuses in which an objection has its answer on record: until opened again. */
const ANSWERED: readonly TipStatus[] = ["replied", "closed", "declined"];

/** Whether an objection in this status is answered. */
export function isAnswered(status: string): boolean {
  return ANSWERED.some((answered) => answered === status);
}

/** Public notices with a period whose result was not published yet, in the order given. */
export function openNotices(announcements: readonly Announcement[]): Announcement[] {
  const concluded = new Set(announcements.map(({ concludes }) => concludes));
  return announcements.filter(
    ({ id, kind, publicNotice }) =>
      kind === "public-notice" && publicNotice !== undefined && !concluded.has(id),
  );
}
