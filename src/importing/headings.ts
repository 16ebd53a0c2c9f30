import { CAPACITY_UNITS } from "#domain/capacity.ts";
import type { ImportFieldName, RestrictedFieldName } from "#domain/import-field.ts";
import type { ImportHeaders } from "#domain/import-sheet.ts";
import { compact } from "./plain-text.ts";

/** What a column is for. */
export type ColumnUse =
  | { is: "field"; field: ImportFieldName }
  | { is: "restricted"; field: RestrictedFieldName }
  | { is: "ignored" };

/** Every known heading, in one spelling. */
export type HeadingIndex = ReadonlyMap<string, ColumnUse>;

/** Makes headings quick to look up. */
export function headingIndex(headers: ImportHeaders): HeadingIndex {
  const index = new Map<string, ColumnUse>();
  const add = (words: readonly string[], use: ColumnUse) => {
    for (const word of words) index.set(compact(word), use);
  };
  add(headers.ignored, { is: "ignored" });
  for (const [field, words] of entries(headers.restricted)) add(words, { is: "restricted", field });
  for (const [field, words] of entries(headers.fields)) add(words, { is: "field", field });
  return index;
}

function entries<Key extends string>(record: Partial<Record<Key, string[]>>) {
  return Object.entries(record) as [Key, string[]][];
}

/** What a heading is for, with or without what stands in its brackets. */
export function useOf(index: HeadingIndex, heading: string): ColumnUse | undefined {
  const text = compact(heading);
  return index.get(text) ?? index.get(text.replace(/\([^()]*\)/g, ""));
}

/** The unit in the brackets of a heading: 设计产能（万吨） → 万吨. */
export function unitIn(heading: string): string | null {
  const brackets = [...compact(heading).matchAll(/\(([^()]*)\)/g)].map((match) => match[1]);
  const unit = brackets.map((text) => text?.replace(/^单位[,，]?/, "")).find(isUnit);
  return unit ?? null;
}

/** A capacity unit, alone. */
export function isUnit(text: string | undefined): text is string {
  return (CAPACITY_UNITS as readonly string[]).includes(text ?? "");
}
