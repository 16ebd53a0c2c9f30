import type { CalendarDate } from "#domain/calendar-date.ts";
import type { ImportTemplate } from "#domain/import-sheet.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { findPaper } from "./find-paper.ts";
import { findTable } from "./find-tables.ts";
import { headingIndex } from "./headings.ts";
import type { ImportDraft, ImportProblem } from "./import-draft.ts";
import { type DraftRequest, makeDraft, type Progress } from "./make-draft.ts";
import { OPTIONS_SHEET } from "./options-sheet.ts";
import { planOf } from "./plan-import.ts";
import { problem } from "./problems.ts";
import type { RawTable } from "./raw-row.ts";
import type { RestrictedRecord } from "./restricted.ts";
import { readWorkbook } from "./workbook/read-workbook.ts";
import type { Workbook } from "./workbook/workbook.ts";

/** What somebody asks to have imported. */
export interface ImportRequest {
  fileName: string;
  jurisdiction: string;
  /** Id of a kind of list, or a room: acceptances, sealings, pledges, enterprises. */
  kind: string;
  /** Needed for forms that hold plans and closures alike. */
  statedAs: ImportDraft["statedAs"];
  replaces: DraftRequest["replaces"];
  /** Answers to questions of an earlier run: id of the question → id of a candidate, or `new`. */
  answers: Readonly<Record<string, string>>;
  today: CalendarDate;
  /** More rows are not held against the register; all are when absent. */
  mostRows?: number;
}

/** The draft, with what must never leave the private side; or why there is none. */
export type ImportResult =
  | { draft: ImportDraft; restricted: RestrictedRecord[] }
  | { refused: ImportProblem[] };

/**
 * Reads a spreadsheet and works out what it would change. Publishes nothing and keeps nothing.
 * `tell` hears how many rows are done.
 */
export async function importSpreadsheet(
  bytes: Uint8Array,
  request: ImportRequest,
  snapshot: Snapshot,
  tell?: Progress,
): Promise<ImportResult> {
  const read = await readWorkbook(bytes, request.fileName);
  if ("refusal" in read) return refuse([[read.refusal.message, read.refusal.remedy]]);
  const place = snapshot.jurisdictions.find((entry) => entry.id === request.jurisdiction);
  if (place === undefined) return refuse([[`没有 ${request.jurisdiction} 这个地方`, "检查拼写"]]);
  const tables = tablesOf(read.workbook, snapshot, formsOf(snapshot, place.id, request.kind));
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const { mostRows = Number.POSITIVE_INFINITY } = request;
  if (rows > mostRows)
    return refuse([[`表里有 ${rows} 行，这里一次最多 ${mostRows} 行`, "分成几份，或者用命令导入"]]);
  const plan = planOf(snapshot, place, request, tables);
  if (Array.isArray(plan)) return refuse(plan);
  const source = {
    file: request.fileName,
    sha256: read.sha256,
    bytes: bytes.length,
    sheets: tables.map(({ sheet, headerRow, columns }) => ({ name: sheet, headerRow, columns })),
    isRestricted: isRestricted(read.workbook, tables),
  };
  const found = [...hiddenProblems(read.workbook, tables), ...titleProblems(tables, request)];
  const draftTables = tables.map((table, at) =>
    at === 0 ? { ...table, problems: [...found, ...table.problems] } : table,
  );
  return {
    draft: makeDraft(snapshot, place, draftTables, source, { ...request, ...plan }, tell),
    restricted: tables.flatMap((table) => table.restricted),
  };
}

function refuse(reasons: readonly (readonly [message: string, remedy: string])[]): ImportResult {
  const nowhere = { sheet: null, row: null, column: null };
  return {
    refused: reasons.map(([message, remedy]) => problem("error", nowhere, message, remedy)),
  };
}

/** Forms for one enterprise that this place uses for the kind of thing. */
function formsOf({ importing }: Snapshot, place: string, kind: string): ImportTemplate[] {
  return importing.templates.filter(
    (template) =>
      template.jurisdiction === place && template.room === kind && template.labels.length > 0,
  );
}

/** What the sheets people see hold: a form for one enterprise, or a table. */
function tablesOf(
  { sheets }: Workbook,
  { importing }: Snapshot,
  forms: readonly ImportTemplate[],
): RawTable[] {
  const index = headingIndex(importing.headers);
  return sheets
    .filter((sheet) => !sheet.isHidden && sheet.name !== OPTIONS_SHEET)
    .flatMap((sheet) => {
      for (const form of forms) {
        const paper = findPaper(sheet, form, importing.headers);
        if (paper) return paper;
      }
      return findTable(sheet, index, importing.words) ?? [];
    });
}

/** Whether anything in the file must not be given out, or is hidden and so was not looked at. */
function isRestricted({ sheets }: Workbook, tables: readonly RawTable[]): boolean {
  return (
    sheets.some((sheet) => sheet.isHidden || sheet.hiddenColumns.length > 0) ||
    tables.some((table) => table.restricted.length > 0 || table.hasRestrictedNotes)
  );
}

function hiddenProblems({ sheets }: Workbook, tables: readonly RawTable[]): ImportProblem[] {
  return sheets.flatMap((sheet) => {
    const place = { sheet: sheet.name, row: null, column: null };
    if (sheet.isHidden)
      return problem("warning", place, "隐藏的工作表没有读", "要读的请取消隐藏；不要的请删去");
    if (sheet.name === OPTIONS_SHEET) return [];
    if (tables.some((table) => table.sheet === sheet.name))
      return sheet.hiddenColumns.length === 0
        ? []
        : problem("warning", place, "有隐藏的列，也读了", "不该有的列请删去");
    return problem("hint", place, "这张工作表里没有找到表头，没有读", "表头要有企业名称等栏名");
  });
}

/** A title that speaks of a plan, where the file is stated to report what has left. */
function titleProblems(
  tables: readonly RawTable[],
  { statedAs, kind }: ImportRequest,
): ImportProblem[] {
  const isClosure = statedAs === "closure" || kind === "exit";
  return tables
    .filter(({ title }) => isClosure && title.includes("计划"))
    .map(({ sheet }) =>
      problem(
        "warning",
        { sheet, row: null, column: null },
        "标题里写着“计划”，这一份却按退出导入",
        "核对是不是计划表；列入计划不等于已经退出",
      ),
    );
}
