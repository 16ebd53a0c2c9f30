import { type CalendarDate, isCalendarDate } from "./calendar-date.ts";
import { inboxViewOf } from "./inbox.ts";
import type { Problem } from "./problem.ts";

/** What of an inbox is asked for; in an address, of which a bookmark is a saved view. */
export interface InboxQuery {
  /** One of `INBOX_VIEWS`. */
  view: string;
  category?: string | undefined;
  area?: string | undefined;
  /** A reference or the beginning of one. */
  reference?: string | undefined;
  /** A part of the name of an enterprise, or its id in the register. */
  enterprise?: string | undefined;
  /** Days of receipt, both included; Shanghai calendar. */
  from?: CalendarDate | undefined;
  to?: CalendarDate | undefined;
  /** From 1. */
  page: number;
}

const WORDS = ["category", "area", "reference", "enterprise"] as const;
const DAYS = ["from", "to"] as const;

/** Reads an address; what cannot be read is left out and said. */
export function readInboxQuery(parameters: URLSearchParams): {
  query: InboxQuery;
  problems: Problem[];
} {
  const given = (name: string) => parameters.get(name)?.trim() || undefined;
  const query: InboxQuery = {
    view: inboxViewOf(given("view") ?? "").id,
    page: Math.max(1, Math.floor(Number(given("page") ?? 1)) || 1),
  };
  const problems: Problem[] = [];
  for (const name of WORDS) query[name] = given(name)?.slice(0, 100);
  for (const name of DAYS) {
    const day = given(name);
    if (day === undefined) continue;
    if (isCalendarDate(day)) query[name] = day;
    else problems.push({ field: name, message: "日期要写成 2026-11-21 这样。" });
  }
  return { query, problems };
}

/** Whether less than a whole view is asked for. */
export function isNarrowed(query: InboxQuery): boolean {
  return [...WORDS, ...DAYS].some((name) => query[name] !== undefined);
}

/** The address of an inbox, with some of it changed. */
export function inboxHref(query: InboxQuery, change: Partial<InboxQuery> = {}): string {
  return `/staff/tips/?${new URLSearchParams(inboxFields({ ...query, page: 1, ...change }))}`;
}

/** The address of a tip that was come to from an inbox, to which its page leads back. */
export function caseHref(
  reference: string,
  query: InboxQuery,
  more: Record<string, string> = {},
): string {
  return `/staff/tips/${reference}/?${new URLSearchParams([...inboxFields(query), ...Object.entries(more)])}`;
}

/** An inbox as the fields of a form. */
export function inboxFields(query: InboxQuery): [string, string][] {
  return Object.entries(query).flatMap(([name, value]) =>
    value === undefined || (name === "page" && value === 1) ? [] : [[name, String(value)]],
  );
}
