import { countInbox, type InboxFilter, type InboxRow, listInboxRows } from "#db/queries/inbox.ts";
import { addDays, shanghaiMidnight } from "#domain/calendar-date.ts";
import { countViews, type InboxView, inboxViewOf } from "#domain/inbox.ts";
import { type InboxQuery, isNarrowed } from "#domain/inbox-query.ts";
import type { DeskScope } from "#domain/staff-role.ts";
import { ENDED_STATUSES, OPEN_STATUSES } from "#domain/tip-status.ts";
import type { Clerk } from "./desk.ts";
import type { House } from "./house.ts";
import { type InboxLine, inboxLines, openLines } from "./inbox-line.ts";
import { subjectOpener } from "./open-subjects.ts";
import { findTipsNamed } from "./tips-named.ts";

/** What of an inbox is looked at, and at which desks. */
export interface InboxQuestion extends InboxQuery {
  desks: readonly DeskScope[];
}

export interface Inbox {
  view: InboxView;
  /** The views with how many tips stand in each; null where it is not counted. */
  views: readonly { id: InboxView; name: string; count: number | null }[];
  lines: readonly InboxLine[];
  page: number;
  pages: number;
  /** There are more open tips than are looked at; the newest are not in here. */
  isCut: boolean;
}

/** Lines on one page. */
const PAGE = 50;
/** Open tips looked at to sort them by their last day, which is worked out and not stored. */
const OPEN_LIMIT = 5000;

/**
 * The tips of some desks in one view, the next due first; ended ones, the newest first. Of more than
 * `mostOpen` open tips those that came first are looked at, since they are the most urgent.
 */
export async function listInbox(
  house: House,
  clerk: Clerk,
  question: InboxQuestion,
  { mostOpen = OPEN_LIMIT }: { mostOpen?: number } = {},
): Promise<Inbox> {
  const view = inboxViewOf(question.view);
  const page = Math.max(1, question.page);
  const filter = await filterOf(house, clerk, question);
  const asking = { memberId: clerk.id, today: house.today() };
  const ofOpen = { ...filter, statuses: OPEN_STATUSES };
  const rows = await listInboxRows(house.db.read, ofOpen, { limit: mostOpen, first: "oldest" });
  const open = await inboxLines(house, rows, ofOpen);
  // Counting what is at an end takes longer than all the rest; only who looks at it waits for it.
  const ended = view.id === "ended" ? await countEnded(house, filter) : null;
  const views = countViews(
    open.map(({ line }) => line),
    asking,
  ).map((entry) => (entry.id === "ended" ? { ...entry, count: ended } : entry));
  const inView = open.filter(({ line }) => view.holds(line, asking)).toSorted(byDueDay);
  const start = (page - 1) * PAGE;
  const shown =
    view.id === "ended"
      ? await endedLines(house, filter, start)
      : inView.slice(start, start + PAGE);
  return {
    view: view.id,
    views,
    lines: await openLines(house, clerk.opener, shown),
    page,
    pages: Math.max(1, Math.ceil((ended ?? inView.length) / PAGE)),
    isCut: rows.length === mostOpen,
  };
}

/**
 * The references of a view in its order, whatever the page, so that a clerk goes from one tip to the
 * next; none of what is at an end.
 */
export async function listInboxOrder(
  house: House,
  clerk: Clerk,
  question: InboxQuestion,
): Promise<string[]> {
  const inView = (await openInView(house, clerk, question)).toSorted(byDueDay);
  return [...new Set(inView.map(({ line }) => line.reference))];
}

/**
 * How many open tips stand in each of several views; null for one of what is at an end. The clocks
 * of the open tips are worked out once, whatever number of views there is.
 */
export async function countInViews(
  house: House,
  clerk: Clerk,
  desks: readonly DeskScope[],
  views: readonly InboxQuery[],
): Promise<(number | null)[]> {
  if (views.length === 0) return [];
  const asking = { memberId: clerk.id, today: house.today() };
  const everything = await filterOf(house, clerk, { desks, view: "open", page: 1 });
  const open = await openTips(house, everything);
  // Several views may ask for a name; what was opened for one is not opened again for the next.
  const openSubjects = subjectOpener(house, clerk.opener);
  const counts: (number | null)[] = [];
  for (const query of views) {
    const view = inboxViewOf(query.view);
    const inView = open.filter(({ line }) => view.holds(line, asking));
    const filter = await filterOf(house, clerk, { ...query, desks }, openSubjects);
    counts.push(view.id === "ended" ? null : (await among(house, inView, query, filter)).length);
  }
  return counts;
}

/** Those that a view narrows to; the database says which, as it does for the view itself. */
async function among<T extends { row: InboxRow }>(
  house: House,
  inView: readonly T[],
  query: InboxQuery,
  filter: InboxFilter,
): Promise<readonly T[]> {
  if (!isNarrowed(query)) return inView;
  const keyOf = ({ tip, desk }: InboxRow) => `${tip.id}/${desk.department}`;
  const narrowed = new Set((await openRows(house, filter)).map(keyOf));
  return inView.filter(({ row }) => narrowed.has(keyOf(row)));
}

/** The open tips of a view, in no order; of the view of ended ones, none. */
async function openInView(house: House, clerk: Clerk, question: InboxQuestion) {
  const view = inboxViewOf(question.view);
  if (view.id === "ended") return [];
  const asking = { memberId: clerk.id, today: house.today() };
  const open = await openTips(house, await filterOf(house, clerk, question));
  return open.filter(({ line }) => view.holds(line, asking));
}

async function openTips(house: House, filter: InboxFilter) {
  const ofOpen = { ...filter, statuses: OPEN_STATUSES };
  return await inboxLines(house, await openRows(house, filter), ofOpen);
}

async function openRows(house: House, filter: InboxFilter): Promise<InboxRow[]> {
  const ofOpen = { ...filter, statuses: OPEN_STATUSES };
  return await listInboxRows(house.db.read, ofOpen, { limit: OPEN_LIMIT, first: "oldest" });
}

async function countEnded(house: House, filter: InboxFilter): Promise<number> {
  const counts = await countInbox(house.db.read, { ...filter, statuses: ENDED_STATUSES });
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** One page of what is at an end; only its own events are read. */
async function endedLines(house: House, filter: InboxFilter, offset: number) {
  const newest = await newestEnded(house, filter, offset + PAGE);
  const rows = newest.slice(offset);
  const ofEnded = { ...filter, statuses: ENDED_STATUSES };
  return await inboxLines(house, rows, { ...ofEnded, tipIds: rows.map(({ tip }) => tip.id) });
}

/** An index has the tips of one place in one state in their order; so few are read, not all sorted. */
async function newestEnded(house: House, filter: InboxFilter, limit: number): Promise<InboxRow[]> {
  const rows: InboxRow[] = [];
  for (const desks of Map.groupBy(filter.desks, (desk) => desk.jurisdiction).values()) {
    for (const status of ENDED_STATUSES) {
      const which = { ...filter, desks, statuses: [status] };
      rows.push(...(await listInboxRows(house.db.read, which, { limit, first: "newest" })));
    }
  }
  const nameOf = ({ tip }: InboxRow) => `${tip.receivedAt} ${tip.reference}`;
  return rows.toSorted((a, b) => (nameOf(a) > nameOf(b) ? -1 : 1)).slice(0, limit);
}

/** What is over or due first comes first; without a day, the oldest. */
function byDueDay(a: { line: InboxLine }, b: { line: InboxLine }): number {
  const dayOf = ({ line }: { line: InboxLine }) => line.clock?.dueOn ?? "9999-12-31";
  if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b) ? -1 : 1;
  return a.line.receivedAt < b.line.receivedAt ? -1 : 1;
}

async function filterOf(
  house: House,
  clerk: Clerk,
  { desks, category, area, reference, enterprise, from, to }: InboxQuestion,
  openSubjects = subjectOpener(house, clerk.opener),
): Promise<InboxFilter> {
  const readable = desks.filter(({ areas = [area], ...desk }) =>
    areas.some((one) => clerk.may("readTip", { ...desk, area: one })),
  );
  const filter: InboxFilter = {
    desks: readable,
    category,
    area,
    reference: reference?.trim().toUpperCase() || undefined,
    receivedFrom: from && shanghaiMidnight(from),
    receivedBefore: to && shanghaiMidnight(addDays(to, 1)),
  };
  if (!enterprise) return filter;
  const asked = { filter, words: enterprise, mostOpen: OPEN_LIMIT, openSubjects };
  return { ...filter, tipIds: await findTipsNamed(house, clerk, asked) };
}
