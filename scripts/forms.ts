/**
 * `npm run forms`: writes the official forms and yearly summaries of a place, filled from what is
 * published. Exit code 0: written; 2: wrong use.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { formFiles } from "#lib/forms/form-files.ts";
import { indexOf } from "#lib/snapshot-index.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import { snapshotOn } from "#registry/snapshot-on.ts";

const HELP = `用法：npm run forms -- --jurisdiction 地方 --out 文件夹 [选项]
按已公布的记录填写官方表格（安康统计表、随州附表1和附表2）和年度汇总表，分年度、分县（市、区）。
  --jurisdiction 编号  哪个地方，例如 ankang
  --year 年份          只写这一年的
  --out 文件夹         写到哪里；没有就建立，同名的文件覆盖
  --content 文件夹     内容文件夹（默认 ./content）
  --help               显示这段说明`;

const OPTIONS = {
  jurisdiction: { type: "string" },
  year: { type: "string" },
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
  const { jurisdiction, year, out, content } = values;
  if (jurisdiction === undefined || out === undefined)
    return fail(`--jurisdiction 和 --out 都要写。\n\n${HELP}`);
  const { snapshot, problems } = readContent(content);
  if (!snapshot) return fail([...problems.map(formatProblem), "内容有误，没有写出。"].join("\n"));
  if (!snapshot.jurisdictions.some(({ id }) => id === jurisdiction))
    return fail(`没有 ${jurisdiction} 这个地方。`);
  const today = shanghaiDate(new Date());
  const forms = formFiles(indexOf(snapshotOn(snapshot, today)), today).filter(
    (form) => form.jurisdiction === jurisdiction && (year ?? `${form.year}`) === `${form.year}`,
  );
  for (const form of forms) {
    const file = join(out, form.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await form.write());
    console.log(`${file}  ${[form.title, form.areaName].filter(Boolean).join("，")}`);
  }
  if (forms.length === 0) return fail("没有可填的记录，什么也没有写。");
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
