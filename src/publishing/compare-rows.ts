import type { ComparedField, ComparedRow } from "#domain/compared-row.ts";
import { IMPORT_FIELDS, type ImportFieldName } from "#domain/import-field.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { PublicationFacts } from "#domain/publication.ts";
import type { DraftRow, ImportDraft } from "#importing/import-draft.ts";

/**
 * Every row that says something new or leaves, in the order of the file; leavers last. `names` are
 * the words for codes of areas and industries.
 */
export function comparedRows(
  draft: ImportDraft,
  facts: Partial<Pick<PublicationFacts, "leaving" | "revision">>,
  names: ReadonlyMap<string, string>,
): ComparedRow[] {
  const { change, reason } = facts.revision ?? { change: "updated" as const, reason: null };
  const acts = {
    add: { act: entryChangeOf("listed").name, reason: null },
    change: { act: entryChangeOf(change).name, reason },
  };
  return [
    ...draft.rows.flatMap((row) =>
      row.action === "add" || row.action === "change"
        ? [{ ...acts[row.action], ...nameAndPlace(row), fields: comparedFields(row, names) }]
        : [],
    ),
    ...draft.vanished.map(({ entry, batch, name }) => {
      const leaving = facts.leaving?.[entry];
      return {
        act: leaving === undefined ? "表里没有了" : entryChangeOf(leaving.change).name,
        name,
        place: `${batch}，${entry}`,
        reason: leaving?.reason ?? null,
        fields: [],
      };
    }),
  ];
}

function nameAndPlace({ values, sheet, row }: DraftRow) {
  return {
    name: values.name?.text ?? values.subject?.text ?? "",
    place: `工作表“${sheet}”第${row}行`,
  };
}

/** What the sheet says, and what it leaves out that was said before. */
function comparedFields(
  { action, values, differences }: DraftRow,
  names: ReadonlyMap<string, string>,
): ComparedField[] {
  const worded = (text: string) => (text === "" ? null : (names.get(text) ?? text));
  const fields = Object.keys(IMPORT_FIELDS) as ImportFieldName[];
  return fields.flatMap((field) => {
    const value = values[field];
    const difference = differences.find((entry) => entry.field === field);
    if (value === undefined && difference === undefined) return [];
    const said = value?.text ?? null;
    const isChanged = action === "add" || difference !== undefined;
    return [
      {
        name: IMPORT_FIELDS[field].name,
        cell: value?.cell ?? null,
        before: isChanged ? worded(difference?.before ?? "") : said,
        after: difference === undefined ? said : worded(difference.after),
        isChanged,
      },
    ];
  });
}
