import type { ComparedField } from "#domain/compared-row.ts";
import type { ChangeOf } from "#domain/content-change.ts";
import { differenceText } from "#domain/difference-text.ts";
import { entryChangeOf, type ListEntryVersion, NAMELESS } from "#domain/list-entry.ts";
import type { ListFile, Snapshot } from "#registry/snapshot.ts";
import { type RevisedRow, revisedFields, rowTitles } from "./compare-revisions.ts";
import type { ChangeRequest } from "./plan-change.ts";

/** New versions of published rows, and what is announced with them; or why there are none. */
export type Revisions =
  | {
      /** Kind of the list. */
      kind: string;
      rows: RevisedRow[];
      announcement: "correction" | "withdrawal";
      title: string;
      /** Department. */
      issuer: string;
      sentences: readonly string[];
    }
  | { refusals: string[] };

/** One row leaves its list: delisted, withdrawn, or its term of display over. */
export function rowChanged({
  snapshot,
  place,
  facts,
}: ChangeRequest<ChangeOf<"row-change">>): Revisions {
  const lists = listsOf(snapshot, place.id);
  const list = lists.find(({ versions }) => versions.some(({ entry }) => entry === facts.record));
  const latest = list?.versions.findLast(({ entry }) => entry === facts.record);
  if (list === undefined || latest === undefined)
    return { refusals: [`当地名单里没有 ${facts.record} 这一行。`] };
  const standing = entryChangeOf(latest.change);
  if (!standing.isShown && (NAMELESS.includes(latest.change) || latest.change === facts.change))
    return { refusals: [`${facts.record} 在 ${latest.changedOn} 已经${standing.name}。`] };
  if (facts.publishedOn < latest.changedOn)
    return { refusals: [`${facts.record} 在 ${latest.changedOn} 改动过，公布日期不能更早。`] };
  const { name } = entryChangeOf(facts.change);
  return {
    kind: list.kind,
    rows: [{ list, before: latest, version: next(latest, latest, facts, facts.change) }],
    announcement: facts.change === "withdrawn" ? "withdrawal" : "correction",
    title: `《${list.batch.title}》${name}1条`,
    issuer: list.batch.publisher,
    sentences: [
      `${name}：“${rowTitles(snapshot)(latest)}”（${facts.record}，《${list.batch.title}》），理由：${facts.reason}。`,
    ],
  };
}

/**
 * Rows of a kind of list say again what they said before a day; rows that came since are withdrawn.
 * What was withdrawn since, or may be named no more, is not brought back: it stays as it is.
 */
export function rolledBack({
  snapshot,
  place,
  facts,
}: ChangeRequest<ChangeOf<"rollback">>): Revisions {
  const lists = listsOf(snapshot, place.id).filter(({ kind }) => kind === facts.list);
  const steps = lists.flatMap((list) => stepsBack(snapshot, list, facts));
  const rows = steps.flatMap(({ row }) => row ?? []);
  if (rows.length === 0) {
    const kept = steps.map(({ sentence }) => sentence);
    return { refusals: [`${facts.before} 以后没有可以退回的改动。`, ...kept] };
  }
  const late = rows.find(({ before }) => before.changedOn > facts.publishedOn);
  if (late) return { refusals: [`公布日期不能早于最近一次改动（${late.before.changedOn}）。`] };
  return {
    kind: facts.list,
    rows,
    announcement: "correction",
    title: `名单退回到 ${facts.before} 以前，改动${rows.length}条`,
    issuer: lists.at(-1)?.batch.publisher ?? "",
    sentences: steps.map(({ sentence }) => sentence),
  };
}

interface Step {
  row: RevisedRow | null;
  sentence: string;
}

function stepsBack(snapshot: Snapshot, list: ListFile, facts: ChangeOf<"rollback">): Step[] {
  const titleOf = rowTitles(snapshot);
  const fieldsOf = revisedFields(snapshot);
  const byEntry = Map.groupBy(list.versions, ({ entry }) => entry);
  return [...byEntry].flatMap(([entry, versions]): Step[] => {
    const latest = versions.at(-1);
    const then = versions.findLast(({ changedOn }) => changedOn < facts.before);
    if (latest === undefined || latest === then) return [];
    if (NAMELESS.includes(latest.change)) {
      const { name } = entryChangeOf(latest.change);
      if (then === undefined) return [];
      const sentence = `“${titleOf(latest)}”（${entry}）在 ${latest.changedOn} 已经${name}，不再恢复。`;
      return [{ row: null, sentence }];
    }
    const change = then === undefined ? "withdrawn" : back(then);
    const version = next(latest, then ?? latest, facts, change);
    const row = { list, before: latest, version };
    const what = then === undefined ? ["那时还没有列入，撤销"] : saidAgain(row, fieldsOf(row));
    return [{ row, sentence: `“${titleOf(latest)}”（${entry}）：${what.join("，")}。` }];
  });
}

function saidAgain({ before, version }: RevisedRow, fields: readonly ComparedField[]): string[] {
  const left = entryChangeOf(before.change);
  const isBack = !left.isShown && entryChangeOf(version.change).isShown;
  return [
    isBack ? `现在已${left.name}，重新列出，恢复那时的内容` : "恢复那时的内容",
    ...fields
      .filter(({ isChanged }) => isChanged)
      .map(({ name, before: was, after: is }) => differenceText(name, was ?? "", is ?? "")),
  ];
}

/** What the row was then: shown, by a correction; or gone, as it was gone. */
function back({ change }: ListEntryVersion) {
  return entryChangeOf(change).isShown ? ("corrected" as const) : change;
}

function next(
  latest: ListEntryVersion,
  contents: ListEntryVersion,
  {
    publishedOn,
    reason,
    document,
  }: { publishedOn: string; reason: string; document?: string | undefined },
  change: ListEntryVersion["change"],
): ListEntryVersion {
  return {
    ...contents,
    version: latest.version + 1,
    change,
    changedOn: publishedOn,
    changeReason: reason,
    changeDocument: document,
  };
}

function listsOf({ lists }: Snapshot, place: string): ListFile[] {
  return lists.filter(({ jurisdiction }) => jurisdiction === place);
}
