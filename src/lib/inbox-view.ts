import { caseHref, type InboxQuery } from "#domain/inbox-query.ts";
import type { InboxRow } from "#domain/inbox-row.ts";
import { DESK_ROLES } from "#domain/routed-desk.ts";
import { describedSubject, type TipSubject } from "#domain/tip.ts";
import { type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { viewerText } from "#domain/tip-viewer.ts";
import { nameOf } from "#lib/format.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** What of an inbox line the table shows; the services give it. */
interface Line {
  reference: string;
  version: number;
  jurisdiction: string;
  role: string;
  status: TipStatus;
  category: string;
  area: string | null;
  isNamed: boolean;
  isWeaklyProven: boolean;
  isPaused: boolean;
  receivedAt: string;
  age: number;
  unread: number;
  daysLeft: number | null;
  assignee: string | null;
  subject: TipSubject | null;
  clock: { dueOn: string | null; isProvisional: boolean; isDefault: boolean } | null;
  viewers: readonly { memberId: string; isWriting: boolean }[];
}

/** Who looks at an inbox, and at which; `nameOfMember` knows the members of the desk. */
interface Reader {
  memberId: string;
  nameOfMember: (id: string) => string;
  query: InboxQuery;
}

/** A line of the inbox in words. */
export function inboxRow(
  snapshot: Snapshot,
  line: Line,
  { memberId, nameOfMember, query }: Reader,
): InboxRow {
  const place = snapshot.jurisdictions.find((entry) => entry.id === line.jurisdiction);
  const area = place?.areas.find((entry) => entry.id === line.area)?.name;
  const { reference, version, isNamed, isWeaklyProven, unread, receivedAt, age } = line;
  return {
    reference,
    version,
    isNamed,
    isWeaklyProven,
    unread,
    receivedAt,
    age,
    href: caseHref(reference, query),
    status: tipStatusOf(line.status).name,
    tone: toneOf(line.status),
    role: line.role === "lead" ? "" : nameOf(DESK_ROLES, line.role),
    category: snapshot.tipCategories.find((entry) => entry.id === line.category)?.label ?? "",
    area: [place?.facts.shortName, area].filter(Boolean).join(""),
    subject: subjectText(snapshot, line.subject),
    due: {
      dueOn: line.clock?.dueOn ?? null,
      daysLeft: line.daysLeft,
      isPaused: line.isPaused,
      isProvisional: line.clock?.isProvisional ?? false,
      isDefault: line.clock?.isDefault ?? false,
    },
    assignee: line.assignee === null ? null : nameOfMember(line.assignee),
    viewers: line.viewers
      .filter((viewer) => viewer.memberId !== memberId)
      .map(({ memberId, isWriting }) => viewerText({ name: nameOfMember(memberId), isWriting })),
  };
}

/** Whom a tip is about, in words. */
export function subjectText(snapshot: Snapshot, subject: TipSubject | null): string {
  if (subject === null) return "打不开";
  if (!("enterprise" in subject)) return describedSubject(subject);
  const known = snapshot.enterprises.find((entry) => entry.id === subject.enterprise);
  return known?.name ?? subject.enterprise;
}

/** What waits for a decision stands out; what is over does not. */
function toneOf(status: TipStatus) {
  const tones: Partial<Record<TipStatus, "warning" | "done">> = {
    received: "warning",
    transferred: "warning",
    returned: "warning",
    escalated: "warning",
    reopened: "warning",
    closed: "done",
    merged: "done",
    declined: "done",
  };
  return tones[status] ?? "neutral";
}

/** What an inbox can be narrowed by: the categories, and the areas of the member's places. */
export function inboxChoices(snapshot: Snapshot, desks: readonly { jurisdiction: string }[]) {
  const places = snapshot.jurisdictions.filter(({ id }) =>
    desks.some(({ jurisdiction }) => jurisdiction === id),
  );
  return {
    hasDesk: desks.length > 0,
    categories: snapshot.tipCategories.map(({ id, label }) => ({ value: id, label })),
    areas: places.flatMap(({ areas }) => areas.map(({ id, name }) => ({ value: id, label: name }))),
  };
}
