/**
 * `npm run template`: writes a spreadsheet to be filled and imported, empty or with what is
 * published. Exit code 0: written; 2: wrong use.
 */
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { recordRoomOf } from "#domain/record-batch.ts";
import { templateFile } from "#importing/files/template-file.ts";
import { findTemplate } from "#importing/find-template.ts";
import { recordRows, withNumbers } from "#lib/record-sheets.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";

const HELP = `用法：npm run template -- --jurisdiction 地方 --kind 种类 --out 文件.xlsx [选项]
写出一份表，带下拉选项和填表说明，填好后用 npm run import 导入。
  --jurisdiction 编号  哪个地方，例如 suizhou
  --kind 种类          名单种类，例如 exit；或 acceptances（验收）、sealings（封存）、
                       pledges（承诺）、enterprises（企业基本情况）
  --plain              不用当地文件附的表，用本站的通用表
  --filled             填上已经公布的登记、验收、封存、承诺，改了再导入；名单的表在
                       名单页下载
  --out 文件           写到哪里；已有的文件不覆盖
  --content 文件夹     内容文件夹（默认 ./content）
  --help               显示这段说明`;

const OPTIONS = {
  jurisdiction: { type: "string" },
  kind: { type: "string" },
  plain: { type: "boolean", default: false },
  filled: { type: "boolean", default: false },
  out: { type: "string" },
  content: { type: "string", default: "content" },
  help: { type: "boolean", short: "h", default: false },
} as const;

process.exitCode = await main();

async function main(): Promise<number> {
  const values = readArguments();
  if (typeof values === "string") return fail(`${values}\n\n${HELP}`);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { jurisdiction, kind, out, content } = values;
  if (jurisdiction === undefined || kind === undefined || out === undefined)
    return fail(`--jurisdiction、--kind 和 --out 都要写。\n\n${HELP}`);
  if (existsSync(out)) return fail(`${out} 已经有了，换一个名字。`);
  const { snapshot, problems } = readContent(content);
  if (!snapshot) return fail([...problems.map(formatProblem), "内容有误，没有写出。"].join("\n"));
  const place = snapshot.jurisdictions.find((entry) => entry.id === jurisdiction);
  if (!place) return fail(`没有 ${jurisdiction} 这个地方。`);
  const room = recordRoomOf(kind);
  if (values.filled && room === undefined)
    return fail("--filled 只用于 acceptances、sealings、pledges、enterprises。");
  const chosen = findTemplate(snapshot, place, kind, values.plain || values.filled);
  if (!chosen) return fail(`没有 ${kind} 的空表。`);
  const { template, title } = chosen;
  const rows = values.filled && room ? recordRows(indexOf(snapshot), jurisdiction, room) : [];
  const sheet = values.filled ? withNumbers(template) : template;
  writeFileSync(out, await templateFile(sheet, title, place, snapshot.industries, rows));
  console.log(`已写出《${title}》${values.filled ? `，${rows.length} 行` : ""}：${out}`);
  return 0;
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (fault) {
    return fault instanceof TypeError ? fault.message : String(fault);
  }
}

function fail(text: string): number {
  console.error(text);
  return 2;
}
