import type { DraftRow, ImportCounts, ImportProblem, VanishedRow } from "./import-draft.ts";
import type { RawTable } from "./raw-row.ts";

/** In the order in which a person goes through the file; of a cell that serves several rows, once. */
export function inOrder(found: readonly ImportProblem[], tables: readonly RawTable[]) {
  const problems = [...new Map(found.map((entry) => [JSON.stringify(entry), entry])).values()];
  const sheets = new Map(tables.map((table, at) => [table.sheet, at]));
  const rank = ({ sheet, row, column }: ImportProblem) =>
    [sheet === null ? -1 : (sheets.get(sheet) ?? 0), row ?? 0, (column ?? "").length] as const;
  return problems
    .map((entry) => ({ entry, at: rank(entry) }))
    .sort(
      (a, b) =>
        a.at[0] - b.at[0] ||
        a.at[1] - b.at[1] ||
        a.at[2] - b.at[2] ||
        (a.entry.column ?? "").localeCompare(b.entry.column ?? ""),
    )
    .map(({ entry }) => entry);
}

/** How many rows there are of each kind, and how much was found. */
export function countDraft(
  rows: readonly DraftRow[],
  vanished: readonly VanishedRow[],
  problems: readonly ImportProblem[],
): ImportCounts {
  const actions = { add: 0, change: 0, keep: 0, held: 0 };
  for (const row of rows) actions[row.action] += 1;
  const of = (severity: ImportProblem["severity"]) =>
    problems.filter((entry) => entry.severity === severity).length;
  return {
    ...actions,
    vanish: vanished.length,
    errors: of("error"),
    warnings: of("warning"),
    hints: of("hint"),
  };
}
