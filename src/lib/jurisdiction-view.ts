import type { CalendarDate } from "#domain/calendar-date.ts";
import type { PolicyDocument } from "#domain/document.ts";
import { type DutyCalendarEntry, dayBeforeOf, dutyDueOn } from "#domain/duty-calendar.ts";
import type {
  DocumentRow,
  DutyRow,
  JurisdictionSheet,
  Names,
  PublishedListRow,
} from "#domain/jurisdiction-sheet.ts";
import { isWorkingDay } from "#domain/working-days.ts";
import { dateText, weekdayText } from "#lib/format.ts";
import {
  areaName,
  departmentName,
  indexOf,
  industryName,
  type SnapshotIndex,
} from "#lib/snapshot-index.ts";
import { overdueTips } from "#lib/tip-figures-view.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** What the page of `place` shows on `today`. The checker has made sure that the programme exists. */
export function jurisdictionSheet(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  today: CalendarDate,
): JurisdictionSheet {
  const index = indexOf(snapshot);
  const { facts, duties, responsibilities, terms, channels, departments, areas, forms } = place;
  const programme = index.documents.get(facts.programme);
  if (programme === undefined) throw new Error(`${place.id}: no document ${facts.programme}`);
  return {
    facts,
    programme,
    isPlanYearOver: Number(today.slice(0, 4)) > facts.planYear,
    names: namesOf(index, place.id),
    documents: index.documents,
    responsibilities,
    duties,
    lists: listRows(index, place),
    terms,
    calendar: inOrderOfDays(
      place.calendar.map((entry) => dutyRow(index, entry, programme.issuedOn)),
    ),
    channels,
    departments,
    areas,
    forms,
    documentRows: documentRows(index, place),
    overdueTips: overdueTips(snapshot, place),
  };
}

function namesOf(index: SnapshotIndex, place: string): Names {
  const topics = new Map(index.snapshot.topics.map((topic) => [topic.id, topic.name]));
  return {
    department: (id) =>
      index.departments.get(`${place}/${id}`)?.shortName ?? departmentName(index, place, id),
    area: (id) => areaName(index, place, id),
    industry: (id) => industryName(index, id),
    topic: (id) => topics.get(id) ?? id,
  };
}

function listRows(index: SnapshotIndex, place: JurisdictionFolder): PublishedListRow[] {
  return place.publishedLists.map((list) => ({
    ...list,
    tone: index.listKinds.get(list.kind)?.tone ?? "neutral",
    batches: index.listFiles.get(`${place.id}/${list.kind}`)?.length ?? 0,
    href: `/lists/${place.id}/${list.kind}/`,
  }));
}

function dutyRow(
  { documents, snapshot: { workingYears } }: SnapshotIndex,
  entry: DutyCalendarEntry,
  issuedOn: CalendarDate | null,
): DutyRow {
  const reading = dayBeforeOf(entry, documents);
  const dueOn = dutyDueOn(entry, reading);
  const warnings: string[] = [];
  if (dueOn !== null && issuedOn !== null && dueOn < issuedOn)
    warnings.push(`方案${dateText(issuedOn)}才印发，印发时这一项已经到期，不作逾期看待。`);
  if (dueOn !== null && isWorkingDay(workingYears, dueOn) === false)
    warnings.push(
      `${dateText(dueOn)}是${weekdayText(dueOn)}，不是工作日；文件没有规定顺延，日期照原文不动。`,
    );
  return { ...entry, dueOn, reading, warnings };
}

/** What has a day comes in order of days; the rest follows as the programme tells it. */
function inOrderOfDays(rows: readonly DutyRow[]): DutyRow[] {
  const dated = rows.filter((row) => row.dueOn !== null);
  const undated = rows.filter((row) => row.dueOn === null);
  return [...dated.toSorted((a, b) => (a.dueOn ?? "").localeCompare(b.dueOn ?? "")), ...undated];
}

/** The programme's own papers first, then every document it cites, each once a citation. */
function documentRows(index: SnapshotIndex, place: JurisdictionFolder): DocumentRow[] {
  const own = place.ownDocuments.map((document) => ({
    document,
    reference: place.citedDocuments.find((reference) => reference.document === document.id),
  }));
  const isOwn = new Set(place.ownDocuments.map((document) => document.id));
  const cited = place.citedDocuments
    .filter((reference) => !isOwn.has(reference.document))
    .map((reference) => ({ document: index.documents.get(reference.document), reference }))
    .filter((row): row is typeof row & { document: PolicyDocument } => row.document !== undefined);
  return [...own, ...cited];
}
