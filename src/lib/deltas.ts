import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Delta, DeltaRow } from "#domain/delta.ts";
import { entryChangeOf, type ListEntryVersion, NAMELESS } from "#domain/list-entry.ts";
import { deltaSentence } from "./delta-sentence.ts";
import { changeOn } from "./list-rows.ts";
import { versionDifferences } from "./memberships.ts";
import { fileKey, type ListEntry, type SnapshotIndex } from "./snapshot-index.ts";

/** A version of a row, or its expiry, with the day it became public. */
interface Step {
  entry: ListEntry;
  /** Null: expired by its date. */
  version: ListEntryVersion | null;
  on: CalendarDate;
}

/**
 * What each publication up to `today` changed, one object a list and day, the latest first. Put
 * together from the first to the last they give the lists as they stand. A row withdrawn or expired
 * since is named in none of them.
 */
export function deltasOf(index: SnapshotIndex, today: CalendarDate): Delta[] {
  const steps = [...index.entriesByFile.values()]
    .flat()
    .flatMap((entry) => stepsOf(entry, today))
    .filter(({ on }) => on <= today);
  const groups = Map.groupBy(steps, ({ entry: { file }, on }) =>
    [on, file.jurisdiction, file.kind].join("/"),
  );
  return [...groups.values()]
    .flatMap((group) => deltaOf(index, group, today) ?? [])
    .sort((a, b) => b.on.localeCompare(a.on) || pathOfDelta(a).localeCompare(pathOfDelta(b)));
}

/** Below `/data/`. */
export function pathOfDelta({
  jurisdiction,
  kind,
  on,
}: Pick<Delta, "jurisdiction" | "kind" | "on">) {
  return `deltas/${jurisdiction}/${kind}/${on}.json`;
}

function stepsOf(entry: ListEntry, today: CalendarDate): Step[] {
  const versions = entry.versions.map((version) => ({ entry, version, on: version.changedOn }));
  const { displayUntil } = entry.file.batch;
  const hasExpired = changeOn(entry, today) !== entry.latest.change && displayUntil !== undefined;
  return hasExpired ? [...versions, { entry, version: null, on: displayUntil }] : versions;
}

function deltaOf(index: SnapshotIndex, steps: readonly Step[], today: CalendarDate): Delta | null {
  const [first] = steps;
  if (first === undefined) return null;
  const { jurisdiction, kind, year } = first.entry.file;
  const files = new Set(steps.map(({ entry }) => entry.file));
  const told = {
    jurisdiction,
    kind,
    on: first.on,
    list: `/lists/${jurisdiction}/${kind}/${files.size === 1 ? `${year}/` : ""}`,
    announcements: [...files]
      .flatMap((file) => index.announcementsByFile.get(fileKey(file)) ?? [])
      .filter(({ publishedOn }) => publishedOn === first.on)
      .map(({ id }) => id),
    isSample: [...files].some(({ batch }) => batch.sample),
    added: steps.flatMap((step) => added(index, step, today)),
    changed: steps.flatMap((step) => changed(index, step, today)),
    withdrawn: steps.flatMap((step) => withdrawn(index, step, today)),
  };
  return { ...told, sentence: deltaSentence(index, told) };
}

function added(index: SnapshotIndex, { entry, version }: Step, today: CalendarDate) {
  if (version?.change !== "listed") return [];
  const row = rowOf(index, entry, version, today);
  const says = row.name === null ? undefined : version;
  return [
    {
      ...row,
      equipment: says?.equipment ?? [],
      aspects: says?.aspects ?? [],
      ground: says?.ground ?? null,
      startedOn: says?.startedOn ?? null,
      dueOn: says?.dueOn ?? null,
    },
  ];
}

function changed(index: SnapshotIndex, { entry, version }: Step, today: CalendarDate) {
  if (version === null || version.change === "listed") return [];
  if (!entryChangeOf(version.change).isShown) return [];
  return [revisedRow(index, entry, version, today)];
}

/** A version with what it changed; nothing of it where the row is named no more. */
export function revisedRow(
  index: SnapshotIndex,
  entry: ListEntry,
  version: ListEntryVersion,
  today: CalendarDate,
): Delta["changed"][number] {
  const row = rowOf(index, entry, version, today);
  const before = entry.versions[entry.versions.indexOf(version) - 1];
  const differences = row.name === null ? [] : versionDifferences(index, before, version);
  return { ...row, differences };
}

function withdrawn(index: SnapshotIndex, { entry, version }: Step, today: CalendarDate) {
  if (version !== null && entryChangeOf(version.change).isShown) return [];
  return [rowOf(index, entry, version, today)];
}

function rowOf(
  index: SnapshotIndex,
  entry: ListEntry,
  version: ListEntryVersion | null,
  today: CalendarDate,
): DeltaRow {
  const isNamed = !NAMELESS.includes(changeOn(entry, today));
  const firm = index.enterprises.get(version?.enterprise ?? "");
  const name = firm?.name ?? version?.subject ?? version?.rawEnterprise ?? null;
  return {
    entry: entry.id,
    version: version?.version ?? null,
    change: version?.change ?? "expired",
    enterprise: isNamed ? (firm?.id ?? null) : null,
    name: isNamed ? name : null,
    reason: version?.changeReason ?? null,
    document: version?.changeDocument ?? null,
  };
}
