import type { Announcement } from "#domain/announcement.ts";
import type { AnnouncementSheet } from "#domain/announcement-sheet.ts";
import { type CalendarDate, daysBetween } from "#domain/calendar-date.ts";
import { departmentName, placeName, type SnapshotIndex } from "./snapshot-index.ts";

/** Everything to show about one announcement on `today`. */
export function announcementSheet(
  index: SnapshotIndex,
  announcement: Announcement,
  today: CalendarDate,
): AnnouncementSheet {
  const { jurisdiction } = announcement;
  return {
    id: announcement.id,
    kind: announcement.kind,
    title: announcement.title,
    number: announcement.number ?? null,
    issuer: departmentName(index, jurisdiction, announcement.issuer),
    jurisdiction,
    jurisdictionName: placeName(index, jurisdiction),
    publishedOn: announcement.publishedOn,
    notice: noticeOf(announcement, today),
    result: resultOf(index, announcement),
    lists: announcement.lists.flatMap((list) => linkedList(index, `${jurisdiction}/${list}`)),
    enterprises: announcement.enterprises.map((id) => ({
      id,
      name: index.enterprises.get(id)?.name ?? id,
    })),
    externalUrl: announcement.externalUrl ?? null,
    body: announcement.body,
    isSample: announcement.sample,
    asOf: today,
  };
}

/** Announcements, the latest first. */
export function latestAnnouncements(index: SnapshotIndex): Announcement[] {
  return [...index.snapshot.announcements].sort(
    (a, b) => b.publishedOn.localeCompare(a.publishedOn) || a.id.localeCompare(b.id),
  );
}

function noticeOf(
  { publicNotice }: Announcement,
  today: CalendarDate,
): AnnouncementSheet["notice"] {
  if (publicNotice === undefined) return null;
  const { from, to, objectTo } = publicNotice;
  return { from, to, objectTo, daysLeft: daysBetween(today, to), hasBegun: today >= from };
}

/** The notice that this one concludes, or the one that concludes this notice. */
function resultOf(index: SnapshotIndex, announcement: Announcement): AnnouncementSheet["result"] {
  const after = index.resultsByNotice.get(announcement.id);
  const { objections, concludes } = after ?? announcement;
  const other = after ?? index.announcements.get(concludes ?? "");
  if (other === undefined || objections === undefined) return null;
  const { id, title } = other;
  const { received, answer = null } = objections;
  return { id, title, isNotice: after === undefined, received, answer };
}

function linkedList(index: SnapshotIndex, key: string) {
  const entry = index.entriesByFile.get(key)?.[0];
  if (entry === undefined) return [];
  const { jurisdiction, kind, year, batch } = entry.file;
  return [{ path: `/lists/${jurisdiction}/${kind}/${year}/`, title: batch.title }];
}
