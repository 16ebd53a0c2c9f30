import type { CalendarDate } from "./calendar-date.ts";
import type { TipStatus } from "./tip-status.ts";

const ARRIVED: readonly TipStatus[] = [
  "received",
  "screening",
  "transferred",
  "escalated",
  "returned",
  "reopened",
];

/** What decides in which view an open tip stands. */
export interface InboxFacts {
  status: TipStatus;
  isPaused: boolean;
  unread: number;
  assignee: string | null;
  snoozedUntil: CalendarDate | null;
  /** Working days to the next last day, negative when it is over; null without one. */
  daysLeft: number | null;
}

interface Asking {
  memberId: string;
  today: CalendarDate;
}

/** A day or so before it is due, a tip moves up. */
const SOON = 2;

const isAwake = ({ snoozedUntil }: InboxFacts, { today }: Asking) =>
  snoozedUntil === null || snoozedUntil <= today;

/** The views of an inbox. All but the last are of tips that are not at an end. */
export const INBOX_VIEWS = [
  { id: "open", name: "待办", holds: isAwake },
  {
    id: "new",
    name: "待受理",
    holds: (tip, asking) => ARRIVED.includes(tip.status) && isAwake(tip, asking),
  },
  {
    id: "due",
    name: "快到期和已超期",
    holds: (tip) => tip.daysLeft !== null && tip.daysLeft <= SOON,
  },
  { id: "mine", name: "我经办的", holds: (tip, { memberId }) => tip.assignee === memberId },
  { id: "unread", name: "有新消息", holds: (tip) => tip.unread > 0 },
  { id: "waiting", name: "等举报人补充", holds: (tip) => tip.isPaused },
  { id: "snoozed", name: "暂缓", holds: (tip, asking) => !isAwake(tip, asking) },
  { id: "ended", name: "已结束", holds: () => false },
] as const satisfies readonly {
  id: string;
  name: string;
  holds: (tip: InboxFacts, asking: Asking) => boolean;
}[];
export type InboxView = (typeof INBOX_VIEWS)[number]["id"];

/** How many open tips stand in each view. */
export function countViews(tips: readonly InboxFacts[], asking: Asking) {
  return INBOX_VIEWS.map(({ id, name, holds }) => ({
    id,
    name,
    count: tips.filter((tip) => holds(tip, asking)).length,
  }));
}

/** The row of a view; the first for a name that is none. */
export function inboxViewOf(id: string) {
  return INBOX_VIEWS.find((view) => view.id === id) ?? INBOX_VIEWS[0];
}
