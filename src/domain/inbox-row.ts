import type { CalendarDate } from "./calendar-date.ts";

/** A line of the inbox in words, as the table shows it. */
export interface InboxRow {
  reference: string;
  /** Of the tip as it stands in the line. */
  version: number;
  href: string;
  isNamed: boolean;
  /** Filed with the question, which a program can answer too. */
  isWeaklyProven: boolean;
  /** Messages of the reporter that the desk has not read. */
  unread: number;
  status: string;
  tone: "neutral" | "warning" | "done";
  /** Of the desk; empty where it is the one in charge. */
  role: string;
  subject: string;
  category: string;
  area: string;
  due: {
    dueOn: CalendarDate | null;
    /** Working days; negative when the day is over. */
    daysLeft: number | null;
    isPaused: boolean;
    isProvisional: boolean;
    isDefault: boolean;
  };
  receivedAt: string;
  /** Calendar days since. */
  age: number;
  assignee: string | null;
  /** Colleagues who have it open, and what they do. */
  viewers: readonly string[];
}
