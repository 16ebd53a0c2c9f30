import type { CalendarDate } from "#domain/calendar-date.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { NAMELESS, standingChange } from "#domain/list-entry.ts";
import type { EnterpriseRecord, ListFile, Snapshot } from "./snapshot.ts";

/** Something that was published here, as whoever asks for a correction names it. */
export interface PublishedRecord {
  id: string;
  jurisdiction: string;
  title: string;
  path: string;
  /** The firm it is about; null where it is about none, or names none any more. */
  enterprise: EnterpriseRecord | null;
  /** Who published it; null where it does not say. */
  publisher: string | null;
  /** Kind of the list by which it was published, when there is one. */
  listKind: string | null;
  /** The period in which objections are taken, where it is a public notice that states one. */
  notice: { from: CalendarDate; to: CalendarDate } | null;
}

/**
 * The record of an id ever given: enterprise, machine, row of a list, announcement or pledge, as it
 * may be named on `today`. Undefined when there is none, or when it was retired.
 */
export function findRecord(
  snapshot: Snapshot,
  id: string,
  today: CalendarDate,
): PublishedRecord | undefined {
  for (const find of FINDERS) {
    const found = find(snapshot, id, today);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Finder = (snapshot: Snapshot, id: string, today: CalendarDate) => PublishedRecord | undefined;

const FINDERS: readonly Finder[] = [
  findEnterprise,
  findMachine,
  findRow,
  findAnnouncement,
  findPledge,
];

function findEnterprise(snapshot: Snapshot, id: string): PublishedRecord | undefined {
  const firm = snapshot.enterprises.find(
    (entry) => entry.id === id || entry.formerIds.includes(id),
  );
  return firm && { ...ofFirm(snapshot, firm), title: firm.name };
}

function findMachine(snapshot: Snapshot, id: string): PublishedRecord | undefined {
  const machine = snapshot.equipment.find((entry) => entry.id === id);
  const firm = snapshot.enterprises.find((entry) => entry.id === machine?.enterprise);
  if (machine === undefined || firm === undefined) return undefined;
  const record = ofFirm(snapshot, firm);
  const list = latestList(snapshot, (row) => row.equipment.includes(id));
  return {
    ...record,
    id,
    title: `${firm.name}：${equipmentLabel(machine)}`,
    path: `${record.path}#${id}`,
    publisher: list?.batch.publisher ?? record.publisher,
    listKind: list?.kind ?? record.listKind,
  };
}

function findRow(snapshot: Snapshot, id: string, today: CalendarDate): PublishedRecord | undefined {
  const list = snapshot.lists.find(({ versions }) => versions.some((row) => row.entry === id));
  const latest = list?.versions.findLast((row) => row.entry === id);
  if (list === undefined || latest === undefined) return undefined;
  const isNameless = NAMELESS.includes(standingChange(latest, list.batch, today));
  const firm = isNameless
    ? undefined
    : snapshot.enterprises.find((e) => e.id === latest.enterprise);
  const subject = isNameless ? undefined : (firm?.name ?? latest.subject);
  const { jurisdiction, kind, year, batch } = list;
  return {
    id,
    jurisdiction,
    title: `《${batch.title}》${subject ?? `第${id}条`}`,
    path: firm ? `/enterprises/${firm.id}/#${id}` : `/lists/${jurisdiction}/${kind}/${year}/`,
    enterprise: firm ?? null,
    publisher: batch.publisher,
    listKind: kind,
    notice: null,
  };
}

function findAnnouncement(snapshot: Snapshot, id: string): PublishedRecord | undefined {
  const found = snapshot.announcements.find((entry) => entry.id === id);
  if (found === undefined) return undefined;
  const { jurisdiction, title, issuer, publicNotice, lists } = found;
  return {
    id,
    jurisdiction,
    title: `《${title}》`,
    path: `/announcements/${id}/`,
    enterprise: null,
    publisher: issuer,
    listKind: lists[0]?.split("/")[0] ?? null,
    notice: publicNotice ? { from: publicNotice.from, to: publicNotice.to } : null,
  };
}

function findPledge(snapshot: Snapshot, id: string): PublishedRecord | undefined {
  const pledge = snapshot.pledges.find((entry) => entry.id === id);
  const firm = snapshot.enterprises.find((entry) => entry.id === pledge?.enterprise);
  if (pledge === undefined || firm === undefined) return undefined;
  return {
    ...ofFirm(snapshot, firm),
    id,
    title: `${pledge.signedBy}不再恢复生产承诺`,
    path: `/pledges/${id}/`,
  };
}

/** What is said of a firm as such was published by whoever published the latest list that names it. */
function ofFirm(snapshot: Snapshot, firm: EnterpriseRecord): Omit<PublishedRecord, "title"> {
  const list = latestList(snapshot, (row) => row.enterprise === firm.id);
  const isOwn = list?.jurisdiction === firm.jurisdiction;
  return {
    id: firm.id,
    jurisdiction: firm.jurisdiction,
    path: `/enterprises/${firm.id}/`,
    enterprise: firm,
    publisher: isOwn ? list.batch.publisher : null,
    listKind: isOwn ? list.kind : null,
    notice: null,
  };
}

function latestList(
  { lists }: Snapshot,
  names: (row: ListFile["versions"][number]) => boolean,
): ListFile | undefined {
  return lists
    .filter(({ versions }) => versions.some(names))
    .toSorted((a, b) => b.batch.publishedOn.localeCompare(a.batch.publishedOn))[0];
}
