import PQueue from "p-queue";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { Problem } from "#domain/problem.ts";
import { entryField } from "#domain/publication-form.ts";
import { ENTRY_ROOMS } from "#domain/record-batch.ts";
import { mayDo } from "#domain/staff-role.ts";
import { commentedCopy } from "#importing/files/commented-copy.ts";
import { entrySheet } from "#importing/files/entry-sheet.ts";
import { findTemplate } from "#importing/find-template.ts";
import {
  IMPORT_SEVERITIES,
  type ImportDraft,
  type ImportProblem,
} from "#importing/import-draft.ts";
import { type ImportRequest, importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { placeText } from "#importing/report.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { NO_PUBLICATION, type Publisher } from "./publication.ts";

/** What the console takes; larger files go through the command, in a process of its own. */
export const LIST_UPLOAD_BYTES = 20_000_000;
/** They are held against the register in the process that serves pages: some tenths of a second. */
const LIST_UPLOAD_ROWS = 5_000;

/** A spreadsheet as it was uploaded, and what it is said to be. */
export interface ListUpload extends Omit<ImportRequest, "today" | "mostRows"> {
  bytes: Uint8Array;
}

/** One record typed into a form, by the fields of the sheet that it stands for. */
export interface RecordEntry extends Pick<ImportRequest, "jurisdiction" | "kind" | "answers"> {
  textOf: (field: ImportFieldName) => string;
}

/** Something found in the file, as the page shows it. */
export interface ImportFinding {
  severity: ImportProblem["severity"];
  name: string;
  /** `统计表!D5`; empty: the file as a whole. */
  where: string;
  /** Of the column it stands in; null: a row or the file as a whole. */
  field: string | null;
  message: string;
  remedy: string;
}

/** What a file amounts to. Nothing of it is kept. */
export interface ImportedList {
  draft: ImportDraft;
  findings: ImportFinding[];
  /** Neither errors nor open questions. */
  isClear: boolean;
}

/** Files are worked through one after another, so that tips are answered in between. */
const queue = new PQueue({ concurrency: 1 });

/** Reads a spreadsheet and works out what it would change; keeps and publishes nothing. */
export async function importList(
  house: House,
  member: Publisher,
  { bytes, ...request }: ListUpload,
): Promise<Outcome<ImportedList>> {
  if (!mayDo(member, "prepareLists", request)) return NO_PUBLICATION;
  const problem = uploadProblem(bytes);
  if (problem !== null) return refuse("invalid", [problem]);
  const result = await queue.add(() =>
    importSpreadsheet(
      bytes,
      { ...request, today: house.today(), mostRows: LIST_UPLOAD_ROWS },
      house.snapshot(),
    ),
  );
  if ("refused" in result) {
    return refuse(
      "invalid",
      result.refused.map(({ message, remedy }) => inFile(`${message}：${remedy}`)),
    );
  }
  const { draft } = result;
  const isClear = draft.counts.errors === 0 && draft.counts.held === 0;
  return {
    value: { draft, findings: draft.problems.map((found) => finding(draft, found)), isClear },
  };
}

/** Reads one typed record as the sheet it stands for: the same checks, the same draft. */
export async function importEntry(
  house: House,
  member: Publisher,
  { textOf, ...request }: RecordEntry,
): Promise<Outcome<ImportedList>> {
  const { jurisdiction, kind } = request;
  const snapshot = house.snapshot();
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  const chosen = place && findTemplate(snapshot, place, kind, true);
  const isEntered = ENTRY_ROOMS.some((room) => room === kind);
  if (chosen === undefined || !isEntered) return NO_PUBLICATION;
  if (chosen.template.columns.every(({ field }) => !field || textOf(field).trim() === ""))
    return refuse("invalid", [EMPTY_ENTRY]);
  const bytes = await entrySheet(chosen.template, textOf);
  const fileName = `${chosen.template.title}（录入）.xlsx`;
  return await importList(house, member, {
    ...request,
    bytes,
    fileName,
    statedAs: null,
    replaces: "none",
  });
}

/** The uploaded spreadsheet with everything found as comments in its cells, as .xlsx. */
export async function commentList(
  house: House,
  member: Publisher,
  upload: ListUpload,
): Promise<Outcome<Uint8Array>> {
  const imported = await importList(house, member, upload);
  if (!("value" in imported)) return imported;
  const { problems } = imported.value.draft;
  const copy = await queue.add(() => commentedCopy(upload.bytes, upload.fileName, problems));
  return "bytes" in copy
    ? { value: copy.bytes }
    : refuse("invalid", [inFile(`${copy.refusal.message}：${copy.refusal.remedy}`)]);
}

const TOO_LARGE = `文件超过 ${LIST_UPLOAD_BYTES / 1_000_000} MB：删去图片和无关的工作表，或者请管理员用命令导入。`;

const EMPTY_ENTRY: Problem = {
  field: entryField("name"),
  message: "一项也没有填写：先写是哪一家企业、哪一台设备。",
};

function uploadProblem(bytes: Uint8Array): Problem | null {
  if (bytes.length === 0) return inFile("还没有选文件：选一个 .xlsx 或 .csv 表格。");
  return bytes.length > LIST_UPLOAD_BYTES ? inFile(TOO_LARGE) : null;
}

function inFile(message: string): Problem {
  return { field: "file", message };
}

function finding({ source }: ImportDraft, problem: ImportProblem): ImportFinding {
  const { severity, message, remedy } = problem;
  const columns = source.sheets.find((sheet) => sheet.name === problem.sheet)?.columns ?? {};
  const [field = null] = Object.entries(columns).find(([, at]) => at === problem.column) ?? [];
  const name = IMPORT_SEVERITIES.find((entry) => entry.id === severity)?.name ?? severity;
  return { severity, name, where: placeText(problem), field, message, remedy };
}
