/**
 * `npm run sample:retire`: takes the demonstration entries out of the content, whole or not at all.
 * Exit code 0: done; 1: refused; 2: wrong use.
 */
import { changeContent } from "#publishing/change-content.ts";
import { retireSample } from "#publishing/retire-sample.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import { settingsOrExit } from "#server/env.ts";
import { oneAtATime } from "#server/releases/one-at-a-time.ts";
import { argumentsOrExit } from "./arguments.ts";
import { shanghaiToday } from "./build-inputs.mjs";

const HELP = `用法：npm run sample:retire -- --yes
从内容文件夹（CONTENT_DIR，默认 ./content）里移出全部演示数据，为发布真实数据做准备。
企业、设备、名单、公告、承诺、验收的文件移出；编号留在登记簿里，写明停用日期和理由，
原来的网址仍然有页面说明。各地的规定和共用表不动。之后运行 npm run release -- build 换上。
  --yes    确认移出
  --help   显示这段说明`;

const { values } = argumentsOrExit(HELP, {
  options: { yes: { type: "boolean" }, help: { type: "boolean" } },
});
if (values.help || !values.yes) {
  (values.help ? console.log : console.error)(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const { CONTENT_DIR, DATA_DIR, TODAY } = settingsOrExit();
  const retire = async () => retireBelow(CONTENT_DIR, TODAY || shanghaiToday());
  process.exitCode = await oneAtATime(DATA_DIR, "content", retire);
}

function retireBelow(root: string, today: string): number {
  const { snapshot, problems } = readContent(root);
  if (snapshot === undefined) return refuse(problems.map(formatProblem));
  const retirement = retireSample(root, snapshot, today);
  if ("refusals" in retirement) return refuse(retirement.refusals);
  const overtaken = changeContent(root, retirement.changes);
  if (overtaken.length > 0) return refuse(overtaken.map((file) => `${file} 刚刚被别人改过`));
  console.log(`停用 ${retirement.retired} 个编号，改动 ${retirement.changes.length} 个文件。`);
  return 0;
}

function refuse(reasons: readonly string[]): number {
  for (const reason of reasons) console.error(reason);
  console.error("什么也没有改。");
  return 1;
}
