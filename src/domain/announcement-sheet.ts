import type { Announcement } from "./announcement.ts";
import type { CalendarDate } from "./calendar-date.ts";

/** Everything the register says about an announcement. */
export interface AnnouncementSheet {
  id: string;
  kind: Announcement["kind"];
  title: string;
  number: string | null;
  issuer: string;
  jurisdiction: string;
  jurisdictionName: string;
  publishedOn: CalendarDate;
  /** Only where the notice itself states a period for objections. */
  notice: {
    from: CalendarDate;
    to: CalendarDate;
    objectTo: string;
    /** Days left to object: negative when the period is over. */
    daysLeft: number;
    hasBegun: boolean;
  } | null;
  /** Of a notice: where its result was published. Of a result: which notice it concludes. */
  result: {
    /** The other one of the two. */
    id: string;
    title: string;
    isNotice: boolean;
    received: number;
    answer: string | null;
  } | null;
  lists: { path: string; title: string }[];
  enterprises: { id: string; name: string }[];
  externalUrl: string | null;
  /** Markdown. */
  body: string;
  isSample: boolean;
  asOf: CalendarDate;
}
