/**
 * `npm run import`: reads an official spreadsheet and says what it would change; writes the draft
 * for review. Exit code 0: nothing stands in the way; 1: rows are held; 2: wrong use; 3: refused.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { isCalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { commentedCopy } from "#importing/files/commented-copy.ts";
import type { ImportDraft } from "#importing/import-draft.ts";
import { type ImportRequest, importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { problemLine, reportLines } from "#importing/report.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";

const HELP = `用法：npm run import -- 文件 --jurisdiction 地方 --kind 种类 [选项]
读一份 .xlsx 或 .csv，与已登记、已公布的内容核对，逐行报告；不公布任何内容。
  --jurisdiction 编号  哪个地方，例如 ankang
  --kind 种类          名单种类，例如 exit；或 acceptances（验收）、sealings（封存）、
                       pledges（承诺）、enterprises（企业基本情况）
  --as plan|closure    统计表既报计划又报退出，要说明这一份是哪一种
  --replaces 批次|all  这份文件是某一批（例如 2024-01）或整个名单的新全文；
                       文件里没有的行列为“不见了”。不写就只新增和变更
  --answers 文件       对问题的回答，YAML：问题编号: 候选编号或 new
  --out 文件           把草稿写成 JSON，供审核
  --report 文件.xlsx   把表格另存一份，问题写成单元格批注
  --dry-run            只报告，不写草稿
  --content 文件夹     内容文件夹（默认 ./content）
  --today 日期         按哪一天核对（默认今天）
  --help               显示这段说明
退出码：0 没有错误和待答的问题；1 有；2 用法不对；3 文件被拒绝。`;

const OPTIONS = {
  jurisdiction: { type: "string" },
  kind: { type: "string" },
  as: { type: "string" },
  replaces: { type: "string" },
  answers: { type: "string" },
  out: { type: "string" },
  report: { type: "string" },
  content: { type: "string", default: "content" },
  today: { type: "string", default: shanghaiDate(new Date()) },
  "dry-run": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

process.exitCode = await main();

async function main(): Promise<number> {
  const given = readArguments();
  if (typeof given === "string") return fail(`${given}\n\n${HELP}`, 2);
  if (given.values.help) return say(HELP);
  const faults = faultsOf(given);
  if (faults.length > 0) return fail(`${faults.join("\n")}\n用 --help 查看说明。`, 2);
  const { values, positionals } = given;
  const answers = readAnswers(values.answers);
  if (answers === undefined)
    return fail(`${values.answers}：要写成“问题编号: 回答”，一行一个。`, 2);
  const { snapshot, problems } = readContent(values.content);
  if (!snapshot)
    return fail([...problems.map(formatProblem), "内容有误，没有导入。"].join("\n"), 2);
  const file = positionals[0] ?? "";
  const request = requestOf(given, answers);
  const result = await importSpreadsheet(readFileSync(file), request, snapshot, tell);
  if ("refused" in result) return fail(result.refused.map(problemLine).join("\n"), 3);
  const { draft } = result;
  say(reportLines(draft).join("\n"));
  if (values.report !== undefined) await writeReport(file, values.report, draft);
  if (values.out !== undefined && !values["dry-run"])
    writeFileSync(values.out, `${JSON.stringify(draft, null, 1)}\n`);
  return draft.counts.errors > 0 || draft.counts.held > 0 ? 1 : 0;
}

async function writeReport(file: string, out: string, { problems }: ImportDraft): Promise<void> {
  const copy = await commentedCopy(readFileSync(file), basename(file), problems);
  if ("bytes" in copy) writeFileSync(out, copy.bytes);
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (fault) {
    return fault instanceof TypeError ? fault.message : String(fault);
  }
}
type Given = Exclude<ReturnType<typeof readArguments>, string>;

function faultsOf({ values, positionals }: Given): string[] {
  const missing = (path: string | undefined) => path !== undefined && !existsSync(path);
  return [
    positionals.length !== 1 && "要写一个文件。",
    positionals.length === 1 && missing(positionals[0]) && `没有文件 ${positionals[0]}。`,
    values.jurisdiction === undefined && "缺少 --jurisdiction。",
    values.kind === undefined && values.as !== "plan" && "缺少 --kind。",
    values.as !== undefined &&
      !["plan", "closure"].includes(values.as) &&
      `--as ${values.as}：只能写 plan 或 closure。`,
    missing(values.answers) && `没有文件 ${values.answers}。`,
    missing(values.content) && `没有文件夹 ${values.content}。`,
    !isCalendarDate(values.today) && `--today ${values.today}：要写 2026-11-21 这样的日期。`,
    values.out === undefined && !values["dry-run"] && "要写 --out 草稿文件，或者 --dry-run。",
  ].filter((fault) => fault !== false);
}

function requestOf(
  { values, positionals }: Given,
  answers: ImportRequest["answers"],
): ImportRequest {
  const { replaces } = values;
  return {
    fileName: basename(positionals[0] ?? ""),
    jurisdiction: values.jurisdiction ?? "",
    kind: values.kind ?? "plan",
    statedAs: values.as === "plan" || values.as === "closure" ? values.as : null,
    replaces: replaces === undefined ? "none" : replaces === "all" ? "all" : { batch: replaces },
    answers,
    today: values.today,
  };
}

const answersFile = z.record(z.string(), z.string());

function readAnswers(file: string | undefined): Record<string, string> | undefined {
  if (file === undefined) return {};
  const result = answersFile.safeParse(parse(readFileSync(file, "utf8")) ?? {});
  return result.data;
}

function tell(done: number, total: number): void {
  console.error(`已读 ${done} / ${total} 行`);
}

function say(text: string): number {
  console.log(text);
  return 0;
}

function fail(text: string, code: number): number {
  console.error(text);
  return code;
}
