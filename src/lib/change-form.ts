import {
  type ChangeField,
  CONTENT_CHANGES,
  type ContentChangeKind,
} from "#domain/content-change.ts";
import { ENTRY_CHANGES } from "#domain/list-entry.ts";
import { LEAVING_CHANGES } from "#domain/publication.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** How a change of content without a spreadsheet asks for each of its fields. */
export const CHANGE_FIELDS: Readonly<
  Record<ChangeField, { label: string; hint?: string; type?: "date"; rows?: number }>
> = {
  record: {
    label: "企业名称、信用代码，或者记录的编号",
    hint: "写名称或者代码的，先点“查找”，再选是哪一条；编号写在开放数据里，例如 ankang-e00012-r1。",
  },
  change: { label: "怎样离开名单" },
  list: { label: "名单" },
  before: {
    label: "退回到哪一天以前",
    type: "date",
    hint: "从这一天起的改动都退回；已经撤销、期满的不恢复。",
  },
  text: { label: "声明（企业自己的话，照原文）", rows: 8 },
  statedOn: { label: "声明的日期", type: "date" },
  source: { label: "声明的文件或者来源", hint: "例如：《关于…的说明》（某厂〔2026〕3号）。" },
  reason: { label: "理由", hint: "会公开。" },
  document: { label: "依据的文件（有的填）" },
};

/** What may be chosen for a field; undefined where it is written. */
export function changeOptions(field: ChangeField, snapshot: Snapshot, place: string) {
  if (field === "change")
    return ENTRY_CHANGES.filter(({ id }) =>
      (LEAVING_CHANGES as readonly string[]).includes(id),
    ).map(({ id, name }) => ({ value: id, label: name }));
  const lists = snapshot.jurisdictions.find(({ id }) => id === place)?.publishedLists ?? [];
  return field === "list"
    ? lists.map(({ kind, name }) => ({ value: kind, label: name }))
    : undefined;
}

/** What such a form states; what was left empty is left out. */
export function changeInForm(
  kind: ContentChangeKind,
  typed: (name: string) => string,
): Record<string, string> {
  const { asks } = CONTENT_CHANGES.find(({ id }) => id === kind) ?? CONTENT_CHANGES[0];
  const fields: readonly string[] = [...asks, "publishedOn"];
  const given = fields.map((name) => [name, typed(name).trim()] as const);
  return { kind, ...Object.fromEntries(given.filter(([, value]) => value !== "")) };
}
