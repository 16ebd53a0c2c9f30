import type { ListEntryVersion } from "#domain/list-entry.ts";
import { latestExtension } from "#domain/rectification.ts";
import type { ContentFolder } from "../folder.ts";
import type { JurisdictionFolder, ListFile } from "../snapshot.ts";

/** Versions of a row follow one another, and its dates follow the term of the place. */
export function checkListVersions(
  list: ListFile,
  place: JurisdictionFolder | undefined,
  folder: ContentFolder,
): void {
  const latest = new Map<string, ListEntryVersion>();
  for (const row of list.versions) {
    const previous = latest.get(row.entry);
    checkSequence(row, previous, folder);
    checkDates(row, place, folder);
    latest.set(row.entry, row);
  }
}

function checkSequence(
  row: ListEntryVersion,
  previous: ListEntryVersion | undefined,
  folder: ContentFolder,
): void {
  const expected = (previous?.version ?? 0) + 1;
  if (row.version !== expected)
    folder.report(
      row,
      "version",
      `版本号应为 ${expected}`,
      "同一行的版本从1开始，依次加1，按顺序写",
    );
  if (previous === undefined) {
    if (row.change !== "listed")
      folder.report(row, "change", "第一版应为 listed", "先有列入，才有更正、移出或撤销");
    return;
  }
  if (row.changedOn < previous.changedOn)
    folder.report(row, "changedOn", "变更日期早于上一版", "检查两版的日期");
  if (previous.change === "withdrawn")
    folder.report(
      row,
      "entry",
      `${row.entry} 已撤销，不能再变更`,
      "撤销后要重新列入的，用新的编号",
    );
}

function checkDates(
  row: ListEntryVersion,
  place: JurisdictionFolder | undefined,
  folder: ContentFolder,
): void {
  const { startedOn, dueOn, extendedTo } = row;
  if (startedOn !== undefined && dueOn !== undefined && dueOn < startedOn)
    folder.report(row, "dueOn", "整改截止早于开始", "检查两个日期");
  if (extendedTo !== undefined && (dueOn === undefined || extendedTo <= dueOn))
    folder.report(
      row,
      "extendedTo",
      "延期后的日期不晚于原截止日期",
      "延期要晚于原来的 dueOn，并写上 dueOn",
    );
  if (startedOn === undefined || extendedTo === undefined) return;
  for (const term of place?.terms.rectification ?? []) {
    if (!row.aspects.includes(term.aspect)) continue;
    const latest = latestExtension(term, startedOn);
    if (latest !== null && extendedTo > latest)
      folder.report(
        row,
        "extendedTo",
        `超过当地方案允许的最长延期（${latest}）`,
        "核对延期通知",
        "warning",
      );
  }
}
