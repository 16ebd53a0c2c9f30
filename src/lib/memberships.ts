import { aspectName } from "#domain/aspect.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { NOTHING_STATED } from "#domain/difference-text.ts";
import type { Membership, RowDifference, RowVersion } from "#domain/enterprise-sheet.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { entryChangeOf, type ListEntryVersion } from "#domain/list-entry.ts";
import { dateText } from "./format.ts";
import { listRow } from "./list-rows.ts";
import type { ListEntry, SnapshotIndex } from "./snapshot-index.ts";

/** The lists an enterprise stands or stood on, the latest publication first. */
export function memberships(
  index: SnapshotIndex,
  enterprise: string,
  today: CalendarDate,
): Membership[] {
  return (index.entriesByEnterprise.get(enterprise) ?? [])
    .map((entry) => membership(index, entry, today))
    .sort((a, b) => b.row.publishedOn.localeCompare(a.row.publishedOn));
}

function membership(index: SnapshotIndex, entry: ListEntry, today: CalendarDate): Membership {
  const { file } = entry;
  const kind = index.listKinds.get(file.kind);
  const here = index.jurisdictions
    .get(file.jurisdiction)
    ?.publishedLists.find((list) => list.kind === file.kind);
  const row = listRow(index, entry, today);
  return {
    listName: here?.name ?? kind?.name ?? file.kind,
    label: here?.label ?? null,
    tone: kind?.tone ?? "neutral",
    listPath: `/lists/${file.jurisdiction}/${file.kind}/${file.year}/`,
    batchTitle: file.batch.title,
    sourceFile: file.batch.source.file,
    meaning: here?.meaning ?? kind?.explanation ?? "",
    consequences: here?.consequences ?? null,
    row,
    versions: versionsOf(index, entry, row.name !== null),
    isSample: file.batch.sample,
  };
}

/** Every version with what it changed; of a withdrawn row only that it changed, not what it said. */
function versionsOf(index: SnapshotIndex, entry: ListEntry, mayQuote: boolean): RowVersion[] {
  return entry.versions.map((version, position) => ({
    version: version.version,
    change: version.change,
    on: version.changedOn,
    reason: version.changeReason ?? null,
    document: version.changeDocument ?? null,
    differences: mayQuote ? versionDifferences(index, entry.versions[position - 1], version) : [],
  }));
}

/** Fields a reader would notice, each with its words. */
const COMPARED: readonly {
  field: string;
  text: (version: ListEntryVersion, index: SnapshotIndex) => string | undefined;
}[] = [
  { field: "企业名称", text: (version) => version.rawEnterprise },
  { field: "事项", text: (version) => version.subject },
  { field: "设备", text: (version, index) => machines(index, version.equipment) },
  { field: "产能", text: (version) => version.rawCapacity },
  { field: "淘汰类别", text: (version) => version.aspects.map(aspectName).join("、") },
  { field: "列入依据", text: (version) => version.ground },
  { field: "整改开始", text: (version) => version.startedOn && dateText(version.startedOn) },
  { field: "整改到期", text: (version) => version.dueOn && dateText(version.dueOn) },
  { field: "延期至", text: (version) => version.extendedTo && dateText(version.extendedTo) },
  { field: "整改完成", text: (version) => version.metOn && dateText(version.metOn) },
  { field: "备注", text: (version) => version.remark },
];

/** What a reader would notice between two versions of a row. */
export function versionDifferences(
  index: SnapshotIndex,
  before: ListEntryVersion | undefined,
  after: ListEntryVersion,
): RowDifference[] {
  if (before === undefined || !entryChangeOf(after.change).isShown) return [];
  return COMPARED.map(({ field, text }) => ({
    field,
    before: text(before, index) || NOTHING_STATED,
    after: text(after, index) || NOTHING_STATED,
  })).filter((difference) => difference.before !== difference.after);
}

function machines(index: SnapshotIndex, ids: readonly string[]): string {
  return ids
    .flatMap((id) => index.equipment.get(id) ?? [])
    .map(equipmentLabel)
    .join("、");
}
