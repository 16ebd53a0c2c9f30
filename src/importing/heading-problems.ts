import type { FoundHeader } from "./find-header.ts";
import type { ImportProblem } from "./import-draft.ts";
import { problem } from "./problems.ts";
import { columnLetters, type WorkbookSheet } from "./workbook/workbook.ts";

/** Columns that are not read, and columns that say the same twice. */
export function headingProblems(sheet: WorkbookSheet, header: FoundHeader): ImportProblem[] {
  const seen = new Set<string>();
  return header.columns.flatMap(({ at, heading, use }) => {
    const place = { sheet: sheet.name, row: header.last, column: columnLetters(at) };
    if (use === undefined)
      return problem("hint", place, `不认识“${heading}”这一栏，没有读`, "需要的请改成模板里的栏名");
    if (use.is !== "field") return [];
    const isAgain = seen.has(use.field);
    seen.add(use.field);
    const message = `“${heading}”与前面一栏意思相同，只用来补前一栏的空格`;
    return isAgain ? problem("warning", place, message, "只留一栏") : [];
  });
}
