import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Citation } from "#domain/citation.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { PublishedList } from "#domain/list-kind.ts";
import type { ListRow } from "#domain/list-row.ts";
import type { ListBatchSheet, ListSheet, ReadableCitation } from "#domain/list-sheet.ts";
import { LIST_WORDS } from "#domain/list-words.ts";
import type { JurisdictionFolder, ListFile } from "#registry/snapshot.ts";
import { changeOn, listRow } from "./list-rows.ts";
import { departmentName, fileKey, isFinal, type SnapshotIndex } from "./snapshot-index.ts";

/** A list a place publishes, with how much of it is here. */
export interface ListOverview {
  jurisdiction: string;
  kind: string;
  path: string;
  name: string;
  label: string | null;
  tone: ListSheet["tone"];
  years: number[];
  batchCount: number;
  rowCount: number;
  /** Rows of it that are shown for objections; they are not among `rowCount`. */
  noticeCount: number;
  latestOn: CalendarDate | null;
  isSample: boolean;
}

/**
 * Every list a place publishes, in the order of its folder; empty ones too, with nothing counted.
 * Rows are counted as the list page shows them: without those removed, withdrawn or expired, and
 * apart from those that are shown for objections.
 */
export function listOverviews(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  today: CalendarDate,
): ListOverview[] {
  return place.publishedLists.map((list) => {
    const files = index.listFiles.get(`${place.id}/${list.kind}`) ?? [];
    const entries = files
      .flatMap((file) => entriesIn(index, file))
      .filter((entry) => entryChangeOf(changeOn(entry, today)).isShown);
    const rowCount = entries.filter((entry) => isFinal(index, entry)).length;
    return {
      jurisdiction: place.id,
      kind: list.kind,
      path: `/lists/${place.id}/${list.kind}/`,
      name: list.name,
      label: list.label,
      tone: index.listKinds.get(list.kind)?.tone ?? "neutral",
      years: yearsOf(files),
      batchCount: files.length,
      rowCount,
      noticeCount: entries.length - rowCount,
      latestOn:
        files
          .map((file) => file.batch.publishedOn)
          .sort()
          .at(-1) ?? null,
      isSample: files.some((file) => file.batch.sample),
    };
  });
}

/**
 * A list page: one year, or all years when `year` is null. Null when the place does not publish
 * the kind, or has nothing for that year.
 */
export function listSheet(
  index: SnapshotIndex,
  wanted: { jurisdiction: string; kind: string; year: number | null },
  today: CalendarDate,
): ListSheet | null {
  const { jurisdiction, kind, year } = wanted;
  const place = index.jurisdictions.get(jurisdiction);
  const list = place?.publishedLists.find((entry) => entry.kind === kind);
  const general = index.listKinds.get(kind);
  if (!place || !list || !general) return null;
  const files = index.listFiles.get(`${jurisdiction}/${kind}`) ?? [];
  const shown = files.filter((file) => year === null || file.year === year);
  if (year !== null && shown.length === 0) return null;
  const all = shown
    .flatMap((file) => entriesIn(index, file))
    .map((entry) => listRow(index, entry, today));
  const rows = all.filter((row) => entryChangeOf(row.change).isShown);
  return {
    jurisdiction,
    jurisdictionName: place.facts.name,
    kind,
    year,
    years: yearsOf(files),
    path: `/lists/${jurisdiction}/${kind}/${year === null ? "" : `${year}/`}`,
    name: list.name,
    label: list.label,
    tone: general.tone,
    hasTerm: general.hasTerm,
    rowSubject: general.rowSubject,
    explanation: general.explanation,
    meaning: list.meaning,
    consequences: list.consequences,
    duty: dutyOf(index, place, list),
    batches: shown.map((file) => batchSheet(index, file)),
    rows,
    tombstones: all.filter((row) => !entryChangeOf(row.change).isShown),
    words: LIST_WORDS,
    areas: choices(rows, "area", "areaName"),
    industries: choices(rows, "industry", "industryName"),
    isSample: shown.some((file) => file.batch.sample),
    asOf: today,
  };
}

/** A citation with title and number of the document it points at. */
export function readableCitation(index: SnapshotIndex, citation: Citation): ReadableCitation {
  const document = index.documents.get(citation.document);
  return {
    ...citation,
    title: document?.title ?? citation.document,
    number: document?.number ?? null,
  };
}

function dutyOf(
  index: SnapshotIndex,
  place: JurisdictionFolder,
  list: PublishedList,
): ListSheet["duty"] {
  const duty = place.duties.find((entry) => entry.id === list.duty);
  return {
    act: duty?.act ?? "publish",
    what: duty?.what ?? list.name,
    where: duty?.where ?? null,
    frequency: duty?.frequency ?? null,
    publisher: duty?.publisherWords ?? null,
    cites: (duty?.cites ?? []).map((citation) => readableCitation(index, citation)),
  };
}

function batchSheet(index: SnapshotIndex, file: ListFile): ListBatchSheet {
  const { batch } = file;
  return {
    id: file.id.slice(file.kind.length + 1),
    year: file.year,
    title: batch.title,
    publisher: departmentName(index, file.jurisdiction, batch.publisher),
    publishedOn: batch.publishedOn,
    documentNumber: batch.documentNumber ?? null,
    period: batch.period ?? null,
    sourceFile: batch.source.file,
    sha256: batch.source.sha256 ?? null,
    rowCount: entriesIn(index, file).length,
    displayUntil: batch.displayUntil ?? null,
    announcements: (index.announcementsByFile.get(fileKey(file)) ?? []).map(({ id, title }) => ({
      id,
      title,
    })),
    isSample: batch.sample,
  };
}

function entriesIn(index: SnapshotIndex, file: ListFile) {
  return index.entriesByFile.get(fileKey(file)) ?? [];
}

function yearsOf(files: readonly ListFile[]): number[] {
  return [...new Set(files.map((file) => file.year))];
}

/** The values that occur, for a filter, in the order of their codes. */
function choices(
  rows: readonly ListRow[],
  key: "area" | "industry",
  name: "areaName" | "industryName",
) {
  const names = new Map(
    rows.flatMap((row) => (row[key] ? [[row[key], row[name] ?? row[key]] as const] : [])),
  );
  return [...names]
    .map(([id, text]) => ({ id, name: text }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
