import type { Acceptance } from "#domain/acceptance.ts";
import type { Announcement } from "#domain/announcement.ts";
import type { Area } from "#domain/area.ts";
import type { Department } from "#domain/department.ts";
import type { PolicyDocument } from "#domain/document.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentEvent } from "#domain/equipment-state.ts";
import type { Industry } from "#domain/industry.ts";
import { entryChangeOf, type ListEntryVersion } from "#domain/list-entry.ts";
import type { ListKind } from "#domain/list-kind.ts";
import { openNotices } from "#domain/notice-result.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { Pledge } from "#domain/pledge.ts";
import type { RecordBatch } from "#domain/record-batch.ts";
import { isInForce } from "#domain/record-withdrawal.ts";
import type { EnterpriseStatement } from "#domain/statement.ts";
import type {
  EnterpriseRecord,
  JurisdictionFolder,
  ListFile,
  Snapshot,
} from "#registry/snapshot.ts";

/** A row of a published list with all its versions, oldest first. */
export interface ListEntry {
  id: string;
  file: ListFile;
  versions: readonly ListEntryVersion[];
  latest: ListEntryVersion;
}

/** The snapshot, looked up by key instead of searched. Composite keys read `jurisdiction/id`. */
export interface SnapshotIndex {
  snapshot: Snapshot;
  jurisdictions: ReadonlyMap<string, JurisdictionFolder>;
  departments: ReadonlyMap<string, Department>;
  areas: ReadonlyMap<string, Area>;
  documents: ReadonlyMap<string, PolicyDocument>;
  industries: ReadonlyMap<string, Industry>;
  listKinds: ReadonlyMap<string, ListKind>;
  enterprises: ReadonlyMap<string, EnterpriseRecord>;
  equipment: ReadonlyMap<string, Equipment>;
  pledges: ReadonlyMap<string, Pledge>;
  acceptances: ReadonlyMap<string, Acceptance>;
  announcements: ReadonlyMap<string, Announcement>;
  /** Public notice → the announcement of its result. */
  resultsByNotice: ReadonlyMap<string, Announcement>;
  /** Key `jurisdiction/kind`, newest first. */
  listFiles: ReadonlyMap<string, readonly ListFile[]>;
  /** Key `jurisdiction/<kind>/<year>-<batch>`, rows in the order of the file. */
  entriesByFile: ReadonlyMap<string, readonly ListEntry[]>;
  entriesByEnterprise: ReadonlyMap<string, readonly ListEntry[]>;
  equipmentByEnterprise: ReadonlyMap<string, readonly Equipment[]>;
  eventsByEquipment: ReadonlyMap<string, readonly EquipmentEvent[]>;
  acceptancesByEnterprise: ReadonlyMap<string, readonly Acceptance[]>;
  pledgesByEnterprise: ReadonlyMap<string, readonly Pledge[]>;
  /** Those that hold. */
  pledgesByEquipment: ReadonlyMap<string, readonly Pledge[]>;
  outcomesByEnterprise: ReadonlyMap<string, readonly Outcome[]>;
  statementsByEnterprise: ReadonlyMap<string, readonly EnterpriseStatement[]>;
  announcementsByEnterprise: ReadonlyMap<string, readonly Announcement[]>;
  /** Key as in `entriesByFile`. */
  announcementsByFile: ReadonlyMap<string, readonly Announcement[]>;
  /** Key as in `entriesByFile`: the public notice that has no result yet. Its rows are not final. */
  openNoticeByFile: ReadonlyMap<string, Announcement>;
  /** Batches of records that speak of an enterprise, machine, acceptance or pledge, oldest first. */
  batchesByRecord: ReadonlyMap<string, readonly RecordBatch[]>;
  /** Equipment that stands on a plan list today. */
  plannedEquipment: ReadonlySet<string>;
  /** Credit codes and former ids, each with the enterprise it leads to. */
  aliases: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<Snapshot, SnapshotIndex>();

/** The index of a snapshot, made once and kept as long as the snapshot lives. */
export function indexOf(snapshot: Snapshot): SnapshotIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const index = build(snapshot);
  indexes.set(snapshot, index);
  return index;
}

/** The key of a list file: unique across jurisdictions. */
export function fileKey(file: Pick<ListFile, "jurisdiction" | "id">): string {
  return `${file.jurisdiction}/${file.id}`;
}

/** The name of a department of a place, or its id where the folder does not know it. */
export function departmentName(index: SnapshotIndex, jurisdiction: string, id: string): string {
  return index.departments.get(`${jurisdiction}/${id}`)?.name ?? id;
}

/** The name of an area of a place, or its code where the folder does not know it. */
export function areaName(index: SnapshotIndex, jurisdiction: string, id: string): string {
  return index.areas.get(`${jurisdiction}/${id}`)?.name ?? id;
}

/** The name of an industry, or its id. */
export function industryName(index: SnapshotIndex, id: string): string {
  return index.industries.get(id)?.name ?? id;
}

/** The name of a place, or its id. */
export function placeName(index: SnapshotIndex, id: string): string {
  return index.jurisdictions.get(id)?.facts.name ?? id;
}

function build(snapshot: Snapshot): SnapshotIndex {
  const { jurisdictions, lists, announcements, pledges, enterprises } = snapshot;
  const entries = lists.flatMap(entriesOf);
  const openNoticeByFile = new Map<string, Announcement>(
    openNotices(announcements).flatMap((notice) =>
      notice.lists.map((list) => [`${notice.jurisdiction}/${list}`, notice] as const),
    ),
  );
  return {
    snapshot,
    jurisdictions: byId(jurisdictions),
    departments: byPlaceAndId(jurisdictions, (place) => place.departments),
    areas: byPlaceAndId(jurisdictions, (place) => place.areas),
    documents: byId([
      ...snapshot.documents,
      ...jurisdictions.flatMap((place) => place.ownDocuments),
    ]),
    industries: byId(snapshot.industries),
    listKinds: byId(snapshot.listKinds),
    enterprises: byId(enterprises),
    equipment: byId(snapshot.equipment),
    pledges: byId(pledges),
    acceptances: byId(snapshot.acceptances),
    announcements: byId(announcements),
    resultsByNotice: new Map(announcements.map((entry) => [entry.concludes ?? "", entry])),
    listFiles: Map.groupBy([...lists].sort(newestFirst), (f) => `${f.jurisdiction}/${f.kind}`),
    entriesByFile: Map.groupBy(entries, (entry) => fileKey(entry.file)),
    entriesByEnterprise: groupByEach(entries, (entry) =>
      entry.latest.enterprise === undefined ? [] : [entry.latest.enterprise],
    ),
    equipmentByEnterprise: Map.groupBy(snapshot.equipment, (row) => row.enterprise),
    eventsByEquipment: Map.groupBy(snapshot.equipmentEvents, (row) => row.equipment),
    acceptancesByEnterprise: Map.groupBy(snapshot.acceptances, (row) => row.enterprise),
    pledgesByEnterprise: Map.groupBy(pledges, (row) => row.enterprise),
    pledgesByEquipment: groupByEach(pledges.filter(isInForce), (row) => row.equipment),
    statementsByEnterprise: groupByEach(snapshot.statements, ({ enterprise }) => [enterprise]),
    outcomesByEnterprise: groupByEach(snapshot.outcomes, ({ enterprise }) =>
      enterprise === undefined ? [] : [enterprise],
    ),
    announcementsByEnterprise: groupByEach(announcements, (row) => row.enterprises),
    announcementsByFile: groupByEach(announcements, (row) =>
      row.lists.map((list) => `${row.jurisdiction}/${list}`),
    ),
    openNoticeByFile,
    batchesByRecord: groupByEach(
      [...snapshot.recordBatches].sort((a, b) => a.publishedOn.localeCompare(b.publishedOn)),
      ({ values }) => new Set(values.map(({ record }) => record)),
    ),
    plannedEquipment: new Set(
      entries
        .filter((entry) => isOnPlan(entry) && !openNoticeByFile.has(fileKey(entry.file)))
        .flatMap((entry) => entry.latest.equipment),
    ),
    aliases: new Map(enterprises.flatMap(aliasesOf)),
  };
}

/** Rows of one file: versions gathered by entry, in the order in which entries first appear. */
function entriesOf(file: ListFile): ListEntry[] {
  return [...Map.groupBy(file.versions, (version) => version.entry)].flatMap(([id, unordered]) => {
    const versions = [...unordered].sort((a, b) => a.version - b.version);
    const latest = versions.at(-1);
    return latest === undefined ? [] : [{ id, file, versions, latest }];
  });
}

/** Whether a row stands as it was decided: not one that is shown for objections. */
export function isFinal({ openNoticeByFile }: SnapshotIndex, { file }: ListEntry): boolean {
  return !openNoticeByFile.has(fileKey(file));
}

function isOnPlan(entry: ListEntry): boolean {
  return entry.file.kind === "plan" && entryChangeOf(entry.latest.change).isShown;
}

function aliasesOf(enterprise: EnterpriseRecord): [string, string][] {
  const { id, formerIds, creditCode } = enterprise;
  const aliases = creditCode === undefined ? formerIds : [...formerIds, creditCode];
  return aliases.map((alias) => [alias, id]);
}

function newestFirst(a: ListFile, b: ListFile): number {
  return b.year - a.year || b.batch.publishedOn.localeCompare(a.batch.publishedOn);
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function byPlaceAndId<Row extends { id: string }>(
  places: readonly JurisdictionFolder[],
  rowsOf: (place: JurisdictionFolder) => readonly Row[],
): Map<string, Row> {
  return new Map(
    places.flatMap((place) => rowsOf(place).map((row) => [`${place.id}/${row.id}`, row] as const)),
  );
}

/** Like `Map.groupBy`, for rows that belong to several groups. */
function groupByEach<Row>(rows: readonly Row[], keysOf: (row: Row) => Iterable<string>) {
  const groups = new Map<string, Row[]>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
  return groups;
}
