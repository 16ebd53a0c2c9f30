/**
 * `npm run sample`: writes a content folder filled with demonstration entries, the same byte for
 * byte for the same options. Exit code 0: written; 1: refused or wrong content; 2: wrong use.
 */
import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { isCalendarDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { generateSample, type SampleOptions } from "./sample/generate.ts";

const HELP = `用法：npm run sample -- --out 文件夹 [选项]
写出一个填满演示数据的内容文件夹；选项相同，写出的内容逐字节相同。
  --enterprises 数   各地企业总数，平均分给各地（默认 60）
  --seed 数          随机种子（默认 1）
  --today 日期       生命线讲到哪一天，例如 2026-11-21（默认 2026-11-21）
  --content 文件夹   从哪里取各地的规定和共用表（默认 ./content）
  --out 文件夹       写到哪里
  --entries-only     只写企业、设备、名单、公告、承诺等条目，文件夹里的其他内容不动
  --force            输出文件夹不是空的也写（真实数据永远不会被覆盖）
  --help             显示这段说明
仓库自带的演示数据用这条命令写出：
  npm run sample -- --enterprises 60 --seed 1 --out content --entries-only --force`;

const OPTIONS = {
  enterprises: { type: "string", default: "60" },
  seed: { type: "string", default: "1" },
  today: { type: "string", default: "2026-11-21" },
  content: { type: "string" },
  out: { type: "string" },
  "entries-only": { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

function main(): number {
  const values = readArguments();
  if (typeof values === "string") return fail(`${values}\n\n${HELP}`, 2);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const options = checkArguments(values);
  if (Array.isArray(options)) return fail(`${options.join("\n")}\n用 --help 查看说明。`, 2);
  if (!values.force && isFilled(options.out))
    return fail(`${options.out} 不是空文件夹。换一个文件夹，或者加上 --force。`, 1);
  return report(options);
}

function report(options: SampleOptions): number {
  const started = performance.now();
  const result = generateSample(options);
  if ("refusal" in result) return fail(result.refusal, 1);
  if ("problems" in result)
    return fail([...result.problems.map(formatProblem), "内容有误，没有写出。"].join("\n"), 1);
  for (const [place, written] of result.written)
    console.log(
      `${place}：${written.enterprises} 家企业，${written.lists} 份名单，` +
        `${written.announcements} 篇公告，${written.pledges} 份承诺`,
    );
  console.log(
    `已写到 ${options.out}，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒。`,
  );
  return 0;
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (fault) {
    return fault instanceof TypeError ? fault.message : String(fault);
  }
}

/** The options, or every sentence about what is wrong with them. */
function checkArguments(
  values: Exclude<ReturnType<typeof readArguments>, string>,
): SampleOptions | string[] {
  const entriesOnly = values["entries-only"];
  const out = values.out ?? "";
  const content = values.content ?? (entriesOnly && out !== "" ? out : "content");
  const enterprises = Number(values.enterprises);
  const seed = Number(values.seed);
  const faults = [
    out === "" && "缺少 --out：写明输出文件夹。",
    !(Number.isInteger(enterprises) && enterprises >= 1 && enterprises <= 1_000_000) &&
      `--enterprises ${values.enterprises}：要写 1 到 1000000 的整数。`,
    !Number.isInteger(seed) && `--seed ${values.seed}：要写整数。`,
    !isCalendarDate(values.today) && `--today ${values.today}：要写 2026-11-21 这样的日期。`,
    !existsSync(content) && `--content ${content}：没有这个文件夹。`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) return faults;
  return { enterprises, seed, today: values.today, content, out, entriesOnly };
}

function isFilled(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

function fail(message: string, code: number): number {
  console.error(message);
  return code;
}

process.exitCode = main();
