import PQueue from "p-queue";
import type { Problem } from "#domain/problem.ts";
import { mayDo } from "#domain/staff-role.ts";
import { commentedCopy } from "#importing/files/commented-copy.ts";
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
export const LIST_UPLOAD_BYTES = 1_000_000;

/** A spreadsheet as it was uploaded, and what it is said to be. */
export interface ListUpload extends Omit<ImportRequest, "today"> {
  bytes: Uint8Array;
}

/** Something found in the file, as the page shows it. */
export interface ImportFinding {
  severity: ImportProblem["severity"];
  name: string;
  /** `统计表!D5`; empty: the file as a whole. */
  where: string;
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
    importSpreadsheet(bytes, { ...request, today: house.today() }, house.snapshot()),
  );
  if ("refused" in result) {
    return refuse(
      "invalid",
      result.refused.map(({ message, remedy }) => inFile(`${message}：${remedy}`)),
    );
  }
  const { draft } = result;
  const isClear = draft.counts.errors === 0 && draft.counts.held === 0;
  return { value: { draft, findings: draft.problems.map(finding), isClear } };
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

function uploadProblem(bytes: Uint8Array): Problem | null {
  if (bytes.length === 0) return inFile("还没有选文件：选一个 .xlsx 或 .csv 表格。");
  return bytes.length > LIST_UPLOAD_BYTES ? inFile(TOO_LARGE) : null;
}

function inFile(message: string): Problem {
  return { field: "file", message };
}

function finding(problem: ImportProblem): ImportFinding {
  const { severity, message, remedy } = problem;
  const name = IMPORT_SEVERITIES.find((entry) => entry.id === severity)?.name ?? severity;
  return { severity, name, where: placeText(problem), message, remedy };
}
