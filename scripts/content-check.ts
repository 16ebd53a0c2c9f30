/**
 * `npm run content:check`: reads `content/` (or the folder given) and says everything that is wrong.
 * Exit code 0: sound (reminders allowed); 1: errors; 2: wrong use.
 */
import { existsSync } from "node:fs";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import { argumentsOrExit } from "./arguments.ts";

const HELP = `用法：npm run content:check -- [文件夹]
检查内容文件夹（默认 ./content），列出所有错误和提醒：文件、行、项目、问题、改法。
没有错误时退出码为 0，有错误时为 1。`;

function main(): number {
  const { values, positionals } = argumentsOrExit(HELP, {
    options: { help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length > 1) {
    console.error(HELP);
    return 2;
  }
  const root = positionals[0] ?? "content";
  if (!existsSync(root)) {
    console.error(`没有 ${root} 这个文件夹。\n${HELP}`);
    return 2;
  }
  const read = readContent(root, [], shanghaiDate(new Date()));
  const { snapshot } = read;
  const problems = [...read.problems, ...read.coming];
  for (const problem of problems) console.log(formatProblem(problem));
  const errors = problems.filter((problem) => problem.severity === "error").length;
  console.log(`共 ${errors} 个错误，${problems.length - errors} 个提醒。`);
  if (!snapshot) return 1;
  console.log(
    `内容完好：${snapshot.jurisdictions.length} 个地方，${snapshot.enterprises.length} 家企业，` +
      `${snapshot.lists.length} 份名单，${snapshot.announcements.length} 篇公告，${snapshot.pledges.length} 份承诺。`,
  );
  return 0;
}

process.exitCode = main();
