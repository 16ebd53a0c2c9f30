import { IMPORT_FIELDS } from "#domain/import-field.ts";
import {
  type DraftRow,
  IMPORT_SEVERITIES,
  type ImportDraft,
  type ImportProblem,
  type ImportQuestion,
} from "./import-draft.ts";

/** One line: `错误 Sheet1!D5 没有写企业名称 → 补上企业名称`. */
export function problemLine({ severity, message, remedy, ...place }: ImportProblem): string {
  const name = IMPORT_SEVERITIES.find((entry) => entry.id === severity)?.name ?? severity;
  return [name, placeText(place), `${message} → ${remedy}`].filter(Boolean).join(" ");
}

/** Where in the file: `统计表!D5`, `统计表 第5行`, the sheet, or nothing for the file as a whole. */
export function placeText({ sheet, row, column }: Pick<ImportProblem, "sheet" | "row" | "column">) {
  if (sheet === null) return "";
  if (row === null) return sheet;
  return column === null ? `${sheet} 第${row}行` : `${sheet}!${column}${row}`;
}

/** The report on a draft, as lines for people. */
export function reportLines(draft: ImportDraft): string[] {
  const { counts, source, rows, vanished, questions, problems } = draft;
  return [
    `${source.file}（SHA-256 ${source.sha256}）`,
    ...source.sheets.map((sheet) => `工作表 ${sheet.name}：表头在第${sheet.headerRow}行`),
    `新增 ${counts.add} 行，变更 ${counts.change} 行，不变 ${counts.keep} 行，` +
      `搁置 ${counts.held} 行，表里不见了 ${counts.vanish} 行`,
    `错误 ${counts.errors} 个，提醒 ${counts.warnings} 个，说明 ${counts.hints} 个`,
    ...(source.isRestricted ? ["文件里有不公开的内容（或隐藏的部分）：原件不能对外提供"] : []),
    ...(draft.isPublishable ? [] : ["当地没有公布这种名单的职责：只登记，不公布"]),
    ...problems.map(problemLine),
    ...rows.filter((row) => row.action === "change").flatMap(changeLines),
    ...vanished.map((row) => `不见了 ${row.entry}（${row.batch}）${row.name}：发布前要选定理由`),
    ...questions.flatMap(questionLines),
  ];
}

function changeLines({ key, continues, differences }: DraftRow): string[] {
  return differences.map(
    ({ field, before, after }) =>
      `变更 ${key} ${continues ?? ""} ${IMPORT_FIELDS[field].name}：“${before}” → “${after}”`,
  );
}

function questionLines({ id, text, rows, candidates, answer }: ImportQuestion): string[] {
  const where =
    rows.length > 3 ? `${rows.slice(0, 3).join("、")} 等${rows.length}行` : rows.join("、");
  const choices = candidates.map(
    (candidate) => `    ${candidate.id}  ${candidate.label}（${candidate.reasons.join("，")}）`,
  );
  return [
    `${answer === null ? "待答" : "已答"} ${text}（${where}）`,
    `  ${JSON.stringify(id)}: ${answer ?? "new 或下面的编号"}`,
    ...choices,
  ];
}
